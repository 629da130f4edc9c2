import { family, fromBigInt, toBigInt, type Address } from './address.ts';
import { containsAddress, parsePrefix, prefixOf, type Prefix } from './prefix.ts';
import { bigIntToOctets, octetsToBigInt, type Hash } from './octets.ts';

const uniqueLocal = parsePrefix('fc00::/7');
const globalIdBits = 40n;
/** Seconds from 1900, where NTP counts from, to 1970. */
const ntpOffset = 2_208_988_800n;

/** A unique local address taken apart (RFC 4193 section 3.1). */
export interface UniqueLocal {
  /** False for fc00::/8, of which nothing was ever defined: no site should use it. */
  readonly locallyAssigned: boolean;
  /** 40 bits, which ought to be random. */
  readonly globalId: bigint;
  /** 16 bits. */
  readonly subnetId: number;
  /** The /48 of the site. */
  readonly site: Prefix;
}

/** Takes a unique local address apart; undefined for every other address. */
export function uniqueLocalOf(address: Address): UniqueLocal | undefined {
  if (family(address) === 4 || !containsAddress(uniqueLocal, address)) return undefined;
  const value = toBigInt(address);
  return {
    locallyAssigned: ((value >> 120n) & 1n) === 1n,
    globalId: (value >> 80n) & 0xff_ffff_ffffn,
    subnetId: Number((value >> 64n) & 0xffffn),
    site: prefixOf(address, 48),
  };
}

/**
 * The /48 of a site with this global identifier, under fd00::/8 (RFC 4193 section 3.1).
 * @throws RangeError where the identifier has more than 40 bits
 */
export function uniqueLocalSite(globalId: bigint): Prefix {
  if (globalId < 0n || globalId >> globalIdBits !== 0n) {
    throw new RangeError(`${globalId} is outside of the 40 bits of a global identifier`);
  }
  return prefixOf(fromBigInt((0xfdn << 120n) | (globalId << 80n), 6), 48);
}

/**
 * The global identifier that the algorithm of RFC 4193 section 3.2.2 gives: the last 40 bits of the SHA-1 of the time
 * as NTP writes it and an EUI-64 of the machine. Five octets of a good random generator serve as well (section 3.2.1).
 * @param time in UTC milliseconds
 * @param eui64 the machine's, 64 bits (see eui64Identifier)
 */
export async function globalIdOfTime(time: number, eui64: bigint, sha1: Hash): Promise<bigint> {
  const milliseconds = BigInt(Math.floor(time));
  const seconds = BigInt.asUintN(32, milliseconds / 1000n + ntpOffset);
  const fraction = ((milliseconds % 1000n) << 32n) / 1000n;
  const digest = await sha1(bigIntToOctets((seconds << 96n) | (fraction << 64n) | eui64, 16));
  return octetsToBigInt(digest.subarray(-5));
}

/** Words that people like to write in hexadecimal. */
const words = /dead|beef|cafe|babe|f00d|face|feed|c0de|c0ffee|fade|1337|abcd|1234/g;

/**
 * Why a global identifier looks chosen by a person; undefined where it may well be random, as RFC 4193 section 3.2
 * wants it, so that two sites can be joined one day. Of random ones about one in 6,000 is named wrongly.
 */
export function reasonNotRandom(globalId: bigint): string | undefined {
  const digits = globalId.toString(16).padStart(10, '0');
  if (globalId === 0n) return 'it is zero';
  const most = Math.max(...[...new Set(digits)].map((digit) => digits.split(digit).length - 1));
  if (most >= 6) return 'most of its digits are alike';
  if ([2, 4, 5].some((period) => digits === digits.slice(0, period).repeat(5).slice(0, 10)))
    return 'it repeats itself';
  const steps = [...digits]
    .slice(1)
    .map((digit, index) => Number.parseInt(digit, 16) - Number.parseInt(digits[index] ?? '', 16));
  const regular = steps.filter((step) => step === steps[1] && Math.abs(step) === 1).length;
  if (regular >= 7) return 'its digits count up or down';
  return (digits.match(words)?.length ?? 0) >= 2 ? 'it spells words' : undefined;
}
