import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from './heap.ts';
import { placesIn, type FitSpace } from './fit.ts';
import type { Gap } from './space.ts';

/** A space of up to 2^11 places, of which some are taken, and not always in whole places. */
const space = fc
  .tuple(
    fc.integer({ min: 0, max: 11 }),
    fc.constantFrom(0, 1, 4, 64),
    fc.constantFrom(0n, 1n, 0x2001_0db8n),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 40 })), { maxLength: 80 }),
  )
  .map(([bits, sizeBits, block, taken]): FitSpace => {
    const size = 1n << BigInt(sizeBits);
    const whole = size << BigInt(bits);
    const origin = block * whole;
    // In quarters of a place, where a place has so many addresses.
    const unit = size > 4n ? size / 4n : 1n;
    const units = Number(whole / unit);
    const spans = taken
      .map(([at, length]) => ({ from: at % units, to: Math.min((at % units) + length, units) }))
      .toSorted((one, other) => one.from - other.from);
    const gaps: Gap[] = [];
    let next = 0;
    const gap = (from: number, to: number) => {
      if (from < to) gaps.push({ first: origin + BigInt(from) * unit, end: origin + BigInt(to) * unit });
    };
    for (const { from, to } of spans) {
      gap(next, from);
      next = Math.max(next, to);
    }
    gap(next, units);
    return { gaps, size, origin, bits };
  });

/** Few as well: then most gaps are passed over. */
const counts = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 }));

const plain = { first: firstFit, best: bestFit, sparse: sparseFit, centre: centreFit };

test.each(['first', 'best', 'sparse', 'centre'] as const)(
  '%s gives the places, one by one, that looking at every gap for each gives',
  (strategy) => {
    fc.assert(
      fc.property(space, counts, ({ gaps, size, origin, bits }, count) => {
        const left = [...gaps];
        const places: bigint[] = [];
        while (places.length < count) {
          const found = plain[strategy](left, size, origin, bits);
          if (found === undefined) break;
          places.push(found.first);
          take(left, found, size);
        }
        expect(placesIn({ gaps, size, origin, bits }, strategy, count)).toEqual(places);
      }),
      { numRuns: 400 },
    );
  },
);

test('a heap gives its values in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.array(fc.option(fc.integer())), (begin, steps) => {
      const order = (one: number, other: number) => one - other;
      const kept = begin.toSorted(order);
      const heap = new Heap(order, [...kept]);
      for (const step of steps) {
        if (step === null) expect(heap.pop()).toBe(kept.shift());
        else {
          heap.push(step);
          kept.push(step);
          kept.sort(order);
        }
      }
      expect(kept.map(() => heap.pop())).toEqual(kept);
      expect(heap.pop()).toBeUndefined();
    }),
  );
});

/** A place that was found: the gap it is in, and its first address. */
interface Found {
  readonly index: number;
  readonly first: bigint;
}

/** The lowest aligned place of this size (a power of two). */
function firstFit(gaps: readonly Gap[], size: bigint): Found | undefined {
  const mask = -size;
  for (const [index, gap] of gaps.entries()) {
    const first = (gap.first + size - 1n) & mask;
    if (first + size <= gap.end) return { index, first };
  }
  return undefined;
}

/** The lowest place in the smallest aligned free block that is large enough. */
function bestFit(gaps: readonly Gap[], size: bigint): Found | undefined {
  const mask = -size;
  let best: Found | undefined;
  let bestBlock = 0n;
  for (const [index, gap] of gaps.entries()) {
    let first = (gap.first + size - 1n) & mask;
    // In a gap the aligned blocks grow and then shrink, so there are at most twice as many as the family has bits.
    while (first + size <= gap.end) {
      const block = blockAt(first, gap, size);
      if (best === undefined || block < bestBlock) {
        best = { index, first };
        bestBlock = block;
      }
      if (bestBlock === size) return best;
      first += block;
    }
  }
  return best;
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
 * trailing zeros, of which there is only one, so each gap is looked at once.
 * @param origin the first address of the node above, from which the numbers count
 */
function sparseFit(gaps: readonly Gap[], size: bigint, origin: bigint): Found | undefined {
  const shift = BigInt(size.toString(2).length - 1);
  let bestIndex = -1;
  let best = 0n;
  /** The lowest set bit of the best number: one that is to be better has none below it. */
  let step = 1n;
  for (const [index, gap] of gaps.entries()) {
    const low = (gap.first - origin + size - 1n) >> shift;
    const high = ((gap.end - origin) >> shift) - 1n;
    if (high < low) continue;
    const candidate = high & -step;
    if (bestIndex >= 0 && candidate < low) continue;
    const number =
      bestIndex >= 0 && (candidate & step) !== 0n && candidate - step < low ? candidate : roundest(low, high);
    if (bestIndex >= 0 && !isEarlier(number, best)) continue;
    best = number;
    bestIndex = index;
    if (best === 0n) break;
    step = best & -best;
  }
  return bestIndex < 0 ? undefined : { index: bestIndex, first: origin + (best << shift) };
}

/**
 * RFC 3531 section 3.3 (centermost): numbers are given out in rounds, each of which may set one bit more, from the one
 * in the middle outwards: at an even count of bits the one right of the centre, then its left neighbour, its right one
 * and so on. In a round the free number that is least comes first.
 * @param origin the first address of the node above, from which the numbers count
 * @param bits how many bits a number has
 */
function centreFit(gaps: readonly Gap[], size: bigint, origin: bigint, bits: number): Found | undefined {
  const shift = BigInt(size.toString(2).length - 1);
  const rounds = roundsOf(bits);
  let best: Found | undefined;
  /** The round in which the best number comes; each has all numbers of those before it. */
  let round = rounds.length;
  for (const [index, gap] of gaps.entries()) {
    const low = (gap.first - origin + size - 1n) >> shift;
    const high = ((gap.end - origin) >> shift) - 1n;
    for (let earlier = rounds[round - 1]; earlier !== undefined; earlier = rounds[round - 1]) {
      const number = (low + earlier.step - 1n) & -earlier.step;
      if (number > high || number >= earlier.end) break;
      best = { index, first: origin + (number << shift) };
      round--;
    }
    if (round === 0) break;
  }
  return best;
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

/** True where the bits of the one, in reverse, are the smaller number. */
function isEarlier(one: bigint, other: bigint): boolean {
  const difference = one ^ other;
  return difference !== 0n && (one & difference & -difference) === 0n;
}

/** Takes a place out of the gaps. */
function take(gaps: Gap[], { index, first }: Found, size: bigint): void {
  const gap = gaps[index];
  if (gap === undefined) return;
  const left = [
    { first: gap.first, end: first },
    { first: first + size, end: gap.end },
  ].filter((part) => part.first < part.end);
  gaps.splice(index, 1, ...left);
}
