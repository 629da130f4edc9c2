import type { DiscoveryEvent, Host, RunSummary } from '../../src-core/api/discovery.ts';
import type { Failure } from '../../src-core/api/errors.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { hostRow, type HostRow } from './host-rows.ts';

export type RunWarning = Extract<DiscoveryEvent, { type: 'warning' }>;
export type RunProgress = Extract<DiscoveryEvent, { type: 'progress' }>;

/**
 * Where a run stands for this page. `lost`: the connection broke, and the run could not be found again afterwards.
 */
export type RunPhase = 'idle' | 'starting' | 'running' | 'done' | 'cancelled' | 'failed' | 'lost';

/** One picture of a run; a new one for each frame in which something changed. */
export interface RunView {
  readonly phase: RunPhase;
  readonly runId: string | null;
  readonly zones: readonly Zone[];
  readonly startedAt: number | null;
  readonly progress: RunProgress | null;
  readonly warnings: readonly RunWarning[];
  readonly summary: RunSummary | null;
  readonly failure: Failure | null;
  /** True between the click on Cancel and the end that the program tells. */
  readonly cancelling: boolean;
  readonly rows: readonly HostRow[];
}

const nothing: RunView = {
  phase: 'idle',
  runId: null,
  zones: [],
  startedAt: null,
  progress: null,
  warnings: [],
  summary: null,
  failure: null,
  cancelling: false,
  rows: [],
};

/** As many warnings as anybody reads; a run that warns without end must not fill the memory of the page. */
const warningLimit = 200;

/**
 * The hosts and the state of the run that the page follows. Events change it at once and in place; those who look are
 * told once per frame at most, so a thousand rows in a second cost sixty drawings and not a thousand.
 */
export class RunStore {
  readonly #hosts = new Map<string, Host>();
  readonly #listeners = new Set<() => void>();
  readonly #schedule: (notify: () => void) => void;
  #view: RunView = nothing;
  #next: Partial<RunView> = {};
  #hostsChanged = false;
  #scheduled = false;
  #dirty = false;

  /** @param schedule calls back when it is time to draw; the page's own frame, or something of a test */
  constructor(schedule: (notify: () => void) => void) {
    this.#schedule = schedule;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): RunView => this.#view;

  /** The host as it is now, also before the next frame. */
  host(id: string): Host | undefined {
    return this.#hosts.get(id);
  }

  /** Begins with nothing but this. */
  reset(state: Partial<RunView>): void {
    this.#hosts.clear();
    this.#hostsChanged = true;
    this.#next = { ...nothing, ...state };
    this.#touch();
  }

  set(state: Partial<RunView>): void {
    this.#next = { ...this.#next, ...state };
    this.#touch();
  }

  apply(event: DiscoveryEvent): void {
    switch (event.type) {
      case 'started':
        // Following again replays the run from its beginning.
        this.reset({ phase: 'running', runId: event.runId, zones: event.zones, startedAt: event.at });
        return;
      case 'progress':
        this.set({ progress: event });
        return;
      case 'item':
        for (const id of event.removed) this.#hosts.delete(id);
        for (const host of event.hosts) this.#hosts.set(host.id, host);
        this.#hostsChanged = true;
        this.#touch();
        return;
      case 'warning':
        this.set({ warnings: [...this.#pending().warnings, event].slice(-warningLimit) });
        return;
      case 'done':
      case 'cancelled':
        this.set({ phase: event.type, summary: event.summary, cancelling: false });
        return;
      case 'failed':
        this.set({ phase: 'failed', summary: event.summary, failure: event.failure, cancelling: false });
        return;
    }
  }

  #pending(): RunView {
    return { ...this.#view, ...this.#next };
  }

  /** Shows what has changed at once: the answer to a click does not wait for a frame. */
  flush(): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    const rows = this.#hostsChanged ? [...this.#hosts.values()].map(hostRow) : this.#view.rows;
    this.#view = { ...this.#pending(), rows };
    this.#next = {};
    this.#hostsChanged = false;
    for (const listener of this.#listeners) listener();
  }

  #touch(): void {
    this.#dirty = true;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.flush();
    });
  }
}
