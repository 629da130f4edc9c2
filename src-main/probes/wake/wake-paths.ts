import type { NetworkInterface } from '../../../src-core/api/interfaces.ts';
import { parseAddress, type Address } from '../../../src-core/net/address.ts';
import { lastOf, prefixOf } from '../../../src-core/net/prefix.ts';
import type { Zone } from '../../../src-core/net/zone.ts';

/** One way for a packet to every device of a link. */
export interface WakePath {
  readonly zone: Zone;
  readonly to: Address;
  /** The own address to send from; null lets the system choose. */
  readonly from: Address | null;
}

/** All nodes of the link (RFC 4291 section 2.7.1). */
const allNodes = parseAddress('ff02::1');

/**
 * The ways out of an interface: the broadcast address of each of its IPv4 prefixes, and all nodes over IPv6. Prefixes of
 * 31 and 32 bits have no broadcast address (RFC 3021).
 */
export function wakePaths({ zone, addresses, multicast }: NetworkInterface): WakePath[] {
  const four = new Map<Address, WakePath>();
  let six = false;
  for (const { address, length, tentative } of addresses) {
    if (tentative) continue;
    if (address.includes(':')) {
      six = true;
      continue;
    }
    if (length >= 31) continue;
    const to = lastOf(prefixOf(address, length));
    four.set(to, { zone, to, from: address });
  }
  return [...four.values(), ...(six && multicast ? [{ zone, to: allNodes, from: null }] : [])];
}
