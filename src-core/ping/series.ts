import { BucketTier } from './bucket-tier.ts';
import { SampleLog } from './sample-log.ts';
import { WindowColumns, type PingWindow } from './window.ts';

/** Requests that are kept one by one over all targets of a run: 35 MB. */
const mostSamples = 4_300_000;
/** A day of five a second. */
const mostOfOne = 440_000;
/** Stretches of ten seconds of each target: a day and an hour. With the others, 20 MB for a hundred targets. */
const mostShort = 9_000;
/** Stretches of five minutes over all targets, and of one: more than three months. */
const [mostLong, mostLongOfOne] = [1_000_000, 32_768];

/** A window whose entries are so many stretches wide is made of them: the time of one more or less is not seen. */
const longEnough = 4;

/**
 * The outcomes of one target by sequence number: the newest one by one, older ones in stretches of ten seconds for more
 * than a day, and of five minutes for a month and more.
 */
export class PingSeries {
  readonly #samples: SampleLog;
  readonly #tiers: readonly BucketTier[];

  /** @param options.targets how many of these share the memory */
  constructor({ intervalMs, targets }: { readonly intervalMs: number; readonly targets: number }) {
    const share = (all: number, one: number) => Math.min(one, Math.floor(all / Math.max(1, targets)));
    this.#samples = new SampleLog(intervalMs, share(mostSamples, mostOfOne));
    this.#tiers = [
      new BucketTier(10_000, mostShort),
      new BucketTier(300_000, share(mostLong, mostLongOfOne)),
    ];
  }

  /** Notes that a request was sent; sequence numbers rise by one. */
  sent(sequence: number, sentAt: number): void {
    this.#samples.sent(sequence, sentAt);
  }

  /** Sets the outcome of a request: a round trip, or null where it was lost. */
  settle(sequence: number, rttMs: number | null): void {
    const sentAt = this.#samples.sentAt(sequence);
    if (sentAt === undefined) return;
    this.#samples.settle(sequence, rttMs);
    for (const tier of this.#tiers) tier.add(sentAt, rttMs);
  }

  /** When a request was sent; undefined where that is not known any more. */
  sentAt(sequence: number): number | undefined {
    return this.#samples.sentAt(sequence);
  }

  /** What became of a request; undefined where it is open, or no longer known. */
  outcome(sequence: number): 'answered' | 'lost' | undefined {
    const rtt = this.#samples.outcome(sequence);
    if (rtt === undefined) return undefined;
    return rtt === null ? 'lost' : 'answered';
  }

  /**
   * The outcomes of requests that were sent from one time to before another.
   * @param points the most entries wanted; more are put together in stretches of equal width
   */
  window(fromMs: number, toMs: number, points: number): PingWindow {
    const kept = this.#samples.first;
    const widthMs = Math.max(1, Math.ceil((toMs - fromMs) / points));
    if (kept !== undefined && kept > 1 && this.#samples.since(fromMs) <= kept)
      return this.#together(fromMs, toMs, widthMs);
    const tier = this.#tierSince(fromMs);
    if (tier !== undefined && widthMs >= longEnough * tier.widthMs)
      return this.#mostlyTogether(fromMs, toMs, widthMs, tier);
    const [first, end] = [this.#samples.since(fromMs), this.#samples.since(toMs)];
    const columns = new WindowColumns(fromMs, end - first <= points ? 0 : widthMs);
    this.#addSingles(columns, first, end);
    return columns.end();
  }

  /** The tier with the shortest stretches that has everything that there is from then on, or the longest one. */
  #tierSince(fromMs: number): BucketTier | undefined {
    const longest = this.#tiers.at(-1);
    // The run may have begun later.
    const since = Math.max(fromMs, (longest?.firstAt ?? 0) + (longest?.widthMs ?? 0));
    return this.#tiers.find(({ firstAt }) => firstAt !== undefined && firstAt <= since) ?? longest;
  }

  /** What is no longer known one by one. */
  #together(fromMs: number, toMs: number, widthMs: number): PingWindow {
    const tier = this.#tierSince(fromMs);
    const columns = wholeColumns(fromMs, widthMs, tier?.widthMs ?? 1);
    for (const bucket of tier?.between(fromMs, toMs) ?? []) columns.some(bucket);
    return columns.end();
  }

  /** A long time whose requests are all known: only those at its ends are looked at one by one. */
  #mostlyTogether(fromMs: number, toMs: number, widthMs: number, tier: BucketTier): PingWindow {
    const step = tier.widthMs;
    const columns = wholeColumns(fromMs, widthMs, step);
    const [inner, outer] = [Math.ceil(fromMs / step) * step, Math.floor(toMs / step) * step];
    this.#addSingles(columns, this.#samples.since(fromMs), this.#samples.since(inner));
    for (const bucket of tier.between(inner, outer)) columns.some(bucket);
    this.#addSingles(columns, this.#samples.since(outer), this.#samples.since(toMs));
    return columns.end();
  }

  #addSingles(columns: WindowColumns, first: number, end: number): void {
    this.#samples.each(first, end, (at, rttMs) => columns.one(at, rttMs));
  }
}

/** Columns that each hold a number of whole stretches of a tier. */
function wholeColumns(fromMs: number, widthMs: number, step: number): WindowColumns {
  const wide = Math.ceil(Math.max(widthMs, step) / step) * step;
  return new WindowColumns(Math.floor(fromMs / wide) * wide, wide);
}
