import { useSyncExternalStore } from 'react';
import type { ProbeEvent, ProbeRunInfo } from '../../src-core/api/probe-events.ts';
import { connectionOpen, connectionState } from '../app/connection.ts';
import { failureOf } from '../app/failure.ts';
import { isGoing, noProbe, viewAfter, type ProbeView } from './probe-view.ts';

/** The part of the API that every probe has: `api.ping`, `api.ports`, ... */
export interface ProbeClient<Options, Item, Summary> {
  start(input: { options: Options; keep?: boolean }): Promise<ProbeRunInfo>;
  follow(
    input: { runId: string },
    options: { signal: AbortSignal },
  ): Promise<AsyncIterable<ProbeEvent<Item, Summary>>>;
  cancel(input: { runId: string }): Promise<boolean>;
}

export interface ProbeSessionOptions<Item> {
  /** Takes the items instead of the view: for probes that tell them without end. `missed` came before and are gone. */
  readonly take?: (items: readonly Item[], missed: number) => void;
  /** Told when the items begin anew: with a run, or when one is followed again from its beginning. */
  readonly begin?: () => void;
  /** Calls back when it is time to draw; the page's own frame where it is left out. */
  readonly schedule?: (draw: () => void) => void;
}

/**
 * Starts, follows and cancels the runs of one tool, one at a time. It belongs to the page and not to a view: looking at
 * another page must not end a run (one that nobody follows is cancelled after two seconds). Make one per tool, outside of
 * its components, and read it with useProbe().
 */
export class ProbeSession<Options, Item, Summary> {
  readonly #client: ProbeClient<Options, Item, Summary>;
  readonly #take: ProbeSessionOptions<Item>['take'];
  readonly #restart: ProbeSessionOptions<Item>['begin'];
  readonly #schedule: (draw: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #shown: ProbeView<Item, Summary> = noProbe;
  #next: ProbeView<Item, Summary> = noProbe;
  #newItems: Item[] = [];
  #scheduled = false;
  #following: AbortController | null = null;

  constructor(client: ProbeClient<Options, Item, Summary>, options: ProbeSessionOptions<Item> = {}) {
    this.#client = client;
    this.#take = options.take;
    this.#restart = options.begin;
    this.#schedule = options.schedule ?? onNextFrame;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): ProbeView<Item, Summary> => this.#shown;

  /**
   * Starts a run and follows it to its end; what fails is told in the view. A run that is followed already is let go.
   * @param keep it goes on while nobody follows it
   */
  async start(options: Options, keep = false): Promise<void> {
    const following = this.#begin();
    this.#set({ ...noProbe, phase: 'starting' });
    this.#draw();
    await this.#whole(following, async () => {
      const run = await this.#client.start({ options, keep });
      if (following.signal.aborted) return;
      this.#set({ ...this.#next, run });
      await this.#follow(run.runId, following.signal);
    });
  }

  /** Follows a run that is going already, or was kept. */
  async attach(runId: string): Promise<void> {
    if (this.#following !== null && this.#next.run?.runId === runId) return;
    const following = this.#begin();
    this.#set({ ...noProbe, phase: 'starting' });
    await this.#whole(following, () => this.#follow(runId, following.signal));
  }

  /** Asks the program to stop the run; its end is told as always. @throws what the call throws */
  async cancel(): Promise<void> {
    const { run, phase } = this.#next;
    if (run === null || !isGoing(phase)) return;
    this.#set({ ...this.#next, cancelling: true });
    this.#draw();
    try {
      await this.#client.cancel({ runId: run.runId });
    } catch (error) {
      this.#set({ ...this.#next, cancelling: false });
      throw error;
    }
  }

  /** Lets go of the run and of what it found; one that is kept goes on. */
  leave(): void {
    this.#following?.abort();
    this.#following = null;
    this.#newItems = [];
    this.#set(noProbe);
  }

  #begin(): AbortController {
    this.#following?.abort();
    const following = new AbortController();
    this.#following = following;
    this.#newItems = [];
    return following;
  }

  async #whole(following: AbortController, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!following.signal.aborted)
        this.#set({ ...this.#next, phase: 'failed', failure: failureOf(error), cancelling: false });
    } finally {
      following.abort();
      if (this.#following === following) this.#following = null;
    }
  }

  /** Follows to the end, over as many broken connections as there are. */
  async #follow(runId: string, signal: AbortSignal): Promise<void> {
    let broken = false;
    for (;;) {
      try {
        if (await this.#followOnce(runId, signal)) return;
      } catch (error) {
        if (signal.aborted) return;
        if (connectionState() === 'open') {
          // The connection is there and the run is not: after a break that means it ended while nobody looked.
          if (!broken) throw error;
          this.#set({ ...this.#next, phase: 'lost', cancelling: false });
          return;
        }
      }
      if (signal.aborted) return;
      broken = true;
      await connectionOpen(signal);
    }
  }

  /** @returns true where the run's own end was told */
  async #followOnce(runId: string, signal: AbortSignal): Promise<boolean> {
    const events = await this.#client.follow({ runId }, { signal });
    for await (const event of events) {
      if (signal.aborted) return true;
      this.#apply(event);
      if (event.type === 'done' || event.type === 'cancelled' || event.type === 'failed') return true;
    }
    return false;
  }

  #apply(event: ProbeEvent<Item, Summary>): void {
    if (event.type !== 'item') {
      if (event.type === 'started') {
        this.#newItems = [];
        this.#restart?.();
      }
      this.#set(viewAfter(this.#next, event));
      return;
    }
    if (this.#take === undefined) this.#newItems.push(...event.items);
    else {
      this.#take(event.items, event.missed);
      // Nothing of it is in the view: twenty times a second the page would be drawn as it was.
      if (event.missed === 0) return;
    }
    this.#set({ ...this.#next, missed: this.#next.missed + event.missed });
  }

  #set(next: ProbeView<Item, Summary>): void {
    this.#next = next;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => this.#draw());
  }

  #draw(): void {
    this.#scheduled = false;
    if (this.#newItems.length > 0) {
      this.#next = { ...this.#next, items: [...this.#next.items, ...this.#newItems] };
      this.#newItems = [];
    }
    if (this.#shown === this.#next) return;
    this.#shown = this.#next;
    for (const listener of this.#listeners) listener();
  }
}

/** The run of a session as it is now. */
export function useProbe<Options, Item, Summary>(
  session: ProbeSession<Options, Item, Summary>,
): ProbeView<Item, Summary> {
  return useSyncExternalStore(session.subscribe, session.view);
}

/** How long a page that is not drawn (a hidden tab) waits before it takes over what came, in milliseconds. */
const hiddenMs = 250;

function onNextFrame(draw: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    draw();
  };
  requestAnimationFrame(once);
  window.setTimeout(once, hiddenMs);
}
