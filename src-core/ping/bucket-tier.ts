/** What happened in one stretch of time. */
export interface Bucket {
  /** When it begins, UTC milliseconds. */
  readonly at: number;
  readonly minMs: number;
  readonly avgMs: number;
  readonly maxMs: number;
  readonly received: number;
  readonly lost: number;
}

/**
 * Outcomes gathered in stretches of equal width, in a ring of typed arrays that grows until it holds as many as it may
 * and then lets the oldest go: 20 octets each.
 */
export class BucketTier {
  readonly widthMs: number;
  readonly #most: number;
  #size = 64;
  #min = new Float32Array(this.#size);
  #max = new Float32Array(this.#size);
  /** The mean, which needs no more digits than a round trip has, where a sum would. */
  #avg = new Float32Array(this.#size);
  #received = new Uint32Array(this.#size);
  #lost = new Uint32Array(this.#size);
  /** Numbers of the oldest and the newest stretch, counted from 1970. */
  #first: number | undefined;
  #last = 0;

  /** @param most how many stretches are kept */
  constructor(widthMs: number, most: number) {
    this.widthMs = widthMs;
    this.#most = most;
  }

  /** When the oldest stretch that is kept begins; undefined where there is none. */
  get firstAt(): number | undefined {
    return this.#first === undefined ? undefined : this.#first * this.widthMs;
  }

  /** Adds an outcome: a round trip, or null where the request was lost. */
  add(at: number, rttMs: number | null): void {
    const number = Math.floor(at / this.widthMs);
    if (this.#first === undefined) this.#first = this.#last = number;
    // A clock that was set back: what no longer fits before the oldest is counted with it.
    const slot = this.#slotOf(Math.max(number, this.#first));
    if (rttMs === null) {
      this.#lost[slot] = (this.#lost[slot] ?? 0) + 1;
      return;
    }
    const received = (this.#received[slot] ?? 0) + 1;
    const avg = received === 1 ? rttMs : (this.#avg[slot] ?? rttMs);
    this.#min[slot] = received === 1 ? rttMs : Math.min(this.#min[slot] ?? rttMs, rttMs);
    this.#max[slot] = received === 1 ? rttMs : Math.max(this.#max[slot] ?? rttMs, rttMs);
    this.#avg[slot] = avg + (rttMs - avg) / received;
    this.#received[slot] = received;
  }

  /** The stretches between two times that have anything in them. */
  *between(fromMs: number, toMs: number): Generator<Bucket> {
    if (this.#first === undefined) return;
    const from = Math.max(this.#first, Math.floor(fromMs / this.widthMs));
    const to = Math.min(this.#last, Math.ceil(toMs / this.widthMs) - 1);
    for (let number = from; number <= to; number++) {
      const slot = number % this.#size;
      const [received = 0, lost = 0] = [this.#received[slot], this.#lost[slot]];
      if (received + lost === 0) continue;
      const [minMs = 0, avgMs = 0, maxMs = 0] = [this.#min[slot], this.#avg[slot], this.#max[slot]];
      yield { at: number * this.widthMs, minMs, avgMs, maxMs, received, lost };
    }
  }

  #slotOf(number: number): number {
    const first = this.#first ?? number;
    while (number - first >= this.#size && this.#size < this.#most) this.#grow();
    if (number > this.#last) {
      const clear = Math.min(number - this.#last, this.#size);
      for (let each = number - clear + 1; each <= number; each++) this.#clear(each % this.#size);
      this.#last = number;
      this.#first = Math.max(first, number - this.#size + 1);
    }
    return number % this.#size;
  }

  #clear(slot: number): void {
    this.#received[slot] = this.#lost[slot] = 0;
  }

  #grow(): void {
    const size = Math.min(this.#size * 2, this.#most);
    const min = new Float32Array(size);
    const max = new Float32Array(size);
    const avg = new Float32Array(size);
    const received = new Uint32Array(size);
    const lost = new Uint32Array(size);
    for (let number = this.#first ?? 0; number <= this.#last; number++) {
      const [old, slot] = [number % this.#size, number % size];
      min[slot] = this.#min[old] ?? 0;
      max[slot] = this.#max[old] ?? 0;
      avg[slot] = this.#avg[old] ?? 0;
      received[slot] = this.#received[old] ?? 0;
      lost[slot] = this.#lost[old] ?? 0;
    }
    this.#size = size;
    [this.#min, this.#max, this.#avg, this.#received, this.#lost] = [min, max, avg, received, lost];
  }
}
