/** After it was told that a tab is closed, what the tab sent when it went may still come for so long. */
const partingMs = 500;
/** A page whose tabs are closed stays for so long: a request in that time is of a tab that nobody told of. */
const quietMs = 5_000;

/** When a page closes by itself: with the last tab that shows it, in a moment, or when nobody uses it. */
export type Closing = 'with-tab' | 'closing' | 'unused';

/**
 * The tabs that show a page, as far as they are known: those that a window of Linkscope opened and watches. A tab that was
 * opened in any other way is not seen when it is closed, so that a page that has one is closed when nobody uses it.
 * All times are milliseconds since the epoch.
 */
export class PageTabs {
  readonly #quietMs: number;
  readonly #open = new Set<number>();
  #last = 0;
  #unseen = false;
  /** When the last one was closed. */
  #leftAt: number | null = null;
  #quietSince = 0;

  constructor(quiet = quietMs) {
    this.#quietMs = quiet;
  }

  /** How many are open that somebody watches. */
  get count(): number {
    return this.#open.size;
  }

  get closing(): Closing {
    if (this.#unseen) return 'unused';
    if (this.#leftAt !== null) return 'closing';
    return this.#open.size > 0 ? 'with-tab' : 'unused';
  }

  /** A tab that is watched; its number. */
  opened(): number {
    this.#last += 1;
    this.#open.add(this.#last);
    this.#leftAt = null;
    return this.#last;
  }

  /** A tab that nobody watches: opened from a link that was passed on, or from an address that was typed in. */
  openedUnseen(): void {
    this.#unseen = true;
    this.#leftAt = null;
  }

  closed(tab: number, now: number): void {
    if (!this.#open.delete(tab) || this.#open.size > 0 || this.#unseen) return;
    this.#leftAt = now;
    this.#quietSince = now;
  }

  /** The browser asked for something. Where every known tab is closed there is another, as one that the page opened. */
  used(now: number): void {
    if (this.#leftAt !== null && now - this.#leftAt >= partingMs) this.openedUnseen();
  }

  /**
   * Whether no tab is left.
   * @param busy whether an answer or a WebSocket goes on: a download does so without its tab
   */
  isOver(now: number, busy: boolean): boolean {
    if (this.#leftAt === null) return false;
    if (busy) this.#quietSince = now;
    return now - this.#quietSince >= this.#quietMs;
  }
}
