import { bitsOf, family, tryParseAddress } from '../net/address.ts';
import { prefixFamily, prefixOf, tryParsePrefix, type Prefix } from '../net/prefix.ts';
import { rangeOf } from '../net/ranges.ts';
import type { Extent, PlanEntry } from './node.ts';
import { descendants, type Plan } from './tree.ts';

/** The entries that hold a prefix wholly, the widest first; then those that lie in it, in order. */
function entriesAt(
  plan: Plan,
  prefix: Prefix,
): { readonly around: PlanEntry[]; readonly within: PlanEntry[] } {
  const which = prefixFamily(prefix);
  const { first, last } = rangeOf(prefix);
  const end = last + 1n;
  const around: { entry: PlanEntry; extent: Extent }[] = [];
  const within: { entry: PlanEntry; extent: Extent }[] = [];
  // Not by a generator: this is asked with every key that is pressed.
  for (const bucket of plan.entries.buckets) {
    for (const entry of bucket.values()) {
      const extent = which === 6 ? entry.six : entry.four;
      if (extent === undefined || extent.first >= end || extent.end <= first) continue;
      if (extent.first <= first && end <= extent.end) around.push({ entry, extent });
      else within.push({ entry, extent });
    }
  }
  const order = (one: { extent: Extent }, other: { extent: Extent }) => {
    if (one.extent.first !== other.extent.first) return one.extent.first < other.extent.first ? -1 : 1;
    return one.extent.end === other.extent.end ? 0 : one.extent.end > other.extent.end ? -1 : 1;
  };
  const entries = (list: typeof around) => list.sort(order).map(({ entry }) => entry);
  return { around: entries(around), within: entries(within) };
}

/** The entries that hold a prefix wholly, the widest first. */
export function entriesAround(plan: Plan, prefix: Prefix): PlanEntry[] {
  return entriesAt(plan, prefix).around;
}

/** Makes the texts in which words are looked for, a few at a time, so that the first search need not. */
export function* searchTextSteps(plan: Plan): Generator<undefined, number, undefined> {
  let characters = 0;
  for (const bucket of plan.entries.buckets) {
    for (const { text } of bucket.values()) characters += text.length;
    yield;
  }
  return characters;
}

/**
 * Looks for what a person typed: an address or a prefix finds the nodes that hold it, and those in it; other words
 * find the nodes that have all of them in a text, a tag, the site, the role, the status or as `vlan 12`.
 * @param limit the most that are given back, in the order of the tree for words
 */
export function search(plan: Plan, query: string, limit = 1000): PlanEntry[] {
  const trimmed = query.trim();
  if (trimmed === '') return [];
  const address = tryParseAddress(trimmed);
  const prefix = address === undefined ? tryParsePrefix(trimmed) : prefixOf(address, bitsOf(family(address)));
  if (address !== undefined && prefix !== undefined) return entriesAround(plan, prefix).slice(0, limit);
  if (prefix !== undefined) {
    const { around, within } = entriesAt(plan, prefix);
    return [...around, ...within].slice(0, limit);
  }
  const words = trimmed.toLowerCase().split(/\s+/);
  const matches = (entry: PlanEntry) => words.every((word) => entry.text.includes(word));
  return descendants(plan, null).filter(matches).take(limit).toArray();
}
