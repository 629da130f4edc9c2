import { formatIpv4Number, parseIpv4Number } from './ipv4.ts';
import { formatIpv6Groups, parseIpv6Groups } from './ipv6.ts';
import { ParseError, attempt } from './parse-error.ts';

/** A canonical IPv4 or IPv6 address (RFC 5952, lower case, no zone): two are the same address exactly when `===`. */
export type Address = string & { readonly __brand: 'Address' };

export type Family = 4 | 6;

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
  if (text.includes(':')) {
    const zone = text.indexOf('%');
    if (zone >= 0) throw new ParseError('an address', text, zone, 'a zone cannot stand here');
    return formatIpv6Groups(parseIpv6Groups(text)) as Address;
  }
  return formatIpv4Number(parseIpv4Number(text)) as Address;
}

/** As parseAddress, but undefined where the text is no address. */
export function tryParseAddress(text: string): Address | undefined {
  return attempt(() => parseAddress(text));
}

/** The address as an unsigned integer of 32 or 128 bits. */
export function toBigInt(address: Address): bigint {
  if (family(address) === 4) return BigInt(parseIpv4Number(address));
  let value = 0n;
  for (const group of parseIpv6Groups(address)) value = (value << 16n) | BigInt(group);
  return value;
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
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((value >> shift) & 0xffffn));
  return formatIpv6Groups(groups) as Address;
}

/** Orders addresses: IPv4 before IPv6, then by value. */
export function compareAddresses(left: Address, right: Address): number {
  const families = family(left) - family(right);
  if (families !== 0) return families;
  const difference = toBigInt(left) - toBigInt(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
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
