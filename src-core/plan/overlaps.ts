import { bitsOf, type Family } from '../net/address.ts';
import { extentIn, type Extent, type PlanEntry } from './node.ts';

/**
 * Those of a list that share addresses with a prefix, in their order, without looking at all of them: two prefixes are
 * apart, or one of them holds the other.
 * @param takers in the order of their addresses in this family, the wider before the narrower; each has it
 */
export function overlapping(takers: readonly PlanEntry[], extent: Extent, which: Family): PlanEntry[] {
  const found: PlanEntry[] = [];
  const from = (first: bigint, end: bigint, index: number, into: PlanEntry[]): void => {
    for (let entry = takers[index]; entry !== undefined; entry = takers[++index]) {
      const taken = extentIn(entry, which);
      if (taken === undefined || taken.first >= end) return;
      if (taken.first >= first && taken.first < extent.end && extent.first < taken.end) into.push(entry);
    }
  };
  // Around it: of each length there is one place where a prefix can begin. Those that begin where it does come below.
  const most = 1n << BigInt(bitsOf(which));
  const around: bigint[] = [];
  for (let size = (extent.end - extent.first) * 2n; size <= most; size *= 2n) {
    const first = extent.first & -size;
    if (first !== extent.first && first !== around.at(-1)) around.push(first);
  }
  for (const first of around.reverse()) from(first, first + 1n, placeOf(takers, first, which), found);
  from(extent.first, extent.end, placeOf(takers, extent.first, which), found);
  return found;
}

/** The first entry that begins at this address or after it. */
function placeOf(takers: readonly PlanEntry[], first: bigint, which: Family): number {
  let low = 0;
  let high = takers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = takers[middle];
    const taken = entry === undefined ? undefined : extentIn(entry, which);
    if (taken !== undefined && taken.first < first) low = middle + 1;
    else high = middle;
  }
  return low;
}
