import { family, type Address, type Family } from '../../src-core/net/address.ts';
import { isLinkLocal } from '../../src-core/net/kind.ts';
import type { SourceId } from '../../src-core/api/discovery.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { neighbourSighting } from './neighbour-sighting.ts';
import { scopedKey, type NeighbourFeed, type SeenNeighbour } from './neighbour-feed.ts';
import { knock, type Knock } from './knock.ts';
import { isRemembered, patience } from './patience.ts';
import type { Sighting } from './source.ts';

/** Addresses asked for per millisecond at most, a courtesy to the link: guesses, and those that have just answered. */
const pacePerMs = { guess: 1, alive: 4 } as const;
/** An address is tried again so often when the system had no room for it. */
const mostRetries = 4;
/** However full the table is, so many are asked for at once. */
const smallestWindow = 128;

interface Flight {
  readonly address: Address;
  readonly zone: Zone;
  readonly source: SourceId;
  readonly retries: number;
  readonly settled: () => void;
  deadline: number;
  /** True for one that has its place in the table already, and takes none of the window. */
  remembered: boolean;
  knock: Knock | undefined;
}

interface Job {
  readonly zone: Zone;
  readonly source: SourceId;
  /** Addresses that have already answered need no room in the window: they resolve at once. */
  readonly alive: boolean;
  readonly addresses: Iterator<Address>;
  /** The address whose turn is next; undefined when there are no more. */
  next: Address | undefined;
  pending: number;
  readonly finish: () => void;
}

export interface ProbeRequest {
  readonly zone: Zone;
  readonly source: SourceId;
  readonly addresses: Iterable<Address>;
  readonly alive: boolean;
}

/**
 * Finds out whether addresses are there without any privilege: a datagram makes the kernel ask for the MAC, and the
 * neighbour table tells the answer, also for hosts whose firewall drops everything (RFC 4861 section 7.2). It keeps
 * fewer unresolved neighbours than the table has room for, since an absent one stays for three seconds, and other
 * programs need room too.
 */
export class Prober {
  readonly #feed: NeighbourFeed;
  readonly #emit: (sighting: Sighting) => void;
  readonly #onFull: () => void;
  readonly #isPresent: (zone: Zone) => boolean;
  readonly #signal: AbortSignal;
  readonly #flights = new Map<string, Flight>();
  readonly #inFlight: Record<Family, number> = { 4: 0, 6: 0 };
  readonly #window: Record<Family, number>;
  readonly #jobs: Job[] = [];
  readonly #again: { flight: Flight; at: number; alive: boolean }[] = [];
  readonly #stops: (() => void)[];
  #timer: NodeJS.Timeout | undefined;
  #lastPump = 0;
  #full = false;

  constructor(options: {
    readonly feed: NeighbourFeed;
    readonly zones: readonly Zone[];
    /** Room in the neighbour table of one family, in entries. */
    readonly limit: number;
    readonly emit: (sighting: Sighting) => void;
    /** Whether an interface is still there. */
    readonly isPresent: (zone: Zone) => boolean;
    /** Called once when the system has no room for another neighbour. */
    readonly onFull: () => void;
    readonly signal: AbortSignal;
  }) {
    this.#feed = options.feed;
    this.#emit = options.emit;
    this.#onFull = options.onFull;
    this.#isPresent = options.isPresent;
    this.#signal = options.signal;
    const room = Math.max(smallestWindow, Math.floor((Math.min(options.limit, 4096) * 7) / 8));
    this.#window = { 4: room, 6: room };
    this.#stops = options.zones.map((zone) => this.#feed.listen(zone, (neighbour) => this.#heard(neighbour)));
    options.signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /** True where nothing is under way or waiting. */
  get idle(): boolean {
    return this.#flights.size === 0 && this.#jobs.length === 0 && this.#again.length === 0;
  }

  /** True where the run itself asked for this address: its table entry is then no evidence of its own. */
  asks(address: Address, zone: Zone): boolean {
    return this.#flights.has(scopedKey(address, zone));
  }

  /** Asks about addresses, in their order, and resolves when each is known to be there or not. */
  probe(request: ProbeRequest): Promise<void> {
    if (this.#signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const addresses = request.addresses[Symbol.iterator]();
      const { zone, source, alive } = request;
      const job: Job = { zone, source, alive, addresses, next: take(addresses), pending: 0, finish: resolve };
      if (request.alive) this.#jobs.unshift(job);
      else this.#jobs.push(job);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#signal.aborted) return;
    this.#lastPump = performance.now();
    this.#timer = setInterval(() => this.#pump(), 4);
    this.#pump();
  }

  #pump(): void {
    const now = performance.now();
    // In milliseconds of the link's time: what is alive costs it less than what may be absent.
    let budget = Math.min(40, Math.max(4, now - this.#lastPump));
    this.#lastPump = now;
    this.#expire(now);
    while (budget > 0) {
      const cost = this.#sendNext(now);
      if (cost === undefined) break;
      budget -= cost;
    }
    if (this.idle) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  /** Sends to the next address whose turn it is; gives what it cost in milliseconds, undefined where none has a turn. */
  #sendNext(now: number): number | undefined {
    const due = this.#again.findIndex((entry) => entry.at <= now);
    if (due >= 0) {
      const [entry] = this.#again.splice(due, 1);
      if (entry !== undefined) this.#fly(entry.flight, entry.alive);
      return 1 / pacePerMs.guess;
    }
    const job = this.#jobs.find((candidate) => candidate.next === undefined || this.#hasRoom(candidate));
    if (job === undefined) return undefined;
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    const address = job.next;
    if (address === undefined) {
      if (job.pending === 0) job.finish();
      return 0;
    }
    job.next = take(job.addresses);
    // Guesses take turns; what is alive goes first, until it is done.
    if (job.alive) this.#jobs.unshift(job);
    else this.#jobs.push(job);
    this.#launch(job, address);
    return 1 / pacePerMs[job.alive ? 'alive' : 'guess'];
  }

  #hasRoom({ alive, next, zone }: Job): boolean {
    if (alive || next === undefined || isRemembered(this.#feed.get(next, zone))) return true;
    const which = family(next);
    return this.#inFlight[which] < this.#window[which];
  }

  #launch(job: Job, address: Address): void {
    if (this.#flights.has(scopedKey(address, job.zone))) return;
    const known = this.#feed.get(address, job.zone);
    if (isRemembered(known)) {
      this.#tell(job.source, known);
      if (known.answered || known.state === 'permanent') return;
    }
    job.pending++;
    const settled = () => {
      job.pending--;
      if (job.pending === 0 && !this.#jobs.includes(job)) job.finish();
    };
    const flight: Flight = {
      address,
      zone: job.zone,
      source: job.source,
      retries: 0,
      settled,
      deadline: 0,
      remembered: false,
      knock: undefined,
    };
    this.#fly(flight, job.alive);
  }

  #fly(flight: Flight, alive: boolean): void {
    const key = scopedKey(flight.address, flight.zone);
    const entry = this.#feed.get(flight.address, flight.zone);
    flight.remembered = isRemembered(entry);
    flight.deadline = performance.now() + patience(entry);
    this.#flights.set(key, flight);
    if (!flight.remembered) this.#inFlight[family(flight.address)]++;
    flight.knock = knock(flight.address, isLinkLocal(flight.address) ? flight.zone : undefined, {
      linger: alive || flight.remembered,
      heard: () => this.#answered(flight),
      failed: (full) => this.#failed(flight, alive, full),
    });
  }

  /** The host itself refused the datagram: it is there, whatever the table says. */
  #answered(flight: Flight): void {
    const entry = this.#feed.get(flight.address, flight.zone);
    this.#emit({
      source: flight.source,
      zone: flight.zone,
      at: Date.now(),
      address: flight.address,
      mac: entry?.mac ?? undefined,
      confirmed: true,
    });
    if (entry?.mac != null) this.#settle(flight);
  }

  #failed(flight: Flight, alive: boolean, full: boolean): void {
    if (!this.#flights.has(scopedKey(flight.address, flight.zone))) return;
    // An interface that has just gone fails in the same way as a full table.
    if (!full || flight.retries >= mostRetries || !this.#isPresent(flight.zone)) {
      this.#settle(flight);
      return;
    }
    const which = family(flight.address);
    if (!this.#full) this.#onFull();
    this.#full = true;
    this.#window[which] = Math.max(smallestWindow, Math.floor(this.#window[which] * 0.8));
    this.#remove(flight);
    const again = { ...flight, retries: flight.retries + 1, knock: undefined };
    this.#again.push({ flight: again, alive, at: performance.now() + 400 * again.retries });
  }

  #heard(neighbour: SeenNeighbour): void {
    const flight = this.#flights.get(scopedKey(neighbour.address, neighbour.zone));
    if (flight === undefined) return;
    if (neighbour.state === 'failed') {
      this.#settle(flight);
    } else if (neighbour.mac !== null && neighbour.state !== 'incomplete') {
      this.#tell(flight.source, neighbour);
      // That the kernel is about to ask (delay, probe) is no answer.
      if (neighbour.answered || !flight.remembered) this.#settle(flight);
    }
  }

  #tell(source: SourceId, neighbour: SeenNeighbour): void {
    this.#emit(neighbourSighting(source, neighbour));
  }

  #expire(now: number): void {
    for (const flight of this.#flights.values()) {
      if (flight.deadline > now) continue;
      this.#settle(flight);
    }
  }

  #remove(flight: Flight): void {
    flight.knock?.close();
    const wasUnderWay = this.#flights.delete(scopedKey(flight.address, flight.zone));
    if (wasUnderWay && !flight.remembered) this.#inFlight[family(flight.address)]--;
  }

  #settle(flight: Flight): void {
    this.#remove(flight);
    flight.settled();
  }

  #close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const stop of this.#stops) stop();
    for (const flight of this.#flights.values()) this.#settle(flight);
    for (const { flight } of this.#again.splice(0)) flight.settled();
    for (const job of this.#jobs.splice(0)) job.finish();
  }
}

function take(addresses: Iterator<Address>): Address | undefined {
  const next = addresses.next();
  return next.done === true ? undefined : next.value;
}
