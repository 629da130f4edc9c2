import { family } from './address.ts';
import { prefixOf } from './prefix.ts';
import { needsZone, type ScopedAddress } from './zone.ts';

/**
 * The subnet that an address most likely stands in: a /64 (RFC 4291 section 2.5.4), or a /24 over IPv4. The zone of a
 * link-local one stays behind it: `fe80::/64%eth0`.
 */
export function prefixAround({ address, zone }: ScopedAddress): string {
  const prefix = prefixOf(address, family(address) === 6 ? 64 : 24);
  return zone !== undefined && needsZone(address) ? `${prefix}%${zone}` : prefix;
}
