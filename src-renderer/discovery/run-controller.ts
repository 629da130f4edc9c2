import type { DiscoveryStart } from '../../src-core/api/discovery.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { ApiClient } from '../app/api-client.ts';
import { connectionOpen, connectionState } from '../app/connection.ts';
import { failureOf } from '../app/failure.ts';
import type { RunStore } from './run-store.ts';

/**
 * Starts, follows and cancels runs for the page. It belongs to the page and not to a view: a person who looks at a
 * device while a run goes on must not end it (a run that nobody follows is cancelled after two seconds).
 */
export class RunController {
  readonly #api: ApiClient;
  readonly #store: RunStore;
  readonly #ended: () => void;
  #following: AbortController | null = null;

  /** @param ended called when a run has ended, whatever the end */
  constructor(api: ApiClient, store: RunStore, ended: () => void) {
    this.#api = api;
    this.#store = store;
    this.#ended = ended;
  }

  /** True while a run is starting or followed. */
  get busy(): boolean {
    return this.#following !== null;
  }

  async start(zones: readonly Zone[], sources?: DiscoveryStart['sources']): Promise<void> {
    if (this.busy) return;
    const following = new AbortController();
    this.#following = following;
    this.#store.reset({ phase: 'starting', zones });
    this.#store.flush();
    try {
      const run = await this.#api.discovery.start({
        zones: [...zones],
        ...(sources === undefined ? {} : { sources }),
      });
      await this.#follow(run.runId, following.signal);
    } catch (error) {
      this.#store.set({ phase: 'failed', failure: failureOf(error), cancelling: false });
    } finally {
      this.#finish(following);
    }
  }

  /** Follows a run that is going already: after a reload, or one that another window has started. */
  async attach(runId: string): Promise<void> {
    if (this.busy) return;
    const following = new AbortController();
    this.#following = following;
    try {
      await this.#follow(runId, following.signal);
    } catch (error) {
      this.#store.set({ phase: 'failed', failure: failureOf(error), cancelling: false });
    } finally {
      this.#finish(following);
    }
  }

  async cancel(): Promise<void> {
    const { runId } = this.#store.view();
    if (runId === null) return;
    this.#store.set({ cancelling: true });
    this.#store.flush();
    try {
      await this.#api.discovery.cancel({ runId });
    } catch (error) {
      this.#store.set({ cancelling: false });
      throw error;
    }
  }

  #finish(following: AbortController): void {
    following.abort();
    if (this.#following === following) this.#following = null;
    this.#ended();
  }

  /** Follows to the end, over as many broken connections as there are. */
  async #follow(runId: string, signal: AbortSignal): Promise<void> {
    let broken = false;
    for (;;) {
      try {
        if (await this.#followOnce(runId, signal)) return;
      } catch (error) {
        if (connectionState() === 'open') {
          // The connection is there and the run is not: after a break that means it ended while nobody looked.
          if (!broken) throw error;
          this.#store.set({ phase: 'lost', cancelling: false });
          return;
        }
      }
      broken = true;
      await connectionOpen(signal);
    }
  }

  /** @returns true where the run's own end was told */
  async #followOnce(runId: string, signal: AbortSignal): Promise<boolean> {
    const events = await this.#api.discovery.follow({ runId }, { signal });
    for await (const event of events) {
      this.#store.apply(event);
      if (event.type === 'done' || event.type === 'cancelled' || event.type === 'failed') return true;
    }
    return false;
  }
}
