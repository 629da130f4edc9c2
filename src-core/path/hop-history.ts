import type { HopReply } from './ledger.ts';

/** Rounds that are drawn of each hop. */
export const roundsKept = 60;

/** The newest round trips of every hop, for its sparkline: null where nothing came back. */
export class HopHistory {
  readonly #hops = new Map<number, (number | null)[]>();

  readonly begin = (): void => this.#hops.clear();

  readonly take = (items: readonly Pick<HopReply, 'hop' | 'rttMs' | 'from'>[]): void => {
    for (const { hop, rttMs, from } of items) {
      const kept = this.#hops.get(hop) ?? [];
      // A router that answers without a time is there.
      kept.push(rttMs ?? (from === null ? null : 0));
      if (kept.length > roundsKept) kept.shift();
      this.#hops.set(hop, kept);
    }
  };

  of(hop: number): readonly (number | null)[] {
    return this.#hops.get(hop) ?? [];
  }
}
