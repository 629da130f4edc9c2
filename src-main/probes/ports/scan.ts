import { ToolError } from '../../../src-core/api/errors.ts';
import { absentNeighbours } from './absent-neighbours.ts';
import { fewestSockets, socketBudget } from './file-limit.ts';
import type { LaneListener, LanePlace, LanePool } from './lane-pool.ts';
import {
  numbersEach,
  outcome,
  outcomeOf,
  type FromLane,
  type LaneJob,
  type Outcome,
} from './lane-messages.ts';

/** A thread that does not stop in time is ended with all its sockets. */
const cancelMs = 120;
/** So often a step comes also while nothing is learnt: hosts that keep silent take many seconds. */
const tickMs = 1_000;
/** A host with so many ports is worth more than one thread. */
const portsToShare = 4_096;

export interface ScanOptions {
  /** Addresses, each with its zone as the system's calls take it. */
  readonly addresses: readonly string[];
  /** Ports from 1 to 65535, each once, the likeliest first. */
  readonly ports: readonly number[];
  /** At most so many connections a second, or null. */
  readonly perSecond: number | null;
}

/** A port that was found open. */
export interface FoundPort {
  readonly host: number;
  readonly port: number;
  readonly rttMs: number;
}

export interface ScanStep {
  readonly open: readonly FoundPort[];
  /** Hosts of which every port is known now. */
  readonly ended: readonly number[];
}

/** One scan: which of the ports of some hosts are open, and what the others say. */
export class PortScan {
  readonly #pool: LanePool;
  readonly #options: ScanOptions;
  readonly #outcomes: readonly Uint8Array[];
  readonly #left: number[];
  readonly #leastMs: number[];
  #asked = 0;
  #known = 0;
  #losses = 0;
  #sent = 0;
  readonly #trouble = new Set<string>();

  constructor(pool: LanePool, options: ScanOptions) {
    this.#pool = pool;
    this.#options = options;
    this.#outcomes = options.addresses.map(() => new Uint8Array(options.ports.length));
    this.#left = options.addresses.map(() => options.ports.length);
    this.#leastMs = options.addresses.map(() => Infinity);
  }

  /** How many ports were asked at least once. */
  get asked(): number {
    return this.#asked;
  }

  /** How many ports came to something. */
  get known(): number {
    return this.#known;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Answers that came only at a later try: what the way there loses. */
  get losses(): number {
    return this.#losses;
  }

  /** What stood in the way on this computer, as system codes. */
  get trouble(): readonly string[] {
    return [...this.#trouble];
  }

  /** What each port of a host came to, in the order of the list; `unknown` where it was not asked to the end. */
  *outcomes(host: number): Generator<readonly [port: number, outcome: Outcome]> {
    const own = this.#outcomes[host];
    for (const [place, port] of this.#options.ports.entries()) yield [port, outcomeOf(own?.[place])];
  }

  /** The smallest round trip to a host, in milliseconds; null where it never answered. */
  leastMs(host: number): number | null {
    const least = this.#leastMs[host] ?? Infinity;
    return least === Infinity ? null : least;
  }

  /**
   * Scans. When it has ended, also by the signal, no socket is left.
   * @throws ToolError `internal` where a scanning thread broke; the signal's reason where aborted
   */
  async *run(signal: AbortSignal): AsyncGenerator<ScanStep> {
    signal.throwIfAborted();
    const budget = await socketBudget();
    const run = this.#pool.nextRun();
    const shares = budget > fewestSockets ? this.#shares() : 0;
    const told: (FromLane | { readonly type: 'lost'; readonly error: Error })[] = [];
    const waiting = { wake: () => {} };
    const listener = (place: number): LaneListener => {
      return (message) => {
        told.push(message);
        if (message.type === 'results') this.#pass(run, place, places, message.records);
        waiting.wake();
      };
    };
    let places: LanePlace[] = [];
    places = await this.#pool.take(run, shares, listener);
    let going = 0;
    const stop = () => {
      for (const place of places) place.post({ type: 'cancel', run });
      waiting.wake();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (const [index, job] of this.#jobs(places.length, budget).entries()) {
        if (job.hosts.length === 0) continue;
        places[index]?.post({ type: 'scan', run, job });
        going++;
      }
      if (signal.aborted) stop();
      const deadline = { at: Infinity };
      while (going > 0) {
        const messages = told.splice(0);
        const step: { open: FoundPort[]; ended: number[] } = { open: [], ended: [] };
        for (const message of messages) {
          if (message.type === 'lost')
            throw new ToolError('internal', 'a scanning thread broke', message.error.message);
          if (message.type === 'results') this.#take(message, step);
          else if (message.type === 'doubtful') void this.#look(run, message.hosts, places, signal);
          else {
            going--;
            this.#losses += message.losses;
            this.#sent += message.sent;
            for (const code of message.trouble) this.#trouble.add(code);
          }
        }
        // Without messages: the clock goes on, and so does what is told of the time.
        if (!signal.aborted) yield step;
        if (going === 0 || told.length > 0) continue;
        if (signal.aborted) {
          deadline.at = Math.min(deadline.at, performance.now() + cancelMs);
          if (performance.now() >= deadline.at) break;
        }
        await wait(waiting, signal.aborted ? cancelMs : tickMs);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      if (going > 0) {
        // Left in the middle, or a thread that does not listen: with the threads go their sockets.
        stop();
        await this.#pool.close();
      }
      this.#pool.give(run);
    }
    signal.throwIfAborted();
  }

  /** How many threads this scan is worth. */
  #shares(): number {
    const { addresses, ports } = this.#options;
    if (addresses.length * ports.length < portsToShare) return 1;
    return ports.length >= portsToShare ? this.#pool.lanes : Math.min(this.#pool.lanes, addresses.length);
  }

  /** True where each host is asked by every lane, which have a part of its ports; else each has hosts of its own. */
  #isByPort(lanes: number): boolean {
    const { addresses, ports } = this.#options;
    return ports.length >= portsToShare && addresses.length < 4 * lanes;
  }

  /** Shares the work: hosts where there are many, else the ports of each. */
  #jobs(lanes: number, budget: number): LaneJob[] {
    const { addresses, ports, perSecond } = this.#options;
    const byPort = this.#isByPort(lanes);
    return Array.from({ length: lanes }, (_, lane) => ({
      hosts: addresses.flatMap((address, index) => {
        if (byPort) return [{ index, address, offset: lane, stride: lanes }];
        return index % lanes === lane ? [{ index, address, offset: 0, stride: 1 }] : [];
      }),
      ports,
      sockets: Math.max(8, Math.floor(budget / lanes)),
      perSecond: perSecond === null ? null : perSecond / lanes,
    }));
  }

  /** Tells the other lanes the first that one of them learnt of a host: what answers, and how quickly. */
  #pass(run: number, from: number, places: readonly LanePlace[], records: Uint32Array): void {
    if (places.length < 2 || !this.#isByPort(places.length)) return;
    for (let at = 0; at < records.length; at += numbersEach) {
      const [host = 0, place = 0, result, micros = 0] = records.subarray(at, at + numbersEach);
      if (result !== outcome.open && result !== outcome.refused) continue;
      if (this.#hinted.has(host)) continue;
      this.#hinted.add(host);
      for (const [index, each] of places.entries()) {
        if (index === from) continue;
        each.post({ type: 'hint', run, host, place, outcome: outcomeOf(result), rttMs: micros / 1000 });
      }
    }
  }

  /** Asks the system whether hosts that keep silent are there at all, and tells the lanes of those that are not. */
  async #look(
    run: number,
    hosts: readonly number[],
    places: readonly LanePlace[],
    signal: AbortSignal,
  ): Promise<void> {
    const addressOf = (host: number) => this.#options.addresses[host] ?? '';
    try {
      const absent = await absentNeighbours(hosts.map(addressOf), signal);
      for (const host of hosts) {
        if (!absent.has(addressOf(host))) continue;
        for (const place of places) place.post({ type: 'absent', run, host });
      }
    } catch (error) {
      // Cancelled, or no table to read: then these hosts are asked to the end, and are told as silent.
      if (!(error instanceof Error)) throw error;
    }
  }

  readonly #hinted = new Set<number>();

  #take(
    { records, asked }: Extract<FromLane, { type: 'results' }>,
    step: { open: FoundPort[]; ended: number[] },
  ): void {
    this.#asked += asked;
    for (let at = 0; at < records.length; at += numbersEach) {
      const host = records[at] ?? 0;
      const place = records[at + 1] ?? 0;
      const result = outcomeOf(records[at + 2]);
      const rttMs = (records[at + 3] ?? 0) / 1000;
      const own = this.#outcomes[host];
      if (own === undefined) continue;
      if (own[place] === outcome.unknown) {
        this.#known++;
        this.#left[host] = (this.#left[host] ?? 0) - 1;
        if (this.#left[host] === 0) step.ended.push(host);
      }
      own[place] = result;
      if (rttMs > 0) this.#leastMs[host] = Math.min(this.#leastMs[host] ?? Infinity, rttMs);
      if (result === outcome.open) step.open.push({ host, port: this.#options.ports[place] ?? 0, rttMs });
    }
  }
}

/** Waits until there is something to read, or for so long. */
async function wait(waiting: { wake: () => void }, timeoutMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    waiting.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  waiting.wake = () => {};
}
