import type { Address } from '../../src-core/net/address.ts';
import type { Mac } from '../../src-core/net/mac.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { Merger } from './merge.ts';
import { sleep } from './neighbour-feed.ts';
import type { Known, KnownAddress } from './source.ts';

/** What a run knows so far, and the waiting for more. */
export class KnownHosts implements Known {
  readonly #merger: Merger;
  readonly #lastNews = new Map<Zone, number>();
  readonly #waiting = new Map<Zone, Set<() => void>>();
  readonly #begun = performance.now();
  #lastNewsAnywhere = this.#begun;

  constructor(merger: Merger) {
    this.#merger = merger;
  }

  /** Tells that something new was sighted in a zone. */
  news(zone: Zone): void {
    this.#lastNewsAnywhere = performance.now();
    this.#lastNews.set(zone, this.#lastNewsAnywhere);
    const waiting = this.#waiting.get(zone);
    if (waiting === undefined) return;
    this.#waiting.delete(zone);
    for (const wake of waiting) wake();
  }

  /** Milliseconds since anything new came, in a zone or anywhere. */
  quietFor(zone?: Zone): number {
    const last = zone === undefined ? this.#lastNewsAnywhere : (this.#lastNews.get(zone) ?? this.#begun);
    return performance.now() - last;
  }

  addresses(zone: Zone): readonly KnownAddress[] {
    return this.#merger.addressesOf(zone);
  }

  addressCount(): number {
    return this.#merger.addressCount;
  }

  isProven(address: Address, zone: Zone): boolean {
    return this.#merger.isProven(address, zone);
  }

  macs(zone: Zone): readonly Mac[] {
    return this.#merger.macsOf(zone);
  }

  changed(zone: Zone, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(zone) ?? new Set();
      this.#waiting.set(zone, waiting);
      const wake = () => {
        signal.removeEventListener('abort', wake);
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  async quiet(zone: Zone, quietMs: number, signal: AbortSignal): Promise<void> {
    const begun = performance.now();
    while (!signal.aborted) {
      const left = Math.max(begun, this.#lastNews.get(zone) ?? begun) + quietMs - performance.now();
      if (left <= 0) return;
      await sleep(left, signal);
    }
  }
}
