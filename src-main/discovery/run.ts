import { toFailure, type Failure } from '../../src-core/api/errors.ts';
import type { DiscoveryEvent, RunSummary, SourceId } from '../../src-core/api/discovery.ts';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { isPresent } from '../os/interface-presence.ts';
import { KnownHosts } from './known-hosts.ts';
import { Merger } from './merge.ts';
import { NeighbourFeed, sleep, type NeighbourTable } from './neighbour-feed.ts';
import { Prober } from './prober.ts';
import { Recording } from './recording.ts';
import type { ScanRecorder } from './recorder.ts';
import { RunProgress } from './run-state.ts';
import type { Source, SourceContext } from './source.ts';
import { loadVendors } from './vendors.ts';

/** Rows go to the interface in batches of so long. */
const batchMs = 50;
/** So many rows that have been shown are told anew in one batch: on a large link nearly all change again and again. */
const mostChanges = 150;
const firstBatchMs = 8;
/** A link with so many addresses is large. */
const largeLink = 256;
/** What is known is stored so often: a crash loses at most this much. */
const recordMs = 800;
/** The run ends when every source has ended and nothing new came for so long. */
const quietMs = 700;
/** No run lasts longer, whatever the network sends. */
const longestMs = 120_000;

export interface RunOptions {
  readonly interfaces: readonly NetworkInterface[];
  readonly sources: readonly Source[];
  readonly table: NeighbourTable;
  /** Room in the neighbour table of one family; `told` is false where it is the default of the system. */
  readonly neighbourLimit: { readonly entries: number; readonly told: boolean };
  readonly recorder: ScanRecorder | null;
  readonly signal: AbortSignal;
  /** Each event as it comes; never called after the end was given. */
  readonly emit: (event: DiscoveryEvent) => void;
}

/**
 * One discovery run: every source on every interface at once, their sightings merged, batched and stored. It resolves
 * when the run has ended, after exactly one of the events `done`, `cancelled` or `failed`.
 */
export async function runDiscovery(options: RunOptions): Promise<void> {
  const run = new DiscoveryRun(options);
  await run.go();
}

class DiscoveryRun {
  readonly #options: RunOptions;
  readonly #begun = performance.now();
  readonly #merger = new Merger();
  readonly #known = new KnownHosts(this.#merger);
  readonly #progress = new RunProgress();
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #watching = new Set<SourceId>();
  readonly #feed: NeighbourFeed;
  readonly #prober: Prober;
  readonly #recording: Recording;
  #firstFlush: NodeJS.Timeout | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#stop.signal]);
    const zones = options.interfaces.map(({ zone }) => zone);
    for (const source of options.sources) if (source.watches === true) this.#watching.add(source.id);
    this.#feed = new NeighbourFeed(options.table, zones, (zone, failure) =>
      this.#warn('neighbours', zone, failure),
    );
    this.#prober = new Prober({
      feed: this.#feed,
      zones,
      limit: options.neighbourLimit.entries,
      emit: (sighting) => this.#take(sighting),
      isPresent,
      onFull: () => this.#warn('neighbour-probe', null, tableFull(options.neighbourLimit)),
      signal: this.#signal,
    });
    this.#recording = new Recording(options.recorder, this.#merger, (failure) =>
      this.#warn(null, null, failure),
    );
  }

  async go(): Promise<void> {
    const { signal, interfaces } = this.#options;
    const startedAt = Date.now();
    await this.#recording.begin(
      startedAt,
      interfaces.map(({ zone }) => zone),
    );
    const feeding = this.#feed.run(this.#signal);
    const flushing = setInterval(() => this.#flush(), batchMs);
    const storing = this.#store();
    let failure: Failure | undefined;
    try {
      const work = this.#startSources();
      void this.#loadVendors();
      await this.#untilQuiet(work);
    } catch (error) {
      failure = toFailure(error);
    } finally {
      this.#stop.abort();
      clearInterval(flushing);
      clearTimeout(this.#firstFlush);
      await Promise.allSettled([feeding, storing]);
    }
    const state = failure !== undefined ? 'failed' : signal.aborted ? 'cancelled' : 'done';
    const summary = await this.#end(state);
    this.#flush();
    if (failure !== undefined) this.#options.emit({ type: 'failed', failure, summary });
    else this.#options.emit(state === 'done' ? { type: 'done', summary } : { type: 'cancelled', summary });
  }

  #startSources(): Promise<void>[] {
    const finite: Promise<void>[] = [];
    for (const networkInterface of this.#options.interfaces) {
      for (const source of this.#options.sources) {
        const reason = source.applies(networkInterface);
        if (reason !== null) {
          this.#progress.set(source.id, networkInterface.zone, { state: 'skipped', message: reason });
          continue;
        }
        const running = this.#runSource(source, networkInterface);
        if (source.watches !== true) finite.push(running);
      }
    }
    return finite;
  }

  async #runSource(source: Source, networkInterface: NetworkInterface): Promise<void> {
    const { zone } = networkInterface;
    this.#progress.set(source.id, zone, { state: 'running' });
    const context: SourceContext = {
      interface: networkInterface,
      signal: this.#signal,
      known: this.#known,
      neighbours: this.#feed,
      probe: (addresses, alive = false) => this.#prober.probe({ zone, source: source.id, addresses, alive }),
      asks: (address) => this.#prober.asks(address, zone),
      progress: (done, total) => this.#progress.set(source.id, zone, { done, total }),
      note: (text) => this.#progress.set(source.id, zone, { message: text }),
      warn: (failure) => this.#warn(source.id, zone, failure),
    };
    try {
      for await (const sighting of source.run(context)) this.#take(sighting);
      if (this.#progress.row(source.id, zone).state === 'running')
        this.#progress.set(source.id, zone, { state: 'done' });
    } catch (error) {
      if (this.#signal.aborted) return;
      const failure = toFailure(error);
      this.#progress.fail(source.id, zone, failure);
      this.#options.emit({ type: 'warning', source: source.id, zone, failure });
    }
  }

  #take(sighting: Parameters<Merger['add']>[0]): void {
    const { newAddress, newMac } = this.#merger.add(sighting);
    // The very first rows do not wait for a whole batch.
    this.#firstFlush ??= setTimeout(() => this.#flush(), firstBatchMs);
    if (newAddress || newMac) this.#known.news(sighting.zone);
  }

  async #loadVendors(): Promise<void> {
    try {
      // The registry takes tens of milliseconds of the processor: the first rows come before it.
      await sleep(batchMs * 3, this.#signal);
      // And on a large link after the replies of the first second, which ping must be able to read in time.
      if (this.#merger.addressCount > largeLink) await sleep(1_000, this.#signal);
      this.#merger.setVendors(await loadVendors());
    } catch (error) {
      this.#warn(null, null, toFailure(error));
    }
  }

  /** Waits until the sources have ended, the prober is idle, and nothing new has come for a while. */
  async #untilQuiet(work: readonly Promise<void>[]): Promise<void> {
    const ended = Promise.all(work);
    const aborted = new Promise<void>((resolve) => {
      if (this.#signal.aborted) resolve();
      this.#signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([ended, aborted, sleep(longestMs, this.#signal)]);
    while (!this.#signal.aborted && performance.now() - this.#begun < longestMs) {
      const left = Math.max(quietMs - this.#known.quietFor(), this.#prober.idle ? 0 : 40);
      if (left <= 0) return;
      await sleep(left, this.#signal);
    }
  }

  async #store(): Promise<void> {
    while (!this.#signal.aborted) {
      await sleep(recordMs, this.#signal);
      await this.#recording.store();
    }
  }

  #flush(): void {
    const { hosts, removed } = this.#merger.drain(this.#stop.signal.aborted ? Infinity : mostChanges);
    if (hosts.length > 0 || removed.length > 0) this.#options.emit({ type: 'item', hosts, removed });
    if (this.#stop.signal.aborted) return;
    this.#options.emit({
      type: 'progress',
      doing: this.#progress.doing(this.#watching),
      sources: this.#progress.all(),
      hosts: this.#merger.hostCount,
      elapsedMs: Math.round(performance.now() - this.#begun),
      remainingMs: this.#remainingMs(),
    });
  }

  /** The multicast sources need some four seconds; the prober's own work is told by what is queued. */
  #remainingMs(): number | null {
    const rows = this.#progress
      .all()
      .filter(({ source, state }) => state === 'running' && !this.#watching.has(source));
    const elapsed = performance.now() - this.#begun;
    const shares = rows.map(({ done, total }) => (total !== null && total > 16 ? done / total : null));
    const slowest = shares.filter((share) => share !== null && share > 0.05).map((share) => share ?? 1);
    const byShare = slowest.map((share) => (elapsed / share) * (1 - share));
    const byHabit = rows.length > 0 ? Math.max(0, 4_200 - elapsed) : 0;
    const left = Math.max(byHabit, ...byShare, 0) + quietMs;
    return elapsed > longestMs / 2 ? null : Math.round(left);
  }

  async #end(state: 'done' | 'cancelled' | 'failed'): Promise<RunSummary> {
    const sources = this.#progress.all().map((row) => {
      if (row.state !== 'running' && row.state !== 'waiting') return row;
      const finished = state === 'done' || this.#watching.has(row.source);
      return finished
        ? { ...row, state: 'done' as const }
        : { ...row, state: 'skipped' as const, message: 'cancelled' };
    });
    const stored = await this.#recording.end(state, sources);
    return {
      ...stored,
      durationMs: Math.round(performance.now() - this.#begun),
      hosts: this.#merger.hostCount,
      addresses: this.#merger.addressCount,
      sources,
    };
  }

  #warn(source: SourceId | null, zone: Zone | null, failure: Failure): void {
    if (this.#stop.signal.aborted) return;
    if (source !== null && zone !== null) {
      const row = this.#progress.row(source, zone);
      row.message ??= failure.message;
    }
    this.#options.emit({ type: 'warning', source, zone, failure });
  }
}

function tableFull({ entries, told }: RunOptions['neighbourLimit']): Failure {
  return {
    code: 'conflict',
    message:
      `the neighbour table of this computer is full${told ? ` (${entries} entries)` : ''}: some hosts may be missing; an administrator ` +
      'can raise net.ipv6.neigh.default.gc_thresh3 and net.ipv4.neigh.default.gc_thresh3',
  };
}
