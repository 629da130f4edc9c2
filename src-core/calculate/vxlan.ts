import { fromBigInt, toBigInt, type Address, type Family } from '../net/address.ts';
import { containsAddress, networkOf, parsePrefix, prefixFamily, sizeOf, type Prefix } from '../net/prefix.ts';

/** A VXLAN network identifier has 24 bits (RFC 7348 section 5). */
export const largestVni = 0xff_ffff;

/** Where groups for VXLANs usually are: the administratively scoped IPv4 block (RFC 2365), and site-local IPv6. */
export const vxlanGroupBases: readonly Prefix[] = [parsePrefix('239.0.0.0/8'), parsePrefix('ff05::/16')];

/**
 * The multicast group of a VXLAN: the identifier as the last 24 bits, so that 1000 is 239.0.3.232 or ff05::3e8.
 * @throws RangeError where the identifier has more than 24 bits, or the base no room for them
 */
export function groupOfVni(base: Prefix, vni: number): Address {
  if (!Number.isInteger(vni) || vni < 0 || vni > largestVni) {
    throw new RangeError(`a VNI is 0 to ${largestVni}, not ${vni}`);
  }
  if (sizeOf(base) <= BigInt(largestVni))
    throw new RangeError(`${base} has no room for the 24 bits of a VNI`);
  return fromBigInt(toBigInt(networkOf(base)) + BigInt(vni), prefixFamily(base));
}

/** The VNI behind a group of one of the bases; undefined where it is outside of them, or has other bits set. */
export function vniOfGroup(
  group: Address,
  bases: readonly Prefix[] = vxlanGroupBases,
): { base: Prefix; vni: number } | undefined {
  const base = bases.find((each) => containsAddress(each, group));
  if (base === undefined) return undefined;
  const vni = toBigInt(group) - toBigInt(networkOf(base));
  return vni > BigInt(largestVni) ? undefined : { base, vni: Number(vni) };
}

/**
 * Octets that VXLAN adds to a packet of the overlay (RFC 7348 section 5): the inner Ethernet header (14, and 4 with a
 * tag), VXLAN (8), UDP (8) and the outer IP header (20 or 40).
 */
export function vxlanOverhead(underlay: Family, innerTag: boolean): number {
  return (underlay === 4 ? 20 : 40) + 8 + 8 + 14 + (innerTag ? 4 : 0);
}
