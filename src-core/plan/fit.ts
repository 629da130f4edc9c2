import { Heap } from './heap.ts';
import type { Gap } from './space.ts';

/** The space in which places are looked for. */
export interface FitSpace {
  /** The free parts of it, in order. */
  readonly gaps: readonly Gap[];
  /** How many addresses a place has: a power of two. */
  readonly size: bigint;
  /** The first address of all, from which the numbers of places count; it is aligned to the whole of the space. */
  readonly origin: bigint;
  /** How many bits the number of a place has. */
  readonly bits: number;
}

/** The place of a gap that comes first there. */
interface Candidate {
  readonly gap: Gap;
  /** Its first address. */
  readonly first: bigint;
  /** What a strategy puts before the address in its order. */
  readonly rank: bigint;
}

/** How a strategy chooses. */
interface Fit {
  /**
   * The place of a gap that comes first; undefined where there is none. With a limit also where none comes before that,
   * which is a place in a gap before this one: most gaps of a large plan are passed over by it.
   */
  find(gap: Gap, limit?: Candidate): Candidate | undefined;
  /** Below 0 where the one comes first. */
  order(one: Candidate, other: Candidate): number;
}

/** The first addresses of the next places in the order of a strategy: as many as asked for, or as there are. */
export function placesIn(space: FitSpace, strategy: keyof typeof fits, count: number): bigint[] {
  const fit = fits[strategy](space);
  const waiting = new Heap(fit.order, firstOf(space.gaps, fit, count));
  const places: bigint[] = [];
  while (places.length < count) {
    const next = waiting.pop();
    if (next === undefined) break;
    places.push(next.first);
    const { gap, first } = next;
    for (const left of [
      { first: gap.first, end: first },
      { first: first + space.size, end: gap.end },
    ]) {
      const candidate = left.end - left.first < space.size ? undefined : fit.find(left);
      if (candidate !== undefined) waiting.push(candidate);
    }
  }
  return places;
}

/** The gaps that come first, in order: each that is used gives a place, so no more of them can come to their turn. */
function firstOf(gaps: readonly Gap[], fit: Fit, count: number): Candidate[] {
  const found: Candidate[] = [];
  let limit: Candidate | undefined;
  for (const gap of gaps) {
    const candidate = fit.find(gap, limit);
    if (candidate === undefined) continue;
    found.push(candidate);
    if (found.length < 2 * count + 8) continue;
    found.sort(fit.order);
    found.length = count;
    limit = found[count - 1];
  }
  return found.sort(fit.order);
}

const fits = { first: firstFit, best: bestFit, sparse: sparseFit, centre: centreFit };

function compare(one: bigint, other: bigint): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** By rank, then by address. */
function byRank(one: Candidate, other: Candidate): number {
  return compare(one.rank, other.rank) || compare(one.first, other.first);
}

/** The lowest aligned place. */
function firstFit({ size }: FitSpace): Fit {
  const find: Fit['find'] = (gap, limit) => {
    if (limit !== undefined) return undefined;
    const first = (gap.first + size - 1n) & -size;
    return first + size <= gap.end ? { gap, first, rank: 0n } : undefined;
  };
  return { find, order: byRank };
}

/** The lowest place in the smallest aligned free block that is large enough. */
function bestFit({ size }: FitSpace): Fit {
  const find: Fit['find'] = (gap, limit) => {
    // A block of the size itself is the best there is, and the lower of two comes first.
    if (limit?.rank === size) return undefined;
    let best: Candidate | undefined;
    let first = (gap.first + size - 1n) & -size;
    // In a gap the aligned blocks grow and then shrink, so there are at most twice as many as the family has bits.
    while (first + size <= gap.end && best?.rank !== size) {
      const block = blockAt(first, gap, size);
      if (best === undefined || block < best.rank) best = { gap, first, rank: block };
      first += block;
    }
    return best;
  };
  return { find, order: byRank };
}

/** The size of the free aligned block that begins here. */
function blockAt(first: bigint, gap: Gap, size: bigint): bigint {
  let block = size;
  while ((first & block) === 0n && first + 2n * block <= gap.end) block *= 2n;
  return block;
}

/**
 * RFC 3531 section 3 (leftmost): numbers are given out with their bits in reverse, 0, 1/2, 1/4, 3/4, 1/8 and so on.
 * Of the free places it is the one whose number, read backwards, is least. In a gap that is the one with the most
 * trailing zeros, of which there is only one.
 */
function sparseFit({ size, origin }: FitSpace): Fit {
  const shift = BigInt(size.toString(2).length - 1);
  let limited: Candidate | undefined;
  /** A number that is to come before the limit is a multiple of its lowest set bit: so many addresses. */
  let stride = size;
  const find: Fit['find'] = (gap, limit) => {
    if (limit !== undefined) {
      if (limit.rank === 0n) return undefined;
      if (limit !== limited) stride = (limit.rank & -limit.rank) << shift;
      limited = limit;
      if (((gap.end - size) & -stride) < gap.first) return undefined;
    }
    const low = (gap.first - origin + size - 1n) >> shift;
    const high = ((gap.end - origin) >> shift) - 1n;
    if (high < low) return undefined;
    const rank = low === high ? low : roundest(low, high);
    if (limit !== undefined && compareReversed(rank, limit.rank) > 0) return undefined;
    return { gap, first: origin + (rank << shift), rank };
  };
  return { find, order: (one, other) => compareReversed(one.rank, other.rank) };
}

/**
 * RFC 3531 section 3.3 (centermost): numbers are given out in rounds, each of which may set one bit more, from the one
 * in the middle outwards: at an even count of bits the one right of the centre, then its left neighbour, its right one
 * and so on. In a round the free number that is least comes first. A round has all numbers of those before it.
 */
function centreFit({ size, origin, bits }: FitSpace): Fit {
  const rounds = roundsOf(bits).map(({ step, end }) => ({ stride: step * size, end: origin + end * size }));
  const inRound = (gap: Gap, round: number): bigint | undefined => {
    const { stride, end } = rounds[round] ?? { stride: size, end: origin };
    const first = (gap.first + stride - 1n) & -stride;
    return first + size <= gap.end && first < end ? first : undefined;
  };
  const find: Fit['find'] = (gap, limit) => {
    let high = limit === undefined ? bits : Number(limit.rank) - 1;
    let first = high < 0 ? undefined : inRound(gap, high);
    if (first === undefined) return undefined;
    for (let low = 0; low < high;) {
      const middle = (low + high) >> 1;
      const earlier = inRound(gap, middle);
      if (earlier === undefined) low = middle + 1;
      else {
        high = middle;
        first = earlier;
      }
    }
    return { gap, first, rank: BigInt(high) };
  };
  return { find, order: byRank };
}

/** The numbers of each round: the multiples of its step up to and without its end. */
function roundsOf(bits: number): { readonly step: bigint; readonly end: bigint }[] {
  let lowest = Math.floor((bits + 1) / 2);
  let end = lowest;
  const rounds = [{ step: 1n << BigInt(bits), end: 1n }];
  for (let round = 1; round <= bits; round++) {
    // The middle bit goes in like the neighbour on the right, for it is below the border that is drawn first.
    if (round % 2 === 1) lowest--;
    else end++;
    rounds.push({ step: 1n << BigInt(lowest), end: 1n << BigInt(end) });
  }
  return rounds;
}

/** The number from low to high with the most trailing zeros. */
function roundest(low: bigint, high: bigint): bigint {
  if (low === 0n) return 0n;
  // The highest bit in which the number before the first and the last one differ is the lowest one of the answer.
  const bit = BigInt(((low - 1n) ^ high).toString(2).length - 1);
  return (high >> bit) << bit;
}

/** Below 0 where the bits of the one, in reverse, are the smaller number. */
function compareReversed(one: bigint, other: bigint): number {
  const difference = one ^ other;
  if (difference === 0n) return 0;
  return (one & difference & -difference) === 0n ? -1 : 1;
}
