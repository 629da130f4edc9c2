/** Numbers from the first to the last, both in it, and what they belong to. */
export interface Interval<What> {
  readonly first: bigint;
  readonly last: bigint;
  readonly what: What;
}

/**
 * The intervals that touch one before them, each with the one of those that reaches furthest. It takes time as n log n.
 * @returns pairs `[earlier, later]` in the order of their beginnings
 */
export function overlapping<What>(intervals: readonly Interval<What>[]): [What, What][] {
  const sorted = intervals.toSorted((one, other) =>
    one.first < other.first ? -1 : one.first > other.first ? 1 : 0,
  );
  const pairs: [What, What][] = [];
  let widest: Interval<What> | undefined;
  for (const interval of sorted) {
    if (widest !== undefined && interval.first <= widest.last) pairs.push([widest.what, interval.what]);
    if (widest === undefined || interval.last > widest.last) widest = interval;
  }
  return pairs;
}
