import { toFailure, ToolError } from '../../src-core/api/errors.ts';
import type { DiscoveryEvent, DiscoveryStart, Host } from '../../src-core/api/discovery.ts';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { readInterfaces } from '../os/interfaces.ts';
import { neighbourLimit, readNeighbours, watchNeighbours } from '../os/neighbours.ts';
import { Follower } from './follower.ts';
import type { ScanRecorder } from './recorder.ts';
import { runDiscovery } from './run.ts';
import { sources } from './source-registry.ts';

/** A run that nobody follows is cancelled after so long: time for a page to be reloaded. */
const unfollowedMs = 2_000;
/** An ended run can still be followed for so long, by a page that was reloaded at the wrong moment. */
const keptMs = 60_000;
const mostWarnings = 200;

export interface RunInfo {
  readonly runId: string;
  readonly zones: Zone[];
  readonly at: number;
}

/** What of a log a run needs. */
export interface RunLogger {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

interface Run {
  readonly info: RunInfo;
  readonly abort: AbortController;
  readonly followers: Set<Follower>;
  readonly hosts: Map<string, Host>;
  readonly warnings: DiscoveryEvent[];
  progress: DiscoveryEvent | undefined;
  end: DiscoveryEvent | undefined;
  finished: Promise<void>;
  unfollowed: NodeJS.Timeout | undefined;
}

/** The discovery runs of this program: several windows may follow one, and a reload finds it again. */
export class RunRegistry {
  readonly #runs = new Map<string, Run>();
  readonly #recorder: ScanRecorder | null;
  readonly #logger: RunLogger;
  readonly #unfollowedMs: number;
  #closed = false;

  constructor(options: {
    readonly recorder: ScanRecorder | null;
    readonly logger: RunLogger;
    readonly unfollowedMs?: number;
  }) {
    this.#recorder = options.recorder;
    this.#logger = options.logger;
    this.#unfollowedMs = options.unfollowedMs ?? unfollowedMs;
  }

  /**
   * Starts a run, or joins the one that is going on the same interfaces.
   * @throws ToolError `bad-input` for an interface that is not there or cannot be searched
   */
  async start(input: DiscoveryStart): Promise<RunInfo> {
    if (this.#closed) throw new ToolError('conflict', 'the program is closing: start it again to search');
    const { interfaces } = await readInterfaces();
    const chosen = chooseInterfaces(interfaces, input.zones);
    const zones = chosen.map(({ zone }) => zone).sort();
    for (const run of this.#runs.values()) {
      if (
        run.end === undefined &&
        !run.abort.signal.aborted &&
        run.info.zones.join(' ') === zones.join(' ')
      ) {
        return run.info;
      }
    }
    const limit = await neighbourLimit();
    const info: RunInfo = { runId: crypto.randomUUID(), zones, at: Date.now() };
    const run: Run = {
      info,
      abort: new AbortController(),
      followers: new Set(),
      hosts: new Map(),
      warnings: [],
      progress: undefined,
      end: undefined,
      finished: Promise.resolve(),
      unfollowed: undefined,
    };
    this.#runs.set(info.runId, run);
    const wanted = input.sources;
    run.finished = runDiscovery({
      interfaces: chosen,
      sources: wanted === undefined ? sources : sources.filter(({ id }) => wanted.includes(id)),
      table: { readNeighbours, watchNeighbours },
      neighbourLimit: limit,
      recorder: this.#recorder,
      signal: run.abort.signal,
      emit: (event) => this.#take(run, event),
    }).catch((error: unknown) =>
      this.#take(run, { type: 'failed', failure: toFailure(error), summary: null }),
    );
    this.#expectFollower(run);
    return info;
  }

  /**
   * Follows a run: what it has found so far, then what comes, and exactly one end.
   * @throws ToolError `bad-input` where there is no such run
   */
  async *follow(runId: string, signal?: AbortSignal): AsyncGenerator<DiscoveryEvent> {
    const run = this.#runs.get(runId);
    if (run === undefined)
      throw new ToolError('bad-input', 'this search is over and no longer kept: start a new one');
    const follower = new Follower();
    follower.push({ type: 'started', runId, at: run.info.at, zones: run.info.zones });
    for (const warning of run.warnings) follower.push(warning);
    follower.push({ type: 'item', hosts: [...run.hosts.values()], removed: [] });
    if (run.progress !== undefined) follower.push(run.progress);
    if (run.end !== undefined) follower.push(run.end);
    run.followers.add(follower);
    clearTimeout(run.unfollowed);
    const close = () => follower.close();
    signal?.addEventListener('abort', close, { once: true });
    try {
      if (signal?.aborted !== true) yield* follower.events();
    } finally {
      signal?.removeEventListener('abort', close);
      run.followers.delete(follower);
      this.#expectFollower(run);
    }
  }

  /** Cancels a run; true where it was still going. */
  cancel(runId: string): boolean {
    const run = this.#runs.get(runId);
    if (run === undefined || run.end !== undefined || run.abort.signal.aborted) return false;
    run.abort.abort(new Error('cancelled'));
    return true;
  }

  running(): RunInfo[] {
    return [...this.#runs.values()].filter(({ end }) => end === undefined).map(({ info }) => info);
  }

  /** Cancels every run and waits for their ends. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const run of this.#runs.values()) {
      clearTimeout(run.unfollowed);
      run.abort.abort(new Error('closing'));
    }
    await Promise.allSettled([...this.#runs.values()].map(({ finished }) => finished));
    for (const run of this.#runs.values()) clearTimeout(run.unfollowed);
    this.#runs.clear();
  }

  #expectFollower(run: Run): void {
    clearTimeout(run.unfollowed);
    if (run.followers.size > 0 || run.end !== undefined || this.#closed) return;
    run.unfollowed = setTimeout(() => this.cancel(run.info.runId), this.#unfollowedMs);
  }

  #take(run: Run, event: DiscoveryEvent): void {
    switch (event.type) {
      case 'item':
        for (const id of event.removed) run.hosts.delete(id);
        for (const host of event.hosts) run.hosts.set(host.id, host);
        break;
      case 'progress':
        run.progress = event;
        break;
      case 'warning':
        if (run.warnings.length < mostWarnings) run.warnings.push(event);
        this.#logger.warn(
          { ...event.failure, source: event.source, zone: event.zone },
          event.failure.message,
        );
        break;
      case 'started':
        break;
      default:
        run.end = event;
        clearTimeout(run.unfollowed);
        if (event.type === 'failed') this.#logger.error({ ...event.failure }, event.failure.message);
        else
          this.#logger.info(
            { ...event.summary, sources: undefined, gone: event.summary.gone.length },
            'scan ended',
          );
        setTimeout(() => this.#runs.delete(run.info.runId), keptMs).unref();
    }
    for (const follower of run.followers) follower.push(event);
  }
}

/** The interfaces to search; an empty choice is every usable one. */
function chooseInterfaces(
  interfaces: readonly NetworkInterface[],
  zones: readonly Zone[],
): NetworkInterface[] {
  const usable = interfaces.filter(({ unusable }) => unusable === null);
  if (zones.length === 0) {
    if (usable.length > 0) return usable;
    const reasons = interfaces.map(({ name, unusable }) => `${name}: ${unusable}`).join('; ');
    throw new ToolError('bad-input', 'no interface can be searched: connect one and try again', reasons);
  }
  return [...new Set(zones)].map((zone) => {
    const found = interfaces.find((candidate) => candidate.zone === zone || candidate.name === zone);
    if (found === undefined) {
      const names = interfaces.map(({ name }) => name).join(', ');
      throw new ToolError('bad-input', `there is no interface ${zone}: choose one of ${names || '(none)'}`);
    }
    if (found.unusable !== null) {
      throw new ToolError('bad-input', `${found.name} cannot be searched: ${found.unusable}`);
    }
    return found;
  });
}
