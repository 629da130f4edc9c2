import { bitsOf, family, type Address } from '../net/address.ts';
import { prefixFamily, prefixOf, type Prefix } from '../net/prefix.ts';
import { rangeOf, type Range } from '../net/ranges.ts';
import type { PlanNode } from './node.ts';
import { narrowestAround, prefixIndex, type IndexedEntry } from './prefix-index.ts';
import { childrenOf, descendants, type Plan } from './tree.ts';

/** What was found on the links. */
export interface Discovered {
  /** Prefixes that routers announce as on-link, or that interfaces have. */
  readonly prefixes: readonly Prefix[];
  /** Addresses of hosts; link-local ones belong to no plan and are to be left out. */
  readonly hosts: readonly Address[];
}

/** The plan beside what was found. */
export interface Comparison {
  /** Found in a node that has nothing below it there, or that is not in use by its state. */
  readonly usedThoughFree: readonly { readonly what: Address | Prefix; readonly node: PlanNode }[];
  /** Links and hosts in use by the plan of which nothing was found. */
  readonly notSeen: readonly PlanNode[];
  /** Prefixes on the link that are in no node. */
  readonly unknownPrefixes: readonly Prefix[];
  /** Hosts that are in no node. */
  readonly unknownHosts: readonly Address[];
}

/** Nodes that are a link or a host themselves: addresses in them are no surprise. */
const ends = new Set<PlanNode['role']>(['lan', 'point-to-point', 'loopback', 'host', 'pool', 'customer']);

/** Lays what was found over the plan, both sorted once: 10,000 hosts over 100,000 nodes are no wait. */
export function compareWithReality(plan: Plan, found: Discovered): Comparison {
  const index = prefixIndex(plan);
  const usedThoughFree: { what: Address | Prefix; node: PlanNode }[] = [];
  const unknownPrefixes: Prefix[] = [];
  const unknownHosts: Address[] = [];
  const hosts = found.hosts.map((address) => ({
    address,
    prefix: prefixOf(address, bitsOf(family(address))),
  }));
  for (const prefix of new Set(found.prefixes)) {
    const node = narrowestAround(index, prefix)?.entry.node;
    if (node === undefined) unknownPrefixes.push(prefix);
    else if (isFree(node)) usedThoughFree.push({ what: prefix, node });
  }
  for (const { address, prefix } of hosts) {
    const node = narrowestAround(index, prefix)?.entry.node;
    if (node === undefined) unknownHosts.push(address);
    else if (isFree(node)) usedThoughFree.push({ what: address, node });
  }
  const seen = new Set<string>();
  const prefixes = [...found.prefixes, ...hosts.map(({ prefix }) => prefix)];
  for (const which of [6, 4] as const) {
    const ranges = prefixes.filter((prefix) => prefixFamily(prefix) === which).map(rangeOf);
    for (const id of touched(index[which], ranges)) seen.add(id);
  }
  const notSeen = descendants(plan, null)
    .filter(
      ({ node }) =>
        node.status === 'used' &&
        ends.has(node.role) &&
        !seen.has(node.id) &&
        childrenOf(plan, node.id).length === 0,
    )
    .map(({ node }) => node)
    .toArray();
  return { usedThoughFree, notSeen, unknownPrefixes, unknownHosts };
}

/** The ids of the entries that have an address in one of the ranges: one pass over both, in the order of addresses. */
function* touched(sorted: readonly IndexedEntry[], ranges: Range[]): Generator<string, void, undefined> {
  ranges.sort((one, other) => (one.first === other.first ? 0 : one.first < other.first ? -1 : 1));
  let place = 0;
  /** The end of all ranges that begin at or before the entry: prefixes lie in each other or apart. */
  let last = -1n;
  for (const { entry, extent } of sorted) {
    let range = ranges[place];
    while (range !== undefined && range.first <= extent.first) {
      if (range.last > last) last = range.last;
      range = ranges[++place];
    }
    if (last >= extent.first || (range !== undefined && range.first < extent.end)) yield entry.node.id;
  }
}

function isFree({ role, status }: PlanNode): boolean {
  return !ends.has(role) || status === 'planned' || status === 'reserved';
}
