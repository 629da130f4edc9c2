import { bitsOf, family, type Address } from '../net/address.ts';
import { prefixOf, type Prefix } from '../net/prefix.ts';
import { rangeOf } from '../net/ranges.ts';
import { prefixFamily } from '../net/prefix.ts';
import { extentIn, type PlanNode } from './node.ts';
import { entriesAround } from './search.ts';
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

/** Lays what was found over the plan. Takes a search for each thing found. */
export function compareWithReality(plan: Plan, found: Discovered): Comparison {
  const usedThoughFree: { what: Address | Prefix; node: PlanNode }[] = [];
  const unknownPrefixes: Prefix[] = [];
  const unknownHosts: Address[] = [];
  const hosts = found.hosts.map((address) => ({
    address,
    prefix: prefixOf(address, bitsOf(family(address))),
  }));
  const narrowest = (prefix: Prefix): PlanNode | undefined => entriesAround(plan, prefix).at(-1)?.node;
  for (const prefix of new Set(found.prefixes)) {
    const node = narrowest(prefix);
    if (node === undefined) unknownPrefixes.push(prefix);
    else if (isFree(node)) usedThoughFree.push({ what: prefix, node });
  }
  for (const { address, prefix } of hosts) {
    const node = narrowest(prefix);
    if (node === undefined) unknownHosts.push(address);
    else if (isFree(node)) usedThoughFree.push({ what: address, node });
  }
  const seen = [...found.prefixes, ...hosts.map(({ prefix }) => prefix)].map((prefix) => ({
    which: prefixFamily(prefix),
    ...rangeOf(prefix),
  }));
  const notSeen = descendants(plan, null)
    .filter((entry) => {
      const { node } = entry;
      if (node.status !== 'used' || !ends.has(node.role) || childrenOf(plan, node.id).length > 0)
        return false;
      return !seen.some(({ which, first, last }) => {
        const extent = extentIn(entry, which);
        return extent !== undefined && extent.first <= last && first < extent.end;
      });
    })
    .map(({ node }) => node)
    .toArray();
  return { usedThoughFree, notSeen, unknownPrefixes, unknownHosts };
}

function isFree({ role, status }: PlanNode): boolean {
  return !ends.has(role) || status === 'planned' || status === 'reserved';
}
