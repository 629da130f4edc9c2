import { ToolError } from '../api/errors.ts';
import { family, fromBigInt, toBigInt, type Address } from '../net/address.ts';
import { lengthOf, prefixAt, prefixFamily, type Prefix } from '../net/prefix.ts';
import { rangeOf } from '../net/ranges.ts';
import { extentIn, readNode, type PlanEntry, type PlanNode } from './node.ts';
import { spaceOf } from './space.ts';
import { descendants, entryAt, withNodes, type Plan } from './tree.ts';

/** A line of the table of before and after. */
export interface Renumbered {
  readonly id: string;
  readonly name: string;
  readonly before: Prefix;
  /** Null where it does not fit into the new prefix. */
  readonly after: Prefix | null;
}

/** What renumbering would do. */
export interface Renumbering {
  readonly rows: readonly Renumbered[];
  /** Those rows that do not fit. */
  readonly misfits: readonly Renumbered[];
  /** Gives the plan under the new prefix. @throws ToolError conflict where something does not fit */
  readonly apply: () => Plan;
}

/**
 * The same plan under another prefix: every prefix under the node keeps its place from the first address on, and the
 * gateways and name servers in the old prefix come along. Prefixes of the other family stay.
 */
export function renumber(plan: Plan, id: string, to: Prefix): Renumbering {
  const which = prefixFamily(to);
  const { first, end } = spaceOf(plan, id, which);
  const target = rangeOf(to);
  const room = target.last - target.first + 1n;
  const rows: Renumbered[] = [];
  const changes = new Map<string, PlanNode>();
  const address = (old: Address): Address => {
    if (family(old) !== which) return old;
    const value = toBigInt(old);
    if (value < first || value >= end || value - first >= room) return old;
    return fromBigInt(target.first + (value - first), which);
  };
  const change = (entry: PlanEntry): void => {
    const { node } = entry;
    const own = extentIn(entry, which);
    const after = own === undefined ? null : node.id === id ? to : moved(own.prefix);
    if (own !== undefined) rows.push({ id: node.id, name: node.name, before: own.prefix, after });
    changes.set(node.id, {
      ...node,
      ...(after === null
        ? {}
        : which === 6
          ? { ipv6: after, growth6: roomToGrow(node.growth6, after) }
          : { ipv4: after, growth4: roomToGrow(node.growth4, after) }),
      gateways: node.gateways.map(address),
      dns: node.dns.map(address),
    });
  };
  const moved = (prefix: Prefix): Prefix | null => {
    const range = rangeOf(prefix);
    if (range.first < first || range.last >= end) return null;
    if (range.last - first >= room) return null;
    return prefixAt(target.first + (range.first - first), lengthOf(prefix), which);
  };
  change(entryAt(plan, id));
  for (const entry of descendants(plan, id)) change(entry);
  const misfits = rows.filter(({ after }) => after === null);
  return {
    rows,
    misfits,
    apply: () => {
      const [misfit] = misfits;
      if (misfit !== undefined)
        throw new ToolError(
          'conflict',
          `${misfits.length} of ${rows.length} prefixes do not fit into ${to}; the first is ${misfit.before} ("${misfit.name}").`,
        );
      for (const node of changes.values()) readNode(node, `"${node.name || node.id}"`);
      return withNodes(plan, changes);
    },
  };
}

/**
 * The plan as it is kept where a delegated prefix changes: under each node that is dynamic, only the bits below the
 * delegated length, so `2001:db8:12:3400::/56` is `::/56` and its third LAN `0:0:0:3::/64`. Renumber it to have the
 * addresses of the day.
 */
export function withoutDelegatedBits(plan: Plan): Plan {
  let kept = plan;
  for (const { node } of descendants(plan, null)) {
    if (node.dynamic && node.ipv6 !== null)
      kept = renumber(kept, node.id, prefixAt(0n, lengthOf(node.ipv6), 6)).apply();
  }
  return kept;
}

/** The before and after as a Markdown table. */
export function renumberTable(rows: readonly Renumbered[]): string {
  const cell = (text: string) => text.replace(/[\\|`<>[\]*_]/g, (character) => `\\${character}`);
  const lines = rows.map(
    ({ name, before, after }) => `| ${cell(name)} | ${before} | ${after ?? 'does not fit'} |`,
  );
  return ['| Name | Before | After |', '| --- | --- | --- |', ...lines, ''].join('\n');
}

/** Room to grow stays where it is still room. */
function roomToGrow(growth: number | null, prefix: Prefix): number | null {
  return growth !== null && growth <= lengthOf(prefix) ? growth : null;
}
