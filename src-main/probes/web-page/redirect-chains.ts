/** Chains that were begun and not followed to their end; what a device begins beyond is counted anew. */
const mostKept = 500;
const longestKey = 2_000;

/**
 * Counts redirects in a row, each chain by itself: a page with twenty pictures that are each sent on once has no circle.
 * All URLs are those that the browser sees.
 */
export class RedirectChains {
  readonly #lengths = new Map<string, number>();

  /** Remembers that a URL leads to another. @returns how many redirects have led there in a row */
  follow(from: string, to: string): number {
    const length = (this.#lengths.get(keyOf(from)) ?? 0) + 1;
    this.end(from);
    if (this.#lengths.size < mostKept) this.#lengths.set(keyOf(to), length);
    return length;
  }

  /** A chain has come to what is no redirect. */
  end(url: string): void {
    this.#lengths.delete(keyOf(url));
  }
}

/** A fragment is not asked for. */
function keyOf(url: string): string {
  return url.replace(/#.*$/s, '').slice(0, longestKey);
}
