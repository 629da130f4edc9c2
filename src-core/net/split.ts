import { bitsOf, toBigInt, type Address } from './address.ts';
import { formatIpv4Number, parseIpv4Number } from './ipv4.ts';
import { formatIpv6Groups, readIpv6 } from './ipv6.ts';
import { containsAddress, lengthOf, networkOf, prefixAt, prefixFamily, type Prefix } from './prefix.ts';

/** A prefix cut into equal parts. Nothing is reckoned until it is asked for: a /0 into /128s costs no more than two halves. */
export interface Split {
  readonly parent: Prefix;
  /** The length of every part. */
  readonly length: number;
  /** How many parts there are. */
  readonly count: bigint;
}

/**
 * Cuts a prefix into parts of this length.
 * @throws RangeError where the length is shorter than the prefix, or longer than its family has bits
 */
export function split(parent: Prefix, length: number): Split {
  const bits = bitsOf(prefixFamily(parent));
  const own = lengthOf(parent);
  if (!Number.isInteger(length) || length < own || length > bits) {
    throw new RangeError(`${parent} can be split into lengths of ${own} to ${bits}, not ${length}`);
  }
  return { parent, length, count: 1n << BigInt(length - own) };
}

/**
 * The part with this number, the first being 0.
 * @throws RangeError where there is none
 */
export function partAt({ parent, length, count }: Split, index: bigint): Prefix {
  if (index < 0n || index >= count)
    throw new RangeError(`${parent} has ${count} parts of /${length}, and none of number ${index}`);
  const which = prefixFamily(parent);
  return prefixAt(toBigInt(networkOf(parent)) + (index << BigInt(bitsOf(which) - length)), length, which);
}

/** The number of the part that holds the address; undefined where it is outside of the prefix. */
export function indexOf({ parent, length }: Split, address: Address): bigint | undefined {
  if (!containsAddress(parent, address)) return undefined;
  const host = BigInt(bitsOf(prefixFamily(parent)) - length);
  return (toBigInt(address) - toBigInt(networkOf(parent))) >> host;
}

/**
 * The number of the part that stands at this share of the whole: 0 is the first, 1 the last.
 * @throws RangeError for a share below 0 or above 1
 */
export function indexAtShare({ count }: Split, share: number): bigint {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is between 0 and 1, not ${share}`);
  // 2 to the 53rd: a number has no finer steps.
  const fine = 1n << 53n;
  return ((count - 1n) * BigInt(Math.round(share * Number(fine)))) / fine;
}

/**
 * The parts with the numbers from `from` up to and without `to`, one at a time; none where `from` is not before
 * `to` or the end.
 * @throws RangeError for a negative number
 */
export function* parts(of: Split, from = 0n, to = of.count): Generator<Prefix, void, undefined> {
  for (const page of pages(of, from, to)) yield* page;
}

/**
 * The most parts that `pages` makes at once: some 100 KB, which are gone before the collector looks. With lists of
 * 16,384 it copies them, and a million parts take twice as long.
 */
const largestPage = 1024n;

/**
 * As `parts`, but in lists of up to 1,024, which is quicker for millions of them. Memory stays flat: each list is made
 * when it is asked for.
 * @throws RangeError where the first of them does not exist
 */
export function* pages(of: Split, from = 0n, to = of.count): Generator<Prefix[], void, undefined> {
  const end = to < of.count ? to : of.count;
  for (let index = from; index < end; index += largestPage) {
    const size = Number(end - index < largestPage ? end - index : largestPage);
    const first = networkOf(partAt(of, index));
    yield prefixFamily(of.parent) === 4 ? page4(first, of.length, size) : page6(first, of.length, size);
  }
}

function page4(first: Address, length: number, size: number): Prefix[] {
  const start = parseIpv4Number(first);
  const step = 2 ** (32 - length);
  return Array.from(
    { length: size },
    (_, index) => `${formatIpv4Number(start + index * step)}/${length}` as Prefix,
  );
}

/**
 * Parts that follow each other mostly differ in one group alone. The text of all of them is the same around that group,
 * as long as it is not zero: where "::" stands depends on which groups are zero, and on nothing else (RFC 5952 section
 * 4.2). So the text is made for the values 1 and 2, cut open where the two differ, and filled in for all others.
 */
function page6(first: Address, length: number, size: number): Prefix[] {
  const groups = new Uint16Array(8);
  readIpv6(first, groups);
  const place = Math.max(0, Math.ceil(length / 16) - 1);
  const step = 2 ** (16 * (place + 1) - length);
  const page: Prefix[] = [];
  while (page.length < size) {
    const value = groups[place] ?? 0;
    const run = Math.min(size - page.length, Math.floor((65535 - value) / step) + 1);
    const [head, tail] = value !== 0 && run > 3 && !isMappedSpace(groups, place) ? around(groups, place) : [];
    if (head === undefined || tail === undefined) {
      page.push(`${formatIpv6Groups(groups)}/${length}` as Prefix);
      advance(groups, place, step);
      continue;
    }
    for (let index = 0; index < run; index++) {
      page.push(`${head}${(value + index * step).toString(16)}${tail}/${length}` as Prefix);
    }
    advance(groups, place, run * step);
  }
  return page;
}

/** The text before and after a group that is not zero. */
function around(groups: Uint16Array, place: number): [head: string, tail: string] {
  const trial = Uint16Array.from(groups);
  trial[place] = 1;
  const one = formatIpv6Groups(trial);
  trial[place] = 2;
  const two = formatIpv6Groups(trial);
  let at = 0;
  while (one[at] === two[at]) at++;
  return [one.slice(0, at), one.slice(at + 1)];
}

/** True where the group could be one of an IPv4-mapped address, whose text follows another rule (section 5). */
function isMappedSpace(groups: Uint16Array, place: number): boolean {
  return place >= 5 && groups.subarray(0, 5).every((group) => group === 0);
}

/** Adds to a group, with a carry into those before it. */
function advance(groups: Uint16Array, place: number, amount: number): void {
  let sum = (groups[place] ?? 0) + amount;
  groups[place] = sum;
  for (let index = place - 1; index >= 0 && sum > 65535; index--) {
    sum = (groups[index] ?? 0) + 1;
    groups[index] = sum;
  }
}
