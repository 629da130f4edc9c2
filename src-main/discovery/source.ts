import type { Failure } from '../../src-core/api/errors.ts';
import type { SourceId } from '../../src-core/api/discovery.ts';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import type { Address } from '../../src-core/net/address.ts';
import type { Mac } from '../../src-core/net/mac.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { SeenNeighbour } from './neighbour-feed.ts';

/** A service that a sighting tells of; text straight from the network, made safe by the merge. */
export interface SightedService {
  readonly type: string;
  readonly name: string;
  readonly port: number | null;
}

/**
 * One piece of evidence: what one source saw at one moment. It names an address, a MAC or both; everything else is
 * what the source learnt with it. Text is as it came from the network: the merge bounds it and makes it visible.
 */
export interface Sighting {
  readonly source: SourceId;
  readonly zone: Zone;
  /** UTC milliseconds; for what a table remembers, the time of its last confirmation. */
  readonly at: number;
  readonly address?: Address | undefined;
  readonly mac?: Mac | undefined;
  /** True where something answered from the address now; false where a table or somebody else names it. */
  readonly confirmed: boolean;
  readonly rttMs?: number | undefined;
  /** True for a repeated reply to the same request (`DUP!`). */
  readonly duplicate?: boolean | undefined;
  /** True or false where the source knows whether it forwards; left out where it does not. */
  readonly router?: boolean | undefined;
  /** True for an address of this computer. */
  readonly self?: boolean | undefined;
  /** True where the system itself says that the address is temporary (RFC 8981). */
  readonly temporary?: boolean | undefined;
  readonly names?: readonly string[] | undefined;
  readonly services?: readonly SightedService[] | undefined;
}

/** One address that the run knows of. */
export interface KnownAddress {
  readonly address: Address;
  readonly mac: Mac | null;
  readonly confirmed: boolean;
  /** True where the MAC of this very address is known: from the table, or as the one that it was made of. */
  readonly proven: boolean;
  /** True where its host answers multicast echo. */
  readonly echoes: boolean;
  /** True for this computer's own. */
  readonly self: boolean;
}

/** What the run knows so far, for sources that build on what others found. */
export interface Known {
  /** Every (address, zone) that has been sighted, with its MAC where known, in the order of first sight. */
  addresses(zone: Zone): readonly KnownAddress[];
  /** How many addresses the run has sighted in all. */
  addressCount(): number;
  /** As KnownAddress.proven, for one address; false where it is not known at all. */
  isProven(address: Address, zone: Zone): boolean;
  /** Every MAC sighted in this zone. */
  macs(zone: Zone): readonly Mac[];
  /** Resolves at the next new address or MAC in this zone, or when the signal aborts. */
  changed(zone: Zone, signal: AbortSignal): Promise<void>;
  /** Milliseconds since anything new was sighted in this zone, or since the run began. */
  quietFor(zone: Zone): number;
  /** Resolves when nothing new has come from any other source in this zone for so long. */
  quiet(zone: Zone, quietMs: number, signal: AbortSignal): Promise<void>;
}

/** What a source is given to work with. One is made for each source and interface. */
export interface SourceContext {
  readonly interface: NetworkInterface;
  /** Aborted when the run is cancelled or has ended; every await of a source must heed it. */
  readonly signal: AbortSignal;
  readonly known: Known;
  /** The neighbour table of the system, read and watched for this run. */
  readonly neighbours: {
    ready(): Promise<void>;
    entries(zone: Zone): readonly SeenNeighbour[];
    listen(zone: Zone, listener: (neighbour: SeenNeighbour) => void): () => void;
  };
  /**
   * Asks whether addresses are there by the neighbour probe (see prober.ts), in their order; resolves when each is
   * decided. What is found becomes a sighting of this source. `alive` is for addresses that have answered already.
   */
  probe(addresses: Iterable<Address>, alive?: boolean): Promise<void>;
  /** True while the run itself asks for this address, so that its table entry is no evidence of its own. */
  asks(address: Address): boolean;
  /** Tells how far the source is; total null where it is not known. */
  progress(done: number, total: number | null): void;
  /** Says beside the source what a person may want to know of it, where nothing is wrong. */
  note(text: string): void;
  /** Tells of something that could not be looked at; the source goes on. */
  warn(failure: Failure): void;
}

/**
 * A way of learning about hosts: one file in sources/, whose default export is this. It runs once per interface.
 * A thrown ToolError ends this source alone, and is shown with its reason.
 */
export interface Source {
  readonly id: SourceId;
  /** Null where the source can look at this interface, else why it cannot, in words. */
  applies(networkInterface: NetworkInterface): string | null;
  /**
   * Yields sightings until it has nothing more to look for. Sources that only listen or watch go on until the signal:
   * `watches` true says that the run does not wait for their end.
   */
  run(context: SourceContext): AsyncGenerator<Sighting>;
  readonly watches?: boolean;
}
