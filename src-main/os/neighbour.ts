import type { Address } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { isGroupMac, tryParseMac, type Mac } from '../../src-core/net/mac.ts';
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
  /**
   * Seconds since the system last had proof that it is there, or more: Linux counts entries that it has never checked
   * from a minute before they were made. Null where the system does not tell.
   */
  readonly confirmedSecondsAgo: number | null;
  /** True for an entry that the system has just removed (only when watched). */
  readonly deleted: boolean;
}

/** What a system's table held, and how many of its lines could not be understood. */
export interface NeighbourTable {
  readonly neighbours: readonly Neighbour[];
  readonly skipped: number;
}

/** Neighbours are single hosts of the link: no groups, no broadcast and nothing of the computer's own. */
export function isHost(address: Address): boolean {
  return !['multicast', 'broadcast', 'loopback', 'unspecified'].includes(kindOf(address));
}

/**
 * The MAC of an entry.
 * @returns null where there is none yet, or another kind of link-layer address; undefined where it is a group's or all
 * zeros, which is no single host: such an entry is left out
 */
export function linkLayer(text: string | undefined): Mac | null | undefined {
  const mac = tryParseMac(text ?? '');
  if (mac === undefined) return null;
  return mac === '00:00:00:00:00:00' || isGroupMac(mac) ? undefined : mac;
}
