import { z } from 'zod';
import { ToolError } from '../api/errors.ts';
import type { Family } from '../net/address.ts';
import { emptyBucketMap, lookUp, valuesOf, withChanges, type BucketMap } from './bucket-map.ts';
import { entryAfter, line, lines, type Extent, type PlanEntry, type PlanNode } from './node.ts';

/** A VLAN of a site, which may be known before it has a prefix. */
export const planVlan = z.strictObject({
  vid: z.number().int().min(1).max(4094),
  site: line.default(''),
  name: line.default(''),
  notes: lines.default(''),
});
export type PlanVlan = Readonly<z.output<typeof planVlan>>;

/** What is right below a node. */
export interface Branch {
  /** Those with IPv6 in the order of their addresses, then those that have IPv4 alone. */
  readonly listed: readonly PlanEntry[];
  /** Those with IPv4, in the order of its addresses. */
  readonly four: readonly PlanEntry[];
}

/** A plan never changes: an edit gives another plan, which shares what it did not touch. */
export interface Plan {
  readonly name: string;
  readonly vlans: readonly PlanVlan[];
  readonly entries: BucketMap<PlanEntry>;
  /** By the id of the node above; the top has the empty text, which is no id. */
  readonly branches: BucketMap<Branch>;
}

/** A plan without nodes. */
export function emptyPlan(name: string): Plan {
  return { name, vlans: [], entries: emptyBucketMap(), branches: emptyBucketMap() };
}

/** How many nodes there are. */
export function nodeCount(plan: Plan): number {
  return plan.entries.size;
}

/** The entry of a node. @throws ToolError bad-input where there is none */
export function entryAt(plan: Plan, id: string): PlanEntry {
  const entry = lookUp(plan.entries, id);
  if (entry === undefined) throw new ToolError('bad-input', `The plan has no node with the id "${id}".`);
  return entry;
}

/** The node with this id; undefined where there is none. */
export function nodeAt(plan: Plan, id: string): PlanNode | undefined {
  return lookUp(plan.entries, id)?.node;
}

/** What is right below a node, or at the top for null: IPv6 in the order of addresses, then IPv4 alone. */
export function childrenOf(plan: Plan, parent: string | null): readonly PlanEntry[] {
  return lookUp(plan.branches, parent ?? '')?.listed ?? [];
}

/** Every entry, in no order. */
export function allEntries(plan: Plan): Generator<PlanEntry, void, undefined> {
  return valuesOf(plan.entries);
}

/** The entries below a node (null: all), each before those under it, in the order of addresses. */
export function* descendants(plan: Plan, of: string | null): Generator<PlanEntry, void, undefined> {
  const waiting = childrenOf(plan, of).toReversed();
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    yield entry;
    const below = childrenOf(plan, entry.node.id);
    for (let index = below.length - 1; index >= 0; index--) {
      const next = below[index];
      if (next !== undefined) waiting.push(next);
    }
  }
}

/** The nodes above a node, the nearest first. */
export function* ancestors(plan: Plan, id: string): Generator<PlanEntry, void, undefined> {
  for (let up = entryAt(plan, id).node.parent; up !== null;) {
    const entry = entryAt(plan, up);
    yield entry;
    up = entry.node.parent;
  }
}

/** The nearest node above that has a prefix of this family: where a prefix of it comes from. */
export function familyParent(plan: Plan, id: string, which: Family): PlanEntry | undefined {
  return ancestors(plan, id).find((entry) => (which === 6 ? entry.six : entry.four) !== undefined);
}

/**
 * The entries that take their space of one family right from a node (null: from the top), in the order of addresses.
 * A node without this family is looked through to those below it.
 */
export function takersOf(plan: Plan, parent: string | null, which: Family): readonly PlanEntry[] {
  const branch = lookUp(plan.branches, parent ?? '');
  if (branch !== undefined && allHave(branch, which)) return which === 6 ? branch.listed : branch.four;
  const found: PlanEntry[] = [];
  const waiting: (string | null)[] = [parent];
  let branches = 0;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const under = lookUp(plan.branches, id ?? '');
    if (under === undefined) continue;
    branches++;
    for (const entry of which === 6 ? under.listed : under.four) {
      if (which === 4 || entry.six !== undefined) found.push(entry);
    }
    for (const { node } of under.listed) {
      if ((which === 6 ? node.ipv6 : node.ipv4) === null) waiting.push(node.id);
    }
  }
  return branches > 1 ? found.sort(which === 6 ? byAddress : byFour) : found;
}

/** Those without IPv6 stand last. */
function allHave({ listed, four }: Branch, which: Family): boolean {
  return which === 6 ? listed.at(-1)?.six !== undefined : four.length === listed.length;
}

/**
 * The plan with these nodes set, or taken out where there is no value: the one way in which a plan changes. The caller
 * sees to it that parents exist and that there is no circle.
 */
export function withNodes(plan: Plan, changes: ReadonlyMap<string, PlanNode | undefined>): Plan {
  const entries: [string, PlanEntry | undefined][] = [];
  const touched = new Map<string, { readonly gone: PlanEntry[]; readonly added: PlanEntry[] }>();
  const touch = (parent: string | null) => {
    const known = touched.get(parent ?? '');
    if (known !== undefined) return known;
    const made = { gone: [], added: [] };
    touched.set(parent ?? '', made);
    return made;
  };
  for (const [id, node] of changes) {
    const before = lookUp(plan.entries, id);
    if (before !== undefined) touch(before.node.parent).gone.push(before);
    const entry = node === undefined ? undefined : entryAfter(before, node);
    if (entry !== undefined) touch(entry.node.parent).added.push(entry);
    entries.push([id, entry]);
  }
  const branches = [...touched].map(([parent, { gone, added }]): [string, Branch | undefined] => {
    const before = lookUp(plan.branches, parent);
    const listed = changed(before?.listed ?? [], gone, added, byAddress);
    if (listed.length === 0) return [parent, undefined];
    const four = changed(before?.four ?? [], gone.filter(hasFour), added.filter(hasFour), byFour);
    return [parent, { listed, four }];
  });
  return {
    ...plan,
    entries: withChanges(plan.entries, entries),
    branches: withChanges(plan.branches, branches),
  };
}

/** True where an entry has IPv4. */
export function hasFour({ four }: PlanEntry): boolean {
  return four !== undefined;
}

export type Order = (one: PlanEntry, other: PlanEntry) => number;

/** So many are taken out of a list and put into it one by one: finding their places costs less than looking at all. */
const fewChanges = 32;

/** A list in order, without these of its entries and with those others. */
function changed(
  list: readonly PlanEntry[],
  gone: readonly PlanEntry[],
  added: PlanEntry[],
  order: Order,
): readonly PlanEntry[] {
  if (gone.length + added.length === 0) return list;
  if (gone.length + added.length > fewChanges) {
    const without = new Set(gone);
    return mergeSorted(
      list.filter((entry) => !without.has(entry)),
      added.sort(order),
      order,
    );
  }
  const [before, after] = [gone[0], added[0]];
  // The most frequent of all edits leaves a node where it is.
  if (
    gone.length === 1 &&
    added.length === 1 &&
    before !== undefined &&
    after !== undefined &&
    order(before, after) === 0
  )
    return list.with(placeIn(list, before, order), after);
  const next = [...list];
  for (const entry of gone) next.splice(placeIn(next, entry, order), 1);
  for (const entry of added) next.splice(placeIn(next, entry, order), 0, entry);
  return next;
}

/** Where an entry stands in a list in order, or would stand. */
function placeIn(list: readonly PlanEntry[], entry: PlanEntry, order: Order): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle];
    if (other !== undefined && order(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mergeSorted(
  ones: readonly PlanEntry[],
  others: readonly PlanEntry[],
  order: Order,
): readonly PlanEntry[] {
  if (others.length === 0) return ones;
  if (ones.length === 0) return others;
  const merged: PlanEntry[] = [];
  let at = 0;
  for (const entry of ones) {
    for (let next = others[at]; next !== undefined && order(next, entry) < 0; next = others[++at])
      merged.push(next);
    merged.push(entry);
  }
  for (const entry of others.slice(at)) merged.push(entry);
  return merged;
}

/** IPv6 in the order of addresses, the wider before the narrower, then those that have IPv4 alone. */
export const byAddress: Order = (one, other) =>
  compareExtents(one.six, other.six) || compareExtents(one.four, other.four) || byId(one, other);
/** IPv4 in the order of addresses. */
export const byFour: Order = (one, other) => compareExtents(one.four, other.four) || byId(one, other);

function byId(one: PlanEntry, other: PlanEntry): number {
  return one.node.id < other.node.id ? -1 : one.node.id > other.node.id ? 1 : 0;
}

/** By first address, then the wider before the narrower; what has none comes last. */
function compareExtents(one: Extent | undefined, other: Extent | undefined): number {
  if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? 1 : -1;
  if (one.first !== other.first) return one.first < other.first ? -1 : 1;
  return one.end === other.end ? 0 : one.end > other.end ? -1 : 1;
}
