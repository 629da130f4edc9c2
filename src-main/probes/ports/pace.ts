/** How a pace begins and between what it moves; all in connections under way at once. */
export interface PaceLimits {
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

/** A time-out is never shorter: a kernel that has much else to do answers later than its last answers say. */
const shortestTimeoutMs = 150;
/** RFC 6298 section 2.1: what is waited while no round trip is known. */
const firstTimeoutMs = 1_000;
/**
 * Answers may wait so long in a queue, beside the round trip itself, before no more is sent at once: a hundredth of what
 * RFC 6817 section 2.5 allows. On a quick link the queue is this program's own, and a long one only fills its memory.
 */
const queueMs = 1;
/**
 * Less than this is lost by chance (wireless, a policer), which sending less does not mend; more says that something on
 * the way is full. Told from so many connections, the later ones counting more.
 */
const mostLoss = 0.15;
const lossMemory = 32;
/** The memory is not so sure of the first few: one lost among them is no rate. */
const lossDoubt = 8;
/** Beyond this nobody answers a SYN: the answer to the system's own second or third one would have come as well. */
const longestTimeoutMs = 4_000;

/**
 * How many connections may be under way at once, and how long one is waited for. The window moves as that of TCP does
 * (RFC 5681: doubling, then one more each round; halved when much is lost, at most once a round), and it stands still
 * when answers begin to queue (as LEDBAT, RFC 6817), so that a slow link, or this computer, is not filled up. The
 * time-out follows the round trips (RFC 6298).
 */
export class Pace {
  readonly #limits: PaceLimits;
  #window: number;
  #threshold: number;
  #smoothMs: number | null = null;
  #variationMs = 0;
  #leastMs = Infinity;
  #cutAt = -Infinity;
  #lossRate = 0;
  #samples = 0;

  constructor(limits: PaceLimits) {
    this.#limits = limits;
    this.#window = limits.start;
    this.#threshold = limits.most;
  }

  /** How many connections may be under way now. */
  get window(): number {
    return Math.floor(this.#window);
  }

  /** The smallest round trip measured, in milliseconds; null before the first answer. */
  get leastMs(): number | null {
    return this.#smoothMs === null ? null : this.#leastMs;
  }

  /** The smoothed round trip, in milliseconds; null before the first answer. */
  get smoothMs(): number | null {
    return this.#smoothMs;
  }

  /** The part of what is sent that gets lost, as far as it was noticed: from 0 to 1. */
  get lossRate(): number {
    return this.#lossRate;
  }

  /** How long an answer is waited for, in milliseconds. */
  get timeoutMs(): number {
    if (this.#smoothMs === null) return firstTimeoutMs;
    return Math.min(
      longestTimeoutMs,
      Math.max(shortestTimeoutMs, this.#smoothMs + Math.max(10, 4 * this.#variationMs)),
    );
  }

  /**
   * An answer came.
   * @param weight for how many it speaks: a check of a host that drops the rest stands for all that were sent with it
   */
  answered(rttMs: number, weight = 1): void {
    this.#sample(0);
    if (this.#smoothMs === null) {
      this.#smoothMs = rttMs;
      this.#variationMs = rttMs / 2;
    } else {
      this.#variationMs += (Math.abs(this.#smoothMs - rttMs) - this.#variationMs) / 4;
      this.#smoothMs += (rttMs - this.#smoothMs) / 8;
    }
    if (rttMs < this.#leastMs) this.#leastMs = rttMs;
    // The answers queue somewhere: more at once would only wait longer.
    if (rttMs > 2 * this.#leastMs + queueMs) return;
    const step = this.#window < this.#threshold ? weight : weight / this.#window;
    this.#window = Math.min(this.#limits.most, this.#window + step);
  }

  /** What another lane learnt of the same host, before anything was measured here. */
  learn(rttMs: number): void {
    if (this.#smoothMs === null) this.answered(rttMs, 0);
  }

  /** Nothing has answered yet, and nothing says that anything was lost: a little more may be tried at once. */
  widen(by: number, most: number): void {
    this.#window = Math.max(this.#window, Math.min(most, this.#window + by));
  }

  /** Something was lost: a second try reached what the first did not, or a port that is known to answer kept silent. */
  lost(nowMs: number): void {
    this.#sample(1);
    if (this.#lossRate <= mostLoss) return;
    if (nowMs - this.#cutAt < this.timeoutMs) return;
    this.#cutAt = nowMs;
    this.#threshold = Math.max(this.#limits.least, this.#window / 2);
    this.#window = this.#threshold;
  }

  #sample(lost: 0 | 1): void {
    this.#samples++;
    const weight = Math.max(1 / lossMemory, 1 / (this.#samples + lossDoubt));
    this.#lossRate += (lost - this.#lossRate) * weight;
  }
}
