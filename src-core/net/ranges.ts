import {
  bitsOf,
  compareAddresses,
  family,
  fromBigInt,
  parseAddress,
  toBigInt,
  type Family,
} from './address.ts';
import { ParseError } from './parse-error.ts';
import { networkOf, parsePrefix, prefixAt, prefixFamily, sizeOf, type Prefix } from './prefix.ts';

/** Addresses from the first to the last, both of them in it, as integers. */
export interface Range {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** The range of a prefix. */
export function rangeOf(prefix: Prefix): Range {
  const first = toBigInt(networkOf(prefix));
  return { family: prefixFamily(prefix), first, last: first + sizeOf(prefix) - 1n };
}

/**
 * Reads `first-last`, with or without white space around the dash, a prefix, or one address.
 * @throws ParseError
 */
export function parseRange(text: string): Range {
  if (text.includes('/')) return rangeOf(parsePrefix(text));
  const dash = text.indexOf('-');
  const first = parseAddress(dash < 0 ? text : text.slice(0, dash).trimEnd());
  if (dash < 0) return { family: family(first), first: toBigInt(first), last: toBigInt(first) };
  const rest = text.slice(dash + 1).trimStart();
  const last = parseAddress(rest);
  const fail = (why: string): never => {
    throw new ParseError('a range', text, text.length - rest.length, why);
  };
  if (family(first) !== family(last)) fail('the two addresses are not of one family');
  if (compareAddresses(first, last) > 0) fail('the last address is before the first');
  return { family: family(first), first: toBigInt(first), last: toBigInt(last) };
}

/** `first-last`, or the address alone where there is one. */
export function formatRange(range: Range): string {
  const first = fromBigInt(range.first, range.family);
  return range.first === range.last ? first : `${first}-${fromBigInt(range.last, range.family)}`;
}

/** The fewest prefixes that hold exactly the addresses of a range, in order: at most twice the bits of the family. */
export function prefixesOfRange({ family: which, first, last }: Range): Prefix[] {
  const found: Prefix[] = [];
  const bits = bitsOf(which);
  for (let next = first; next <= last;) {
    // The largest block that begins here: as the address is aligned, and as what is left allows.
    const host = Math.min(next === 0n ? bits : trailingZeros(next), bitLength(last - next + 1n) - 1);
    found.push(prefixAt(next, bits - host, which));
    next += 1n << BigInt(host);
  }
  return found;
}

/** How many bits a positive integer has. */
function bitLength(value: bigint): number {
  const digits = value.toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}

function trailingZeros(value: bigint): number {
  return bitLength(value & -value) - 1;
}
