import type { Family } from '../../../../src-core/net/address.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { badInput, type Arguments } from '../arguments.ts';

export const familyOption = {
  family: { value: '4|6', help: 'of IPv4 or of IPv6 alone' },
} as const;

/** The families of a node: those that it has, or the one that --family names. */
export function familiesOf({ id, name, ipv6, ipv4 }: PlanNode, args: Arguments): Family[] {
  const given = args.oneOf('family', ['4', '6']);
  const has: Family[] = [...(ipv6 === null ? [] : [6 as const]), ...(ipv4 === null ? [] : [4 as const])];
  const chosen = has.filter((family) => given === undefined || String(family) === given);
  if (chosen.length === 0) throw badInput(`"${name || id}" has no IPv${given} prefix`);
  return chosen;
}

/** The one family of a node that a command works in: what --family names, or IPv6 where it has both. */
export function familyOf(node: PlanNode, args: Arguments): Family {
  return familiesOf(node, args)[0] ?? 6;
}
