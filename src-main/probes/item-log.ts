/** The newest items of a run, numbered from 0, for any number of readers that are each at their own place. */
export class ItemLog<Item> {
  readonly #kept: number;
  #items: Item[] = [];
  /** How many came before the first one that is still there. */
  #dropped = 0;
  /** How many, from number 0 on, readers may see. */
  #shown = 0;

  /** @param kept how many stay readable at least; at most twice as many are held */
  constructor(kept: number) {
    this.#kept = kept;
  }

  add(items: readonly Item[]): void {
    for (const item of items) this.#items.push(item);
    // Rarely and many at once: each time moves all that stay.
    if (this.#items.length <= this.#kept * 2) return;
    const surplus = this.#items.length - this.#kept;
    this.#items = this.#items.slice(surplus);
    this.#dropped += surplus;
  }

  /** Lets readers see all that was added. */
  show(): void {
    this.#shown = this.#dropped + this.#items.length;
  }

  /** What is shown from this number on, at most so many, and how many of the numbers asked for are gone. */
  read(from: number, most: number): { readonly items: Item[]; readonly missed: number } {
    const first = Math.max(from, this.#dropped);
    const end = Math.max(first, Math.min(first + most, this.#shown));
    return { items: this.#items.slice(first - this.#dropped, end - this.#dropped), missed: first - from };
  }
}
