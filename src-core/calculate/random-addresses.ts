import { bitsOf, fromBigInt, toBigInt, type Address } from '../net/address.ts';
import { octetsToBigInt } from '../net/octets.ts';
import { lengthOf, networkOf, prefixFamily, type Prefix } from '../net/prefix.ts';

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
