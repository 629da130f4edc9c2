import type { PingItem } from '../../src-core/api/ping.ts';

/** The newest outcome of a target. */
export interface LastOutcome {
  readonly at: number;
  readonly rttMs: number | null;
  readonly ttl: number | null;
}

/** Outcomes that are kept one by one: four minutes of a hundred targets at five requests a second, in 2 MB. */
const mostKept = 120_000;
/** Outcomes come when they are known, not when their requests were sent: a lost one as much later as it is waited for. */
const longestWaitMs = 5_000;
const lostMark = -1;

/**
 * The outcomes of the run that is followed, as they come. The chart draws the newest from here, and asks the program for
 * what is older.
 */
export class PingFeed {
  /** A ring: the outcome of number n is at n modulo its size. */
  readonly #at = new Float64Array(mostKept);
  readonly #rtt = new Float32Array(mostKept);
  readonly #target = new Uint16Array(mostKept);
  #first = 0;
  #next = 0;
  #completeSince = Number.NEGATIVE_INFINITY;
  readonly #last = new Map<number, LastOutcome>();
  readonly #listeners = new Set<(items: readonly PingItem[]) => void>();
  readonly #restarts = new Set<() => void>();

  readonly begin = (): void => {
    this.#first = this.#next;
    this.#completeSince = Number.NEGATIVE_INFINITY;
    this.#last.clear();
    for (const listener of this.#restarts) listener();
  };

  readonly take = (items: readonly PingItem[], missed: number): void => {
    const [first] = items;
    if (missed > 0 && first !== undefined) {
      this.#first = this.#next;
      this.#completeSince = first.at + longestWaitMs;
    }
    for (const { kind, target, at, rttMs, ttl } of items) {
      if (kind !== 'reply' && kind !== 'lost') continue;
      this.#keep(target, at, rttMs);
      this.#last.set(target, { at, rttMs, ttl });
    }
    for (const listener of this.#listeners) listener(items);
  };

  /** From when on every outcome is here; what was sent before has to be asked for. */
  get completeSince(): number {
    return this.#completeSince;
  }

  /** How many outcomes are kept. */
  get size(): number {
    return this.#next - this.#first;
  }

  /** Calls for each request whose outcome is kept, with null where it was lost. */
  each(take: (target: number, at: number, rttMs: number | null) => void): void {
    for (let number = this.#first; number < this.#next; number++) {
      const slot = number % mostKept;
      const rtt = this.#rtt[slot] ?? lostMark;
      take(this.#target[slot] ?? 0, this.#at[slot] ?? 0, rtt === lostMark ? null : rtt);
    }
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

  #keep(target: number, at: number, rttMs: number | null): void {
    const slot = this.#next++ % mostKept;
    if (this.#next - this.#first > mostKept) {
      this.#first++;
      this.#completeSince = Math.max(this.#completeSince, (this.#at[slot] ?? 0) + longestWaitMs);
    }
    this.#at[slot] = at;
    this.#rtt[slot] = rttMs ?? lostMark;
    this.#target[slot] = target;
  }
}
