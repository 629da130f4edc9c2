import { bitsOf } from './address.ts';
import { lengthOf, prefixAt, prefixFamily, type Prefix } from './prefix.ts';
import { prefixesOfRange, rangeOf, type Range } from './ranges.ts';

/*
 * A set of addresses is a list of prefixes in any order, which may hold, meet or repeat each other. Each operation
 * makes sorted ranges of it that neither meet nor overlap, works on those, and gives the fewest prefixes back: sorted,
 * IPv4 first. It takes time as n log n.
 */

/** The fewest prefixes that hold exactly the addresses of these: an aggregate, or the union of several lists. */
export function aggregate(prefixes: Iterable<Prefix>): Prefix[] {
  return merged(prefixes).flatMap((range) => range.whole ?? prefixesOfRange(range));
}

/** The addresses of the one list that are in the other as well. */
export function intersect(ones: Iterable<Prefix>, others: Iterable<Prefix>): Prefix[] {
  const found: Range[] = [];
  const second = merged(others);
  let at = 0;
  for (const range of merged(ones)) {
    while (at < second.length && endsBefore(second[at], range)) at++;
    for (let next = at; next < second.length; next++) {
      const common = overlap(range, second[next]);
      if (common === undefined) break;
      found.push(common);
    }
  }
  return found.flatMap(prefixesOfRange);
}

/** The addresses of the one list that are not in the other. */
export function exclude(from: Iterable<Prefix>, what: Iterable<Prefix>): Prefix[] {
  return gaps(merged(from), merged(what)).flatMap(prefixesOfRange);
}

/** What is left of each range when the others, sorted and apart, are taken out. */
function gaps(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  const found: Range[] = [];
  let at = 0;
  for (const range of ranges) {
    let { first } = range;
    while (at < taken.length && endsBefore(taken[at], range)) at++;
    for (let next = at; next < taken.length; next++) {
      const common = overlap(range, taken[next]);
      if (common === undefined) break;
      if (common.first > first) found.push({ family: range.family, first, last: common.first - 1n });
      first = common.last + 1n;
    }
    if (first <= range.last) found.push({ family: range.family, first, last: range.last });
  }
  return found;
}

/** Two prefixes of which one holds the other, or which are the same. */
export interface Overlap {
  readonly outer: Prefix;
  readonly inner: Prefix;
}

/**
 * Every pair of a list that overlaps: each prefix with the narrowest one around it, so that a nest of n prefixes gives
 * n - 1 pairs. Prefixes that stand twice are a pair as well.
 */
export function overlaps(prefixes: Iterable<Prefix>): Overlap[] {
  const found: Overlap[] = [];
  const around: { prefix: Prefix; range: Range }[] = [];
  for (const item of sorted(prefixes)) {
    while (around.length > 0 && endsBefore(around.at(-1)?.range, item.range)) around.pop();
    const outer = around.at(-1);
    if (outer !== undefined) found.push({ outer: outer.prefix, inner: item.prefix });
    around.push(item);
  }
  return found;
}

/** The free space in a prefix where these are used: the fewest prefixes, sorted. Those outside of it do not matter. */
export function freeSpace(parent: Prefix, used: Iterable<Prefix>): Prefix[] {
  return gaps([rangeOf(parent)], merged(used)).flatMap(prefixesOfRange);
}

/**
 * The first prefix of this length in a parent that touches none of those in use; undefined where none is left.
 * @throws RangeError where the length does not fit the parent
 */
export function nextFree(parent: Prefix, used: Iterable<Prefix>, length: number): Prefix | undefined {
  const which = prefixFamily(parent);
  checkInside(parent, length);
  const size = 1n << BigInt(bitsOf(which) - length);
  for (const { first, last } of gaps([rangeOf(parent)], merged(used))) {
    const aligned = ((first + size - 1n) / size) * size;
    if (aligned + size - 1n <= last) return prefixAt(aligned, length, which);
  }
  return undefined;
}

/**
 * How many prefixes of this length still fit into the free space of a parent.
 * @throws RangeError where the length does not fit the parent
 */
export function freeCount(parent: Prefix, used: Iterable<Prefix>, length: number): bigint {
  checkInside(parent, length);
  const host = BigInt(bitsOf(prefixFamily(parent)) - length);
  let count = 0n;
  for (const { first, last } of gaps([rangeOf(parent)], merged(used))) {
    const from = (first + (1n << host) - 1n) >> host;
    const to = (last + 1n) >> host;
    if (to > from) count += to - from;
  }
  return count;
}

function checkInside(parent: Prefix, length: number): void {
  const bits = bitsOf(prefixFamily(parent));
  if (!Number.isInteger(length) || length < lengthOf(parent) || length > bits) {
    throw new RangeError(
      `a prefix in ${parent} has a length of ${lengthOf(parent)} to ${bits}, not ${length}`,
    );
  }
}

interface Merged extends Range {
  last: bigint;
  /** The prefix that is the whole range, so that it need not be reckoned again. */
  whole: Prefix | undefined;
}

/** Ranges in order, of which none meets the next. */
function merged(prefixes: Iterable<Prefix>): Merged[] {
  const found: Merged[] = [];
  for (const { prefix, range } of sorted(prefixes)) {
    const before = found.at(-1);
    if (before === undefined || before.family !== range.family || range.first > before.last + 1n) {
      found.push({ ...range, whole: prefix });
    } else if (range.last > before.last) {
      before.last = range.last;
      before.whole = undefined;
    }
  }
  return found;
}

/** By family, then by first address, then the wider before the narrower. */
function sorted(prefixes: Iterable<Prefix>): { prefix: Prefix; range: Range }[] {
  return Array.from(prefixes, (prefix) => ({ prefix, range: rangeOf(prefix) })).sort(
    ({ range: one }, { range: other }) => {
      if (one.family !== other.family) return one.family - other.family;
      if (one.first !== other.first) return one.first < other.first ? -1 : 1;
      return one.last === other.last ? 0 : one.last > other.last ? -1 : 1;
    },
  );
}

/** True where the range lies wholly before the other, in the order of families and addresses. */
function endsBefore(range: Range | undefined, other: Range): boolean {
  if (range === undefined) return false;
  return range.family === other.family ? range.last < other.first : range.family < other.family;
}

/** What two ranges have in common; undefined where they have nothing. */
function overlap(one: Range, other: Range | undefined): Range | undefined {
  if (other === undefined || one.family !== other.family) return undefined;
  const first = one.first > other.first ? one.first : other.first;
  const last = one.last < other.last ? one.last : other.last;
  return first > last ? undefined : { family: one.family, first, last };
}
