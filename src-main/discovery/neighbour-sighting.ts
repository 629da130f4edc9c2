import type { SourceId } from '../../src-core/api/discovery.ts';
import { family } from '../../src-core/net/address.ts';
import type { SeenNeighbour } from './neighbour-feed.ts';
import type { Sighting } from './source.ts';

/**
 * What a table entry tells. Only one whose host has answered since the run began is confirmed; any other is a memory
 * whose age is known from its last confirmation.
 */
export function neighbourSighting(source: SourceId, neighbour: SeenNeighbour): Sighting {
  const { answered, confirmedSecondsAgo: age } = neighbour;
  const advertised = answered || neighbour.state === 'reachable';
  return {
    source,
    zone: neighbour.zone,
    at: Date.now() - (answered || age === null ? 0 : age * 1000),
    address: neighbour.address,
    mac: neighbour.mac ?? undefined,
    confirmed: answered,
    // The table holds no flag for IPv4, and none for entries that no advertisement has confirmed.
    router: neighbour.router ? true : advertised && family(neighbour.address) === 6 ? false : undefined,
  };
}
