/** What is known of the round trips to one target; times in milliseconds, null where nothing was measured. */
export interface PingFigures {
  /** Requests whose outcome is known: received and lost together. */
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  /** Share of the requests that were lost, from 0 to 1; null where none was sent. */
  readonly loss: number | null;
  readonly duplicates: number;
  /** Replies that came after the reply to a later request. */
  readonly outOfOrder: number;
  /** Replies that came when their request had been given up; they are counted among the lost. */
  readonly late: number;
  /** ICMP errors that came in place of replies. */
  readonly errors: number;
  readonly minMs: number | null;
  readonly avgMs: number | null;
  readonly maxMs: number | null;
  /** Standard deviation over all replies, what ping calls mdev. */
  readonly mdevMs: number | null;
  /** Smoothed mean difference of successive round trips (RFC 3550 section 6.4.1, with round trips as transit times). */
  readonly jitterMs: number | null;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** Each bucket of the histogram is so much wider than the one before: percentiles are right within 1%. */
const growth = Math.log(1.02);
/** The lower end of the histogram, in milliseconds; its upper end is beyond 100 s. */
const leastMs = 0.001;
const buckets = 1 + Math.ceil(Math.log(100_000 / leastMs) / growth);

/**
 * Figures of one target, kept in bounded memory however long it runs. Repeated replies are counted and nothing else;
 * ping's own summary takes their times into its mean as well.
 */
export class PingStatistics {
  #received = 0;
  #lost = 0;
  #duplicates = 0;
  #outOfOrder = 0;
  #late = 0;
  #errors = 0;
  #min = Infinity;
  #max = -Infinity;
  #mean = 0;
  /** Sum of squared differences from the mean (Welford), which does not lose digits as a sum of squares does. */
  #squares = 0;
  #jitter = 0;
  #last: number | undefined;
  readonly #histogram = new Uint32Array(buckets);

  /** One reply, in the order of arrival. */
  received(rttMs: number, outOfOrder: boolean): void {
    this.#received++;
    if (outOfOrder) this.#outOfOrder++;
    this.#min = Math.min(this.#min, rttMs);
    this.#max = Math.max(this.#max, rttMs);
    const before = rttMs - this.#mean;
    this.#mean += before / this.#received;
    this.#squares += before * (rttMs - this.#mean);
    if (this.#last !== undefined) this.#jitter += (Math.abs(rttMs - this.#last) - this.#jitter) / 16;
    this.#last = rttMs;
    const bucket = rttMs <= leastMs ? 0 : Math.ceil(Math.log(rttMs / leastMs) / growth);
    const at = Math.min(buckets - 1, bucket);
    this.#histogram[at] = (this.#histogram[at] ?? 0) + 1;
  }

  lost(): void {
    this.#lost++;
  }

  duplicate(): void {
    this.#duplicates++;
  }

  late(): void {
    this.#late++;
  }

  error(): void {
    this.#errors++;
  }

  /** The smallest round trip that is not exceeded by this share of all, within 1%; null where there is none. */
  percentile(share: number): number | null {
    if (this.#received === 0) return null;
    let left = Math.max(1, Math.ceil(share * this.#received));
    for (const [bucket, count] of this.#histogram.entries()) {
      left -= count;
      if (left > 0) continue;
      const middle = leastMs * Math.exp((bucket - 0.5) * growth);
      return Math.min(this.#max, Math.max(this.#min, middle));
    }
    return this.#max;
  }

  figures(): PingFigures {
    const some = this.#received > 0;
    const sent = this.#received + this.#lost;
    return {
      sent,
      received: this.#received,
      lost: this.#lost,
      loss: sent === 0 ? null : this.#lost / sent,
      duplicates: this.#duplicates,
      outOfOrder: this.#outOfOrder,
      late: this.#late,
      errors: this.#errors,
      minMs: some ? this.#min : null,
      avgMs: some ? this.#mean : null,
      maxMs: some ? this.#max : null,
      mdevMs: some ? Math.sqrt(this.#squares / this.#received) : null,
      jitterMs: this.#received > 1 ? this.#jitter : null,
      p50Ms: this.percentile(0.5),
      p90Ms: this.percentile(0.9),
      p95Ms: this.percentile(0.95),
      p99Ms: this.percentile(0.99),
    };
  }
}
