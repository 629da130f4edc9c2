import type { Family } from '../net/address.ts';
import { prefixFamily, type Prefix } from '../net/prefix.ts';
import { rangeOf } from '../net/ranges.ts';
import { extentIn, type Extent, type PlanEntry } from './node.ts';
import { descendants, type Plan } from './tree.ts';

/** An entry in the order of its addresses, the wider before the narrower. */
export interface IndexedEntry {
  readonly entry: PlanEntry;
  readonly extent: Extent;
  /** The place of the narrowest one that holds it, or has the same prefix and comes before it; -1 where none does. */
  readonly around: number;
}

/** The prefixes of a plan by family, so that many of them can be looked for at once. */
export type PrefixIndex = Readonly<Record<Family, readonly IndexedEntry[]>>;

/** Reckoned once for all that is asked of a plan. */
export function prefixIndex(plan: Plan): PrefixIndex {
  return indexEntries(descendants(plan, null).toArray());
}

/** As prefixIndex, of any entries; quickest where they are in order. */
export function indexEntries(entries: readonly PlanEntry[]): PrefixIndex {
  return { 6: indexOf(entries, 6), 4: indexOf(entries, 4) };
}

/** The narrowest entry that holds a prefix wholly; of those with the same prefix the one that is deepest in the plan. */
export function narrowestAround(index: PrefixIndex, prefix: Prefix): IndexedEntry | undefined {
  const sorted = index[prefixFamily(prefix)];
  const { first, last } = rangeOf(prefix);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle];
    if (at !== undefined && at.extent.first <= first) low = middle + 1;
    else high = middle;
  }
  let found = sorted[low - 1];
  while (found !== undefined && found.extent.end <= last) found = sorted[found.around];
  return found;
}

function indexOf(entries: readonly PlanEntry[], which: Family): IndexedEntry[] {
  const sorted: { entry: PlanEntry; extent: Extent }[] = [];
  for (const entry of entries) {
    const extent = extentIn(entry, which);
    if (extent !== undefined) sorted.push({ entry, extent });
  }
  // The order of a tidy tree is this order already, and the sort then passes over it once.
  sorted.sort(({ extent: one }, { extent: other }) => {
    if (one.first !== other.first) return one.first < other.first ? -1 : 1;
    return one.end === other.end ? 0 : one.end > other.end ? -1 : 1;
  });
  const indexed: IndexedEntry[] = [];
  for (const [place, { entry, extent }] of sorted.entries()) {
    let around = place - 1;
    for (
      let open = indexed[around];
      open !== undefined && open.extent.end <= extent.first;
      open = indexed[around]
    )
      around = open.around;
    indexed.push({ entry, extent, around });
  }
  return indexed;
}
