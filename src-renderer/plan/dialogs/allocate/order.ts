import type { Address, Family } from '../../../../src-core/net/address.ts';
import { lengthOf } from '../../../../src-core/net/prefix.ts';
import { lengthForHosts, type AllocationRequest, type Strategy } from '../../../../src-core/plan/allocate.ts';
import { extentIn, type PlanEntry, type PlanNode } from '../../../../src-core/plan/node.ts';
import { entryAt, familyParent, type Plan } from '../../../../src-core/plan/tree.ts';
import { readAddresses, readBig, readCount, readLength, type Read } from '../shell/read-text.ts';
import type { AllocateDraft } from './draft.ts';
import type { GatewayRule } from './gateway.ts';
import { purposes } from './purposes.ts';

/** The most nodes that are made at once. */
export const mostNodes = 10_000;

/** What is to be made: the fields, read. */
export interface AllocateOrder {
  readonly parent: string;
  /** The node that gives the space may lie above the parent where that has only the other family. */
  readonly six: AllocationRequest | null;
  readonly four: AllocationRequest | null;
  readonly count: number;
  /** The place by its number, from 0; null where the strategy chooses. */
  readonly number: bigint | null;
  readonly pattern: string;
  readonly role: PlanNode['role'];
  readonly status: PlanNode['status'];
  readonly site: string;
  readonly firstVlan: number | null;
  readonly gateway6: GatewayRule;
  readonly gateway4: GatewayRule;
  readonly dns: readonly Address[];
  readonly delegates: number | null;
}

export type DraftProblems = Partial<Record<keyof AllocateDraft, string>>;

/** The node itself, or the nearest one above, that has a prefix of this family. */
export function sourceOf(plan: Plan, parent: string, which: Family): PlanEntry | undefined {
  const own = entryAt(plan, parent);
  return extentIn(own, which) === undefined ? familyParent(plan, parent, which) : own;
}

/** Reads the fields. Without problems there is an order; each problem belongs to a field. */
export function readDraft(
  plan: Plan,
  parent: string,
  draft: AllocateDraft,
): { readonly problems: DraftProblems; readonly order: AllocateOrder | null } {
  const problems: DraftProblems = {};
  const take = <Value>(field: keyof AllocateDraft, read: Read<Value>, otherwise: Value): Value => {
    if ('value' in read) return read.value;
    problems[field] = read.problem;
    return otherwise;
  };
  const numbered = draft.strategy === 'numbered';
  // The number alone says where it goes; any strategy may stand in the request then.
  const strategy: Strategy = draft.strategy === 'numbered' ? 'first' : draft.strategy;
  const hosts = draft.purpose === 'hosts' ? take('hosts', readCount(draft.hosts, 1, 2 ** 30), 1) : null;

  const request = (which: Family): AllocationRequest | null => {
    if (draft.families === (which === 6 ? 'ipv4' : 'ipv6')) return null;
    const source = sourceOf(plan, parent, which);
    const extent = source === undefined ? undefined : extentIn(source, which);
    if (source === undefined || extent === undefined) {
      problems.families = `Neither this node nor one above it has an IPv${which} prefix`;
      return null;
    }
    const own = lengthOf(extent.prefix);
    const bits = which === 6 ? 128 : 32;
    const field = which === 6 ? 'length6' : 'length4';
    const length =
      hosts === null
        ? take(field, readLength(draft[field], own, bits), bits)
        : Math.max(own, lengthForHosts(hosts, which));
    if (hosts !== null && lengthForHosts(hosts, which) < own)
      problems.hosts = `${extent.prefix} is too small: that takes a /${lengthForHosts(hosts, which)}`;
    const growthField = which === 6 ? 'growth6' : 'growth4';
    const typed = draft[growthField].trim();
    const growth = typed === '' ? undefined : take(growthField, readLength(typed, own, length), length);
    return {
      parent: source.node.id,
      family: which,
      length,
      strategy,
      ...(growth === undefined ? {} : { growth }),
      nibble: draft.nibble && which === 6,
    };
  };

  const six = request(6);
  const four = request(4);
  const count = numbered ? 1 : take('count', readCount(draft.count, 1, mostNodes), 1);
  const firstVlan = draft.vlan.trim() === '' ? null : take('vlan', readCount(draft.vlan, 1, 4094), 1);
  const number = numbered ? take('number', readBig(draft.number), 0n) : null;
  const delegates =
    draft.purpose === 'pool' && six !== null
      ? take('delegates', readLength(draft.delegates, six.length, 64), 64)
      : null;
  const dns = take('dns', readAddresses(draft.dns), []);
  if (draft.pattern.length > 200) problems.pattern = 'At most 200 characters';
  if (Object.keys(problems).length > 0) return { problems, order: null };
  const { role } = purposes[draft.purpose];
  const { pattern, status, site, gateway6, gateway4 } = draft;
  const rest = { number, pattern, role, status, site, firstVlan, gateway6, gateway4, dns, delegates };
  return { problems, order: { parent, six, four, count, ...rest } };
}
