import { networkInterfaces } from 'node:os';
import type { Zone } from '../../src-core/net/zone.ts';

/**
 * True while the interface is there and has an address. On Windows a zone is an index, elsewhere a name. It asks the
 * system anew each time, in well under a millisecond.
 */
export function isPresent(zone: Zone): boolean {
  const all = networkInterfaces();
  if (all[zone] !== undefined) return true;
  return Object.values(all).some((addresses) =>
    addresses?.some((address) => address.family === 'IPv6' && String(address.scopeid) === zone),
  );
}
