/** After so many refusals in a row, and none that went out, there is no use in trying again. */
const mostRefusals = 200;
/** Nothing is opened for so long after a refusal; after the longer time one more than before is tried. */
const pauseMs = 50;
const growMs = 1_000;

/**
 * How many sockets may be open at once on this computer: as many as were planned, until it refuses one for want of files,
 * ports or memory. Whoever else uses them may give them back, so that what is left is tried again now and then.
 */
export class SocketRoom {
  readonly #most: number;
  #size: number;
  #refusedAtMs = -Infinity;
  #refusals = 0;

  constructor(most: number) {
    this.#most = most;
    this.#size = most;
  }

  /** Whether one more may be opened now beside so many. */
  hasRoom(open: number, nowMs: number): boolean {
    return open < this.#size && nowMs - this.#refusedAtMs >= pauseMs;
  }

  /** A connection went out. */
  worked(): void {
    this.#refusals = 0;
  }

  /** This computer refused one beside so many that were open; false where trying that one again is no use. */
  refused(open: number, nowMs: number): boolean {
    this.#size = Math.max(1, Math.min(this.#size, Math.floor(open * 0.9)));
    this.#refusedAtMs = nowMs;
    return ++this.#refusals <= mostRefusals;
  }

  /** To be called regularly. */
  tick(nowMs: number): void {
    if (this.#size >= this.#most || nowMs - this.#refusedAtMs < growMs) return;
    this.#refusedAtMs = nowMs - pauseMs;
    this.#size++;
  }
}
