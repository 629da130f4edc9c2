/** Requests in a row that were lost. Times are UTC milliseconds. */
export interface Outage {
  /** When the first lost request was sent. */
  readonly beganAt: number;
  /** When the first request was sent that was answered again; null while it lasts. */
  readonly endedAt: number | null;
  readonly lost: number;
}

/** An outage that is over, of one of the targets of a run. */
export interface EndedOutage extends Outage {
  /** The place of the target in the run. */
  readonly target: number;
  readonly endedAt: number;
}

/**
 * The outages of a run that stay listed, of all its targets together: 22 MB. A hundred targets have ten thousand each,
 * and a single one that is asked five times a second cannot have as many in six days.
 */
const mostKept = 1_000_000;
const chunkSize = 4_096;

/** Neighbours in the order in which they ended, as columns of numbers: objects would take three times the memory. */
class Chunk {
  readonly beganAt = new Float64Array(chunkSize);
  readonly endedAt = new Float64Array(chunkSize);
  readonly lost = new Uint32Array(chunkSize);
  readonly target = new Uint16Array(chunkSize);
  /** From the first begin to the last end. */
  fromMs = Infinity;
  toMs = -Infinity;
}

/**
 * The outages of a run that are over, numbered from 0 in the order in which their ends became known. The newest stay;
 * how many were let go is the number of the first that is still there.
 */
export class OutageLog {
  readonly #most: number;
  readonly #chunks: Chunk[] = [];
  #dropped = 0;
  #first = 0;
  #next = 0;

  /** @param most how many stay at least */
  constructor(most = mostKept) {
    this.#most = most;
  }

  /** The number of the oldest that is still there, and of the next that comes where there is none. */
  get first(): number {
    return this.#first;
  }

  /** The number of the next that comes. */
  get next(): number {
    return this.#next;
  }

  add({ target, beganAt, endedAt, lost }: EndedOutage): void {
    const slot = this.#next % chunkSize;
    if (slot === 0) {
      this.#chunks.push(new Chunk());
      if ((this.#chunks.length - 2) * chunkSize >= this.#most) {
        this.#chunks.shift();
        this.#first = ++this.#dropped * chunkSize;
      }
    }
    const chunk = this.#chunks.at(-1);
    if (chunk === undefined) return;
    chunk.beganAt[slot] = beganAt;
    chunk.endedAt[slot] = endedAt;
    chunk.lost[slot] = lost;
    chunk.target[slot] = target;
    chunk.fromMs = Math.min(chunk.fromMs, beganAt);
    chunk.toMs = Math.max(chunk.toMs, endedAt);
    this.#next++;
  }

  /** Goes on from a number, as a copy of a log whose earlier ones were let go. */
  skipTo(number: number): void {
    this.#chunks.length = 0;
    this.#dropped = Math.floor(number / chunkSize);
    this.#first = this.#next = number;
    if (number % chunkSize > 0) this.#chunks.push(new Chunk());
  }

  /** The outage of a number; undefined where it is not there (any more). */
  at(number: number): EndedOutage | undefined {
    if (number < this.first || number >= this.#next) return undefined;
    const chunk = this.#chunks[Math.floor(number / chunkSize) - this.#dropped];
    const slot = number % chunkSize;
    if (chunk === undefined) return undefined;
    const [target = 0, beganAt = 0] = [chunk.target[slot], chunk.beganAt[slot]];
    const [endedAt = 0, lost = 0] = [chunk.endedAt[slot], chunk.lost[slot]];
    return { target, beganAt, endedAt, lost };
  }

  /** Those from one number to before another that are there. */
  *range(from: number, to: number): Generator<EndedOutage> {
    for (let number = Math.max(from, this.first); number < Math.min(to, this.#next); number++) {
      const outage = this.at(number);
      if (outage !== undefined) yield outage;
    }
  }

  /**
   * Calls for each outage that touches a stretch of time: with plain numbers, as this is done for every frame of a
   * chart.
   */
  eachBetween(
    fromMs: number,
    toMs: number,
    take: (target: number, beganAt: number, endedAt: number) => void,
  ): void {
    for (const [index, chunk] of this.#chunks.entries()) {
      if (chunk.toMs < fromMs || chunk.fromMs > toMs) continue;
      const before = (this.#dropped + index) * chunkSize;
      const end = Math.min(chunkSize, this.#next - before);
      for (let slot = Math.max(0, this.#first - before); slot < end; slot++) {
        const [beganAt = 0, endedAt = 0] = [chunk.beganAt[slot], chunk.endedAt[slot]];
        if (endedAt >= fromMs && beganAt <= toMs) take(chunk.target[slot] ?? 0, beganAt, endedAt);
      }
    }
  }
}
