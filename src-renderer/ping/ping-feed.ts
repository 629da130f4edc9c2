import type { PingItem } from '../../src-core/api/ping.ts';

/** The newest outcome of a target. */
export interface LastOutcome {
  readonly at: number;
  readonly rttMs: number | null;
  readonly ttl: number | null;
}

/** Outcomes that are kept one by one: four minutes of a hundred targets at five requests a second. */
const mostKept = 120_000;
/** Outcomes come when they are known, not when their requests were sent: a lost one as much later as it is waited for. */
const longestWaitMs = 5_000;

/**
 * The outcomes of the run that is followed, as they come. The chart draws the newest from here, and asks the program for
 * what is older.
 */
export class PingFeed {
  #items: PingItem[] = [];
  #completeSince = Number.NEGATIVE_INFINITY;
  readonly #last = new Map<number, LastOutcome>();
  readonly #listeners = new Set<(items: readonly PingItem[]) => void>();
  readonly #restarts = new Set<() => void>();

  readonly begin = (): void => {
    this.#items = [];
    this.#completeSince = Number.NEGATIVE_INFINITY;
    this.#last.clear();
    for (const listener of this.#restarts) listener();
  };

  readonly take = (items: readonly PingItem[], missed: number): void => {
    const [first] = items;
    if (missed > 0 && first !== undefined) {
      this.#items = [];
      this.#completeSince = first.at + longestWaitMs;
    }
    for (const item of items) this.#items.push(item);
    if (this.#items.length > 2 * mostKept) {
      this.#items = this.#items.slice(-mostKept);
      this.#completeSince = (this.#items[0]?.at ?? 0) + longestWaitMs;
    }
    for (const { kind, target, at, rttMs, ttl } of items)
      if (kind === 'reply' || kind === 'lost') this.#last.set(target, { at, rttMs, ttl });
    for (const listener of this.#listeners) listener(items);
  };

  /** From when on every outcome is here; what was sent before has to be asked for. */
  get completeSince(): number {
    return this.#completeSince;
  }

  items(): readonly PingItem[] {
    return this.#items;
  }

  last(target: number): LastOutcome | undefined {
    return this.#last.get(target);
  }

  /** Tells the outcomes as they come, and when they begin anew. */
  listen(took: (items: readonly PingItem[]) => void, restarted?: () => void): () => void {
    this.#listeners.add(took);
    if (restarted !== undefined) this.#restarts.add(restarted);
    return () => {
      this.#listeners.delete(took);
      if (restarted !== undefined) this.#restarts.delete(restarted);
    };
  }
}
