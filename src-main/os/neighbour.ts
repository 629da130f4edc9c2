import type { Address } from '../../src-core/net/address.ts';
import type { Mac } from '../../src-core/net/mac.ts';
import type { Zone } from '../../src-core/net/zone.ts';

/** One entry of the system's neighbour table (IPv6 neighbour cache, or ARP for IPv4). */
export interface Neighbour {
  readonly address: Address;
  readonly zone: Zone;
  readonly mac: Mac | null;
  /** RFC 4861 section 7.3.2, with the states that Linux adds; `unknown` where the system tells none. */
  readonly state:
    'reachable' | 'stale' | 'delay' | 'probe' | 'incomplete' | 'failed' | 'permanent' | 'noarp' | 'unknown';
  /** The R flag of its neighbour advertisement. */
  readonly router: boolean;
  /** Seconds since the system last had proof that it is there; null where it does not tell. */
  readonly confirmedSecondsAgo: number | null;
  /** True for an entry that the system has just removed (only when watched). */
  readonly deleted: boolean;
}

/** What a system's table held, and how many of its lines could not be understood. */
export interface NeighbourTable {
  readonly neighbours: readonly Neighbour[];
  readonly skipped: number;
}
