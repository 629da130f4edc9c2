import { formatIpv4Number, parseIpv4Number } from './ipv4.ts';
import { formatIpv6Groups, parseIpv6Groups, readIpv6 } from './ipv6.ts';
import { ParseError, attempt } from './parse-error.ts';

/** A canonical IPv4 or IPv6 address (RFC 5952, lower case, no zone): two are the same address exactly when `===`. */
export type Address = string & { readonly __brand: 'Address' };

export type Family = 4 | 6;

// Filled and read within one call, so that reading an address allocates nothing.
const left = new Uint16Array(8);
const right = new Uint16Array(8);
/** Eight groups as the two halves of an integer: to put them together as integers takes three times as long. */
const wide = new DataView(new ArrayBuffer(16));

/** 4 or 6, told from the canonical form. */
export function family(address: Address): Family {
  return address.includes(':') ? 6 : 4;
}

/** 32 or 128: the number of bits in an address of this family. */
export function bitsOf(which: Family): 32 | 128 {
  return which === 4 ? 32 : 128;
}

/**
 * Reads an IPv4 or IPv6 address without a zone, in any form of RFC 4291 section 2.2; IPv4 is strict.
 * @throws ParseError with the place and the reason
 */
export function parseAddress(text: string): Address {
  return parseAddressUntil(text, text.length);
}

/**
 * As parseAddress, for an address that ends before the end of the text, where a zone or a length follows.
 * @throws ParseError whose input is the whole text
 */
export function parseAddressUntil(text: string, end: number): Address {
  const zone = text.indexOf('%');
  if (zone >= 0 && zone < end) throw new ParseError('an address', text, zone, 'a zone cannot stand here');
  const first = text.indexOf(':');
  if (first < 0 || first >= end)
    return formatIpv4Number(parseIpv4Number(text.slice(0, end), text)) as Address;
  readIpv6(text, left, end);
  return formatIpv6Groups(left) as Address;
}

/** As parseAddress, but undefined where the text is no address. */
export function tryParseAddress(text: string): Address | undefined {
  return attempt(() => parseAddress(text));
}

/** The address as an unsigned integer of 32 or 128 bits. */
export function toBigInt(address: Address): bigint {
  if (family(address) === 4) return BigInt(parseIpv4Number(address));
  readIpv6(address, left);
  for (let group = 0; group < 8; group++) wide.setUint16(2 * group, left[group] ?? 0);
  return (wide.getBigUint64(0) << 64n) | wide.getBigUint64(8);
}

/**
 * The address with this integer value.
 * @throws RangeError where the value does not fit the family
 */
export function fromBigInt(value: bigint, which: Family): Address {
  if (value < 0n || value >> BigInt(bitsOf(which)) !== 0n) {
    throw new RangeError(`${value} is outside of the ${bitsOf(which)}-bit addresses of IPv${which}`);
  }
  if (which === 4) return formatIpv4Number(Number(value)) as Address;
  for (let word = 0; word < 4; word++) {
    const bits = Number(BigInt.asUintN(32, value >> BigInt(96 - 32 * word)));
    left[2 * word] = bits >>> 16;
    left[2 * word + 1] = bits & 0xffff;
  }
  return formatIpv6Groups(left) as Address;
}

/** Orders addresses: IPv4 before IPv6, then by value. */
export function compareAddresses(one: Address, other: Address): number {
  const families = family(one) - family(other);
  if (families !== 0) return families;
  if (family(one) === 4) return parseIpv4Number(one) - parseIpv4Number(other);
  readIpv6(one, left);
  readIpv6(other, right);
  for (let index = 0; index < 8; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** All eight groups with leading zeros, for IPv6; the address itself for IPv4. */
export function fullForm(address: Address): string {
  if (family(address) === 4) return address;
  return parseIpv6Groups(address)
    .map((group) => group.toString(16).padStart(4, '0'))
    .join(':');
}

/** The low 64 bits of an IPv6 address (its interface identifier, RFC 4291 section 2.5.1). */
export function interfaceIdentifier(address: Address): bigint {
  return toBigInt(address) & 0xffff_ffff_ffff_ffffn;
}
