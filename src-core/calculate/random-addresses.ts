import { bitsOf, fromBigInt, toBigInt, type Address } from '../net/address.ts';
import { octetsToBigInt } from '../net/octets.ts';
import { lengthOf, networkOf, prefixFamily, type Prefix } from '../net/prefix.ts';
import { partAt, split } from '../net/split.ts';

/** Gives so many octets of a cryptographic generator; passed in, for this layer has none. */
export type RandomOctets = (count: number) => Uint8Array;

/**
 * An address of a prefix, each with the same chance. In IPv6 prefixes of more than two addresses the first is never
 * drawn: it is the anycast address of the routers (RFC 4291 section 2.6.1); nor are network and broadcast of IPv4
 * prefixes with hosts besides.
 */
export function randomAddress(prefix: Prefix, octets: RandomOctets): Address {
  const which = prefixFamily(prefix);
  const host = bitsOf(which) - lengthOf(prefix);
  const first = toBigInt(networkOf(prefix));
  const last = (1n << BigInt(host)) - 1n;
  while (true) {
    const drawn = octetsToBigInt(octets(16)) & last;
    const reserved = host > 1 && (drawn === 0n || (which === 4 && drawn === last));
    if (!reserved) return fromBigInt(first | drawn, which);
  }
}

/**
 * A prefix of this length out of another, each with the same chance, the first and the last among them: the choice of a
 * site that nobody can foresee.
 * @throws RangeError where the length does not fit the prefix
 */
export function randomPart(prefix: Prefix, length: number, octets: RandomOctets): Prefix {
  const of = split(prefix, length);
  // The count is a power of two, so that what is left over has no bias.
  return partAt(of, octetsToBigInt(octets(16)) & (of.count - 1n));
}
