import { BucketTier, type Bucket } from './bucket-tier.ts';

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

const lostMark = -1;

/** Requests that are kept one by one over all targets of a run: 60 MB. */
const mostSamples = 5_000_000;
const mostOfOne = 500_000;

/**
 * The outcomes of one target by sequence number: the newest one by one, older ones in stretches of ten seconds for more
 * than a day, and of five minutes for more than three months.
 */
export class PingSeries {
  readonly #most: number;
  #size = 1024;
  #sentAt = new Float64Array(this.#size);
  /** NaN where it is open, -1 where it was lost. */
  #rtt = new Float32Array(this.#size);
  #first: number | undefined;
  #last = 0;
  readonly #tiers = [new BucketTier(10_000, 16_384), new BucketTier(300_000, 32_768)];

  /** @param targets how many of these share the memory */
  constructor(targets: number) {
    this.#most = Math.min(mostOfOne, Math.floor(mostSamples / Math.max(1, targets)));
  }

  /** Notes that a request was sent; sequence numbers rise by one. */
  sent(sequence: number, sentAt: number): void {
    this.#first ??= sequence;
    if (sequence - this.#first >= this.#size && this.#size < this.#most) this.#grow();
    const slot = sequence % this.#size;
    this.#sentAt[slot] = sentAt;
    this.#rtt[slot] = Number.NaN;
    this.#last = sequence;
    this.#first = Math.max(this.#first, sequence - this.#size + 1);
  }

  /** Sets the outcome of a request: a round trip, or null where it was lost. */
  settle(sequence: number, rttMs: number | null): void {
    const sentAt = this.sentAt(sequence);
    if (sentAt === undefined) return;
    this.#rtt[sequence % this.#size] = rttMs ?? lostMark;
    for (const tier of this.#tiers) tier.add(sentAt, rttMs);
  }

  /** When a request was sent; undefined where that is not known any more. */
  sentAt(sequence: number): number | undefined {
    return this.#holds(sequence) ? this.#sentAt[sequence % this.#size] : undefined;
  }

  /** What became of a request; undefined where it is open, or no longer known. */
  outcome(sequence: number): 'answered' | 'lost' | undefined {
    const rtt = this.#holds(sequence) ? (this.#rtt[sequence % this.#size] ?? Number.NaN) : Number.NaN;
    if (Number.isNaN(rtt)) return undefined;
    return rtt === lostMark ? 'lost' : 'answered';
  }

  /**
   * The outcomes of requests that were sent from one time to before another.
   * @param points the most entries wanted; more are put together in stretches of equal width
   */
  window(fromMs: number, toMs: number, points: number): PingWindow {
    const [first, end] = this.#range(fromMs, toMs);
    const whole = this.#first === undefined || this.#first <= 1 || first > this.#first;
    if (whole && end - first <= points) return columns(this.#singles(first, end), 0);
    const widthMs = Math.max(1, Math.ceil((toMs - fromMs) / points));
    if (whole) return columns(merged(this.#singles(first, end), fromMs, widthMs), widthMs);
    const tier =
      this.#tiers.find((each) => each.firstAt !== undefined && each.firstAt <= fromMs) ?? this.#tiers.at(-1);
    const wide =
      Math.ceil(Math.max(widthMs, tier?.widthMs ?? 1) / (tier?.widthMs ?? 1)) * (tier?.widthMs ?? 1);
    const start = Math.floor(fromMs / wide) * wide;
    return columns(merged(tier?.between(fromMs, toMs) ?? [], start, wide), wide);
  }

  #holds(sequence: number): boolean {
    return this.#first !== undefined && sequence >= this.#first && sequence <= this.#last;
  }

  /** The first sequence number sent at or after one time, and at or after another. */
  #range(fromMs: number, toMs: number): [number, number] {
    if (this.#first === undefined) return [0, 0];
    const search = (time: number) => {
      let [low, high] = [this.#first ?? 0, this.#last + 1];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if ((this.#sentAt[middle % this.#size] ?? 0) < time) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return [search(fromMs), search(toMs)];
  }

  *#singles(first: number, end: number): Generator<Bucket> {
    for (let sequence = first; sequence < end; sequence++) {
      const slot = sequence % this.#size;
      const [rtt = Number.NaN, at = 0] = [this.#rtt[slot], this.#sentAt[slot]];
      if (Number.isNaN(rtt)) continue;
      const lost = rtt === lostMark;
      yield { at, minMs: rtt, sumMs: rtt, maxMs: rtt, received: lost ? 0 : 1, lost: lost ? 1 : 0 };
    }
  }

  #grow(): void {
    const size = Math.min(this.#size * 2, this.#most);
    const sentAt = new Float64Array(size);
    const rtt = new Float32Array(size);
    for (let sequence = this.#first ?? 0; sequence <= this.#last; sequence++) {
      sentAt[sequence % size] = this.#sentAt[sequence % this.#size] ?? 0;
      rtt[sequence % size] = this.#rtt[sequence % this.#size] ?? 0;
    }
    this.#size = size;
    [this.#sentAt, this.#rtt] = [sentAt, rtt];
  }
}

/** Puts together what lies within the same stretch, counted from a beginning. */
function* merged(buckets: Iterable<Bucket>, startMs: number, widthMs: number): Generator<Bucket> {
  let open: Bucket | undefined;
  for (const bucket of buckets) {
    const at = startMs + Math.floor((bucket.at - startMs) / widthMs) * widthMs;
    if (open !== undefined && open.at === at) {
      const [one, other] =
        open.received === 0 ? [bucket, bucket] : [open, bucket.received === 0 ? open : bucket];
      open = {
        at,
        minMs: Math.min(one.minMs, other.minMs),
        maxMs: Math.max(one.maxMs, other.maxMs),
        sumMs: (open.received === 0 ? 0 : open.sumMs) + (bucket.received === 0 ? 0 : bucket.sumMs),
        received: open.received + bucket.received,
        lost: open.lost + bucket.lost,
      };
      continue;
    }
    if (open !== undefined) yield open;
    open = { ...bucket, at };
  }
  if (open !== undefined) yield open;
}

function columns(buckets: Iterable<Bucket>, widthMs: number): PingWindow {
  const window: PingWindow = { at: [], minMs: [], avgMs: [], maxMs: [], received: [], lost: [], widthMs };
  for (const { at, minMs, sumMs, maxMs, received, lost } of buckets) {
    const answered = received > 0;
    window.at.push(at);
    window.minMs.push(answered ? tidy(minMs) : null);
    window.avgMs.push(answered ? tidy(sumMs / received) : null);
    window.maxMs.push(answered ? tidy(maxMs) : null);
    window.received.push(received);
    window.lost.push(lost);
  }
  return window;
}

/** Microseconds are what ping measures; what 32-bit numbers add behind them would only fill the wire. */
function tidy(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
