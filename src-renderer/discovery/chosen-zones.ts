import { useSyncExternalStore } from 'react';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import type { Zone } from '../../src-core/net/zone.ts';

/** The interfaces that the person has taken out of the search; all usable ones are in it otherwise, also new ones. */
let left: ReadonlySet<Zone> = new Set();
const listeners = new Set<() => void>();

export function useLeftOut(): ReadonlySet<Zone> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => left,
  );
}

export function toggleZone(zone: Zone): void {
  left = left.has(zone) ? new Set([...left].filter((each) => each !== zone)) : new Set([...left, zone]);
  for (const listener of listeners) listener();
}

/** The zones to search, named one by one: an empty list would mean all of them. */
export function zonesToSearch(interfaces: readonly NetworkInterface[], leftOut: ReadonlySet<Zone>): Zone[] {
  return interfaces
    .filter(({ unusable, zone }) => unusable === null && !leftOut.has(zone))
    .map(({ zone }) => zone);
}
