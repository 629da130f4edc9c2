import type { Family } from '../../../../src-core/net/address.ts';
import type { Placement } from '../../../../src-core/plan/allocate.ts';
import { lengthOf, prefixAt, prefixFamily } from '../../../../src-core/net/prefix.ts';
import { rangeOf } from '../../../../src-core/net/ranges.ts';
import { extentIn, type Extent } from '../../../../src-core/plan/node.ts';
import { takersOf, type Plan } from '../../../../src-core/plan/tree.ts';

/** In how many parts the bar of a prefix is drawn: more than it has pixels on most screens. */
export const barParts = 1024;

/** What a part of the bar shows: the strongest of what lies in it. */
export const barStates = ['free', 'kept', 'taken', 'growth', 'new'] as const;
export type BarState = (typeof barStates)[number];

/** A stretch of the bar in one state, in parts from 0 up to and without the end. */
export interface BarRun {
  readonly from: number;
  readonly end: number;
  readonly state: BarState;
}

/** What is taken and kept in a node, one number of barStates for each part. */
export function takenParts(plan: Plan, parent: string, extent: Extent, which: Family): Uint8Array {
  const parts = new Uint8Array(barParts);
  const mark = marker(parts, extent);
  for (const entry of takersOf(plan, parent, which)) {
    const taken = extentIn(entry, which);
    if (taken === undefined) continue;
    if (taken.heldFirst !== taken.first || taken.heldEnd !== taken.end)
      mark(taken.heldFirst, taken.heldEnd, 1);
    mark(taken.first, taken.end, 2);
  }
  return parts;
}

/** The bar with the new prefixes laid over it. */
export function barRuns(taken: Uint8Array, extent: Extent, places: readonly Placement[]): BarRun[] {
  const parts = Uint8Array.from(taken);
  const mark = marker(parts, extent);
  for (const { prefix, growth } of places) {
    const own = rangeOf(prefix);
    if (growth !== null && growth < lengthOf(prefix)) {
      const kept = rangeOf(prefixAt(own.first, growth, prefixFamily(prefix)));
      mark(kept.first, kept.last + 1n, 3);
    }
    mark(own.first, own.last + 1n, 4);
  }
  const runs: BarRun[] = [];
  for (let from = 0; from < barParts;) {
    let end = from + 1;
    while (end < barParts && parts[end] === parts[from]) end++;
    runs.push({ from, end, state: barStates[parts[from] ?? 0] ?? 'free' });
    from = end;
  }
  return runs;
}

/** Marks the parts that a range touches, unless a stronger mark is there. */
function marker(
  parts: Uint8Array,
  { first: origin, end: finish }: Extent,
): (first: bigint, end: bigint, state: number) => void {
  // The extent is a power of two, so that the part of an address is a shift: divisions take ten times as long.
  const bits = (finish - origin).toString(2).length - 1;
  const shift = BigInt(Math.max(bits - 10, 0));
  const scale = BigInt(Math.max(10 - bits, 0));
  return (first, end, state) => {
    if (end <= origin || first >= finish) return;
    const low = first <= origin ? 0 : Number(((first - origin) << scale) >> shift);
    const last = end >= finish ? barParts - 1 : Number((((end - origin) << scale) - 1n) >> shift);
    for (let part = low; part <= last; part++) {
      if ((parts[part] ?? 0) < state) parts[part] = state;
    }
  };
}
