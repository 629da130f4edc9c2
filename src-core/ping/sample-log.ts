const chunkSize = 1_024;
const lostMark = -1;

/**
 * Neighbouring requests, eight octets each: the time of sending as its distance from where it would be at equal
 * distances, which has few digits.
 */
class Chunk {
  /** When the first of the chunk would have been sent, UTC milliseconds. */
  baseMs = 0;
  readonly offset = new Float32Array(chunkSize);
  /** NaN where it is open, -1 where it was lost. */
  readonly rtt = new Float32Array(chunkSize);
}

/** The requests of one target one by one, by sequence number; the newest stay. */
export class SampleLog {
  readonly #intervalMs: number;
  readonly #mostChunks: number;
  /** By number; a chunk that is let go is used again. */
  readonly #chunks: Chunk[] = [];
  #first: number | undefined;
  #last = 0;

  /** @param most how many are kept, within a thousand */
  constructor(intervalMs: number, most: number) {
    this.#intervalMs = intervalMs;
    this.#mostChunks = Math.max(2, Math.ceil(most / chunkSize));
  }

  /** The oldest sequence number that is kept; undefined where there is none. */
  get first(): number | undefined {
    return this.#first;
  }

  /** Notes that a request was sent; sequence numbers rise by one. Times are kept to a hundredth of a millisecond. */
  sent(sequence: number, sentAt: number): void {
    const [place, slot] = this.#place(sequence);
    const chunk = (this.#chunks[place] ??= new Chunk());
    if (slot === 0 || this.#first === undefined) chunk.baseMs = sentAt - slot * this.#intervalMs;
    chunk.offset[slot] = sentAt - chunk.baseMs - slot * this.#intervalMs;
    chunk.rtt[slot] = Number.NaN;
    this.#last = sequence;
    const whole = (Math.floor(sequence / chunkSize) - this.#mostChunks + 1) * chunkSize;
    this.#first = Math.max(this.#first ?? sequence, whole);
  }

  /** Sets the outcome of a request that is kept: a round trip, or null where it was lost. */
  settle(sequence: number, rttMs: number | null): void {
    const [place, slot] = this.#place(sequence);
    const chunk = this.#chunks[place];
    if (chunk !== undefined && this.#holds(sequence)) chunk.rtt[slot] = rttMs ?? lostMark;
  }

  /** When a request was sent; undefined where that is not known any more. */
  sentAt(sequence: number): number | undefined {
    return this.#holds(sequence) ? this.#sentAt(sequence) : undefined;
  }

  /** Its round trip in milliseconds, null where it was lost; undefined where it is open, or no longer known. */
  outcome(sequence: number): number | null | undefined {
    if (!this.#holds(sequence)) return undefined;
    const [place, slot] = this.#place(sequence);
    const rtt = this.#chunks[place]?.rtt[slot] ?? Number.NaN;
    return Number.isNaN(rtt) ? undefined : rtt === lostMark ? null : rtt;
  }

  /** The first sequence number that was sent at this time or later; the next one where there is none. */
  since(timeMs: number): number {
    let [low, high] = [this.#first ?? 0, this.#first === undefined ? 0 : this.#last + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#sentAt(middle) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls for each request of a range that has an outcome, with its round trip or a negative number where it was lost. */
  each(first: number, end: number, take: (at: number, rttMs: number) => void): void {
    for (let sequence = first; sequence < end;) {
      const [place, slot] = this.#place(sequence);
      const chunk = this.#chunks[place];
      const stop = Math.min(chunkSize, slot + end - sequence);
      sequence += stop - slot;
      if (chunk === undefined) continue;
      const { baseMs, offset, rtt } = chunk;
      for (let index = slot; index < stop; index++) {
        const found = rtt[index] ?? Number.NaN;
        if (found === found) take(baseMs + index * this.#intervalMs + (offset[index] ?? 0), found);
      }
    }
  }

  #place(sequence: number): [number, number] {
    return [Math.floor(sequence / chunkSize) % this.#mostChunks, sequence % chunkSize];
  }

  #holds(sequence: number): boolean {
    return this.#first !== undefined && sequence >= this.#first && sequence <= this.#last;
  }

  #sentAt(sequence: number): number {
    const [place, slot] = this.#place(sequence);
    const chunk = this.#chunks[place];
    return chunk === undefined ? 0 : chunk.baseMs + slot * this.#intervalMs + (chunk.offset[slot] ?? 0);
  }
}
