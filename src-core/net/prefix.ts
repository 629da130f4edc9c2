import {
  bitsOf,
  family,
  fromBigInt,
  parseAddressUntil,
  toBigInt,
  type Address,
  type Family,
} from './address.ts';
import { parseIpv4Number } from './ipv4.ts';
import { formatIpv6Groups, readIpv6 } from './ipv6.ts';
import { ParseError, attempt } from './parse-error.ts';

/** A canonical prefix `network/length` with no host bits set and no zone. */
export type Prefix = string & { readonly __brand: 'Prefix' };

/** An address as configured on an interface: it keeps its host bits and its prefix length. */
export interface InterfaceAddress {
  readonly address: Address;
  readonly length: number;
}

/** The length after the slash: a plain number. */
const lengthForm = /^(0|[1-9][0-9]{0,2})$/;

/**
 * Reads `address/length` and keeps the host bits.
 * @throws ParseError
 */
export function parseInterfaceAddress(text: string): InterfaceAddress {
  const slash = text.indexOf('/');
  if (slash < 0) throw new ParseError('a prefix', text, text.length, 'the "/length" is missing');
  const address = parseAddressUntil(text, slash);
  const digits = text.slice(slash + 1);
  if (!lengthForm.test(digits)) {
    throw new ParseError('a prefix', text, slash + 1, 'the length must be a plain number');
  }
  const length = Number(digits);
  const bits = bitsOf(family(address));
  if (length > bits) throw new ParseError('a prefix', text, slash + 1, `the length is larger than ${bits}`);
  return { address, length };
}

/**
 * Reads a prefix; host bits that are set are an error, never masked in silence.
 * @throws ParseError that names the prefix that was probably meant
 */
export function parsePrefix(text: string): Prefix {
  const { address, length } = parseInterfaceAddress(text);
  const prefix = prefixOf(address, length);
  if (networkOf(prefix) !== address) {
    throw new ParseError('a prefix', text, 0, `it has host bits set; the prefix that holds it is ${prefix}`);
  }
  return prefix;
}

/** As parsePrefix, but undefined where the text is no prefix. */
export function tryParsePrefix(text: string): Prefix | undefined {
  return attempt(() => parsePrefix(text));
}

/**
 * True where the text is a prefix in its canonical form, which is exactly where parsePrefix gives it back. Quicker than
 * that: the address is read once, and no integer is made of it.
 */
export function isCanonicalPrefix(text: string): text is Prefix {
  const slash = text.indexOf('/');
  if (slash < 0 || !lengthForm.test(text.slice(slash + 1))) return false;
  const length = Number(text.slice(slash + 1));
  const colon = text.indexOf(':');
  const six = colon >= 0 && colon < slash;
  if (length > (six ? 128 : 32)) return false;
  return (
    attempt(() => {
      if (!six) {
        // Strict IPv4 has one form alone.
        const value = parseIpv4Number(text.slice(0, slash));
        return length === 32 || value % 2 ** (32 - length) === 0;
      }
      readIpv6(text, left, slash);
      for (let group = length >> 4; group < 8; group++) {
        const host = Math.min(16, 16 * group + 16 - length);
        if (((left[group] ?? 0) & (2 ** host - 1)) !== 0) return false;
      }
      return formatIpv6Groups(left) === text.slice(0, slash);
    }) ?? false
  );
}

/** The prefix of this length that holds the address. @throws RangeError where the length does not fit the family */
export function prefixOf(address: Address, length: number): Prefix {
  return prefixAt(toBigInt(address), length, family(address));
}

/**
 * The prefix of this length that holds the address with this integer value.
 * @throws RangeError where the value or the length does not fit the family
 */
export function prefixAt(value: bigint, length: number, which: Family): Prefix {
  const bits = bitsOf(which);
  if (!Number.isInteger(length) || length < 0 || length > bits) {
    throw new RangeError(`a prefix length of IPv${which} is 0 to ${bits}, not ${length}`);
  }
  const host = BigInt(bits - length);
  return `${fromBigInt((value >> host) << host, which)}/${length}` as Prefix;
}

/** The first address of the prefix. */
export function networkOf(prefix: Prefix): Address {
  return prefix.slice(0, prefix.indexOf('/')) as Address;
}

/** The length of the prefix in bits. */
export function lengthOf(prefix: Prefix): number {
  return Number(prefix.slice(prefix.indexOf('/') + 1));
}

/** 4 or 6. */
export function prefixFamily(prefix: Prefix): Family {
  return prefix.includes(':') ? 6 : 4;
}

/** How many addresses the prefix holds. */
export function sizeOf(prefix: Prefix): bigint {
  return 1n << BigInt(bitsOf(prefixFamily(prefix)) - lengthOf(prefix));
}

/** The last address of the prefix. */
export function lastOf(prefix: Prefix): Address {
  const network = networkOf(prefix);
  return fromBigInt(toBigInt(network) + sizeOf(prefix) - 1n, family(network));
}

// Filled and read within one call, so that a comparison allocates nothing.
const left = new Uint16Array(8);
// The prefix that was asked for last: mostly many addresses are looked for in one, which is then read once.
const networkGroups = new Uint16Array(8);
let lastPrefix: string | undefined;
let lastLength = 0;

/** True where the address lies in the prefix; false for another family. */
export function containsAddress(prefix: Prefix, address: Address): boolean {
  if (!address.includes(':')) {
    if (prefix.includes(':')) return false;
    const slash = prefix.lastIndexOf('/');
    const length = Number(prefix.slice(slash + 1));
    const difference = parseIpv4Number(prefix.slice(0, slash)) ^ parseIpv4Number(address);
    return length === 0 || difference >>> (32 - length) === 0;
  }
  if (!prefix.includes(':')) return false;
  if (prefix !== lastPrefix) {
    // What the groups hold after an error is undefined.
    lastPrefix = undefined;
    const slash = prefix.lastIndexOf('/');
    readIpv6(prefix, networkGroups, slash);
    lastLength = Number(prefix.slice(slash + 1));
    lastPrefix = prefix;
  }
  readIpv6(address, left);
  for (let group = 0; group * 16 < lastLength; group++) {
    const difference = (networkGroups[group] ?? 0) ^ (left[group] ?? 0);
    if (difference >>> Math.max(0, group * 16 + 16 - lastLength) !== 0) return false;
  }
  return true;
}

/**
 * The address of an IPv6 prefix of /64 or shorter with these low 64 bits; the bits between are zero.
 * @throws RangeError where the identifier has more than 64 bits, or the prefix is longer or IPv4
 */
export function withIdentifier(prefix: Prefix, identifier: bigint): Address {
  if (prefixFamily(prefix) === 4 || lengthOf(prefix) > 64) {
    throw new RangeError(`${prefix} has no room for an interface identifier of 64 bits`);
  }
  if (identifier < 0n || identifier >> 64n !== 0n) {
    throw new RangeError(`${identifier} is outside of the 64 bits of an interface identifier`);
  }
  return fromBigInt(toBigInt(networkOf(prefix)) | identifier, 6);
}
