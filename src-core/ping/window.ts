import type { Bucket } from './bucket-tier.ts';

/** A stretch of time as columns, ready to be drawn; every column has the same length. */
export interface PingWindow {
  /** UTC milliseconds: of the sample itself where `widthMs` is 0, else where the stretch begins. */
  readonly at: number[];
  /** Round trips in milliseconds; null where every request of the stretch was lost. */
  readonly minMs: (number | null)[];
  readonly avgMs: (number | null)[];
  readonly maxMs: (number | null)[];
  readonly received: number[];
  readonly lost: number[];
  /** The time that one entry stands for; 0 where each is one request. */
  readonly widthMs: number;
}

/** Puts together what lies within the same stretch, counted from a beginning; given in the order of time. */
export class WindowColumns {
  readonly #window: PingWindow;
  readonly #startMs: number;
  readonly #widthMs: number;
  #at = Number.NaN;
  #min = Infinity;
  #sum = 0;
  #max = -Infinity;
  #received = 0;
  #lost = 0;

  /** @param widthMs 0 keeps everything apart */
  constructor(startMs: number, widthMs: number) {
    this.#startMs = startMs;
    this.#widthMs = widthMs;
    this.#window = { at: [], minMs: [], avgMs: [], maxMs: [], received: [], lost: [], widthMs };
  }

  /** One request: a negative round trip is a lost one. */
  one(at: number, rttMs: number): void {
    this.#turnTo(at);
    if (rttMs < 0) this.#lost++;
    else this.#answered(rttMs, rttMs, rttMs, 1);
  }

  /** Requests that are put together already. */
  some(bucket: Bucket): void {
    const { at, minMs, avgMs, maxMs, received, lost } = bucket;
    this.#turnTo(at);
    this.#lost += lost;
    if (received > 0) this.#answered(minMs, avgMs * received, maxMs, received);
  }

  end(): PingWindow {
    this.#close();
    return this.#window;
  }

  #answered(minMs: number, sumMs: number, maxMs: number, received: number): void {
    if (minMs < this.#min) this.#min = minMs;
    if (maxMs > this.#max) this.#max = maxMs;
    this.#sum += sumMs;
    this.#received += received;
  }

  #turnTo(at: number): void {
    const [start, width] = [this.#startMs, this.#widthMs];
    const stretch = width === 0 ? at : start + Math.floor((at - start) / width) * width;
    if (width > 0 && stretch === this.#at) return;
    this.#close();
    this.#at = stretch;
  }

  #close(): void {
    const answered = this.#received > 0;
    if (answered || this.#lost > 0) {
      const { at, minMs, avgMs, maxMs, received, lost } = this.#window;
      at.push(this.#at);
      minMs.push(answered ? tidy(this.#min) : null);
      avgMs.push(answered ? tidy(this.#sum / this.#received) : null);
      maxMs.push(answered ? tidy(this.#max) : null);
      received.push(this.#received);
      lost.push(this.#lost);
    }
    this.#min = Infinity;
    this.#max = -Infinity;
    this.#sum = this.#received = this.#lost = 0;
  }
}

/** Microseconds are what ping measures; what 32-bit numbers add behind them would only fill the wire. */
function tidy(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
