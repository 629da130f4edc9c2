import type { SourceId } from '../../src-core/api/discovery.ts';
import { family } from '../../src-core/net/address.ts';
import type { Neighbour } from '../os/neighbour.ts';
import type { Sighting } from './source.ts';

/**
 * What a table entry tells. Only an entry that is reachable has had an answer just now; a stale one is a memory whose
 * age is known from its last confirmation.
 */
export function neighbourSighting(source: SourceId, neighbour: Neighbour): Sighting {
  const age = neighbour.confirmedSecondsAgo;
  const fresh = neighbour.state === 'reachable' && (age === null || age < 30);
  return {
    source,
    zone: neighbour.zone,
    at: Date.now() - (fresh || age === null ? 0 : age * 1000),
    address: neighbour.address,
    mac: neighbour.mac ?? undefined,
    confirmed: fresh,
    // The table holds no flag for IPv4, and none for entries that no advertisement has confirmed.
    router: neighbour.router ? true : fresh && family(neighbour.address) === 6 ? false : undefined,
  };
}
