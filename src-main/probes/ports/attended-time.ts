/**
 * Time as a thread could attend to it. Where the thread was kept from its work (a busy computer, one that slept), what
 * came in meanwhile was not read either: that time is nobody's silence, and a deadline must not pass in it.
 */
export class AttendedTime {
  readonly #everyMs: number;
  #lastMs: number;
  #lateMs = 0;

  /** @param everyMs how often tick() is meant to be called; only what is later by as much again counts */
  constructor(everyMs: number, nowMs: number) {
    this.#everyMs = everyMs;
    this.#lastMs = nowMs;
  }

  /** To be called regularly, after what has come in was read. */
  tick(nowMs: number): void {
    const passedMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    if (passedMs > 2 * this.#everyMs) this.#lateMs += passedMs - this.#everyMs;
  }

  /** A clock that stands still while the thread was late, in milliseconds. */
  at(nowMs: number): number {
    return nowMs - this.#lateMs;
  }
}
