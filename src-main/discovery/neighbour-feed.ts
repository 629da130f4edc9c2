import { toFailure, type Failure } from '../../src-core/api/errors.ts';
import type { Address } from '../../src-core/net/address.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { Neighbour } from '../os/neighbour.ts';

/** Where the neighbour table is read and watched; the real one is os/neighbours.ts. */
export interface NeighbourTable {
  readNeighbours(zone: Zone | undefined, signal?: AbortSignal): Promise<Neighbour[]>;
  watchNeighbours(zones: readonly Zone[], signal: AbortSignal): AsyncGenerator<Neighbour>;
}

/** The key of an address in one zone. */
export function scopedKey(address: Address, zone: Zone): string {
  return `${address}%${zone}`;
}

/** How often the table is read again while it is watched: the kernel may drop notices when many come at once. */
const rereadMs = 1_500;

/** An entry as one run sees it. */
export interface SeenNeighbour extends Neighbour {
  /**
   * True where the host has answered the system since the run began. An entry that is reachable may be a memory of up to
   * 45 seconds before (RFC 4861 section 10), and the host has left since.
   */
  readonly answered: boolean;
}

type Listener = (neighbour: SeenNeighbour) => void;

/** The system's neighbour table as one run sees it: read at once, watched while it lasts, shared by all sources. */
export class NeighbourFeed {
  readonly #system: NeighbourTable;
  readonly #zones: readonly Zone[];
  readonly #entries = new Map<string, SeenNeighbour>();
  readonly #listeners = new Map<Zone, Set<Listener>>();
  readonly #warn: (zone: Zone | null, failure: Failure) => void;
  readonly #begun = performance.now();
  #reading: Promise<void> = Promise.resolve();

  constructor(
    system: NeighbourTable,
    zones: readonly Zone[],
    warn: (zone: Zone | null, failure: Failure) => void,
  ) {
    this.#system = system;
    this.#zones = zones;
    this.#warn = warn;
  }

  /** The entry of an address as last heard of. */
  get(address: Address, zone: Zone): SeenNeighbour | undefined {
    return this.#entries.get(scopedKey(address, zone));
  }

  /** All entries of a zone as last heard of. */
  entries(zone: Zone): SeenNeighbour[] {
    return [...this.#entries.values()].filter((entry) => entry.zone === zone);
  }

  /** Calls back for every entry that is new or differs; gives the way to stop. */
  listen(zone: Zone, listener: Listener): () => void {
    const listeners = this.#listeners.get(zone) ?? new Set();
    this.#listeners.set(zone, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Resolves when the first reading of every zone has ended. */
  ready(): Promise<void> {
    return this.#reading;
  }

  /** Watches and re-reads until the signal; what fails is told once and the rest goes on. */
  async run(signal: AbortSignal): Promise<void> {
    const watching = this.#watch(signal);
    this.#reading = this.#readAll(signal);
    const told = new Set<string>();
    while (!signal.aborted) {
      await sleep(rereadMs, signal);
      if (!signal.aborted) await this.#readAll(signal, told);
    }
    await watching;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    try {
      for await (const neighbour of this.#system.watchNeighbours(this.#zones, signal)) {
        // It has just become what it is.
        this.#take(neighbour, neighbour.state === 'reachable');
      }
    } catch (error) {
      if (!signal.aborted) this.#warn(null, toFailure(error));
    }
  }

  async #readAll(signal: AbortSignal, told?: Set<string>): Promise<void> {
    await Promise.all(
      this.#zones.map(async (zone) => {
        try {
          for (const neighbour of await this.#system.readNeighbours(zone, signal)) {
            this.#take(neighbour, this.#isProvenSinceBegin(neighbour));
          }
        } catch (error) {
          const failure = toFailure(error);
          if (signal.aborted || told?.has(zone + failure.message)) return;
          told?.add(zone + failure.message);
          this.#warn(zone, failure);
        }
      }),
    );
  }

  #isProvenSinceBegin({ state, confirmedSecondsAgo }: Neighbour): boolean {
    if (state !== 'reachable') return false;
    // Where the system tells no age, its word that it is reachable must do. Ages are whole seconds, rounded down.
    return (
      confirmedSecondsAgo === null || (confirmedSecondsAgo + 1) * 1_000 <= performance.now() - this.#begun
    );
  }

  #take(neighbour: Neighbour, isProven: boolean): void {
    const key = scopedKey(neighbour.address, neighbour.zone);
    const before = this.#entries.get(key);
    if (neighbour.deleted) {
      this.#entries.delete(key);
      // Garbage collection of a live entry tells nothing about the host; its MAC was told when it was resolved.
      return;
    }
    const answered = isProven || (before?.answered === true && before.mac === neighbour.mac);
    const seen = { ...neighbour, answered };
    this.#entries.set(key, seen);
    const same =
      before !== undefined &&
      before.mac === neighbour.mac &&
      before.answered === answered &&
      before.state === neighbour.state &&
      before.router === neighbour.router;
    if (same) return;
    for (const listener of this.#listeners.get(neighbour.zone) ?? []) listener(seen);
  }
}

/** Waits, and ends early without an error when the signal aborts. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
