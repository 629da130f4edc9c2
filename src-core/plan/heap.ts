/** Values of which the first in an order is always at hand: taking and adding cost the logarithm of their number. */
export class Heap<T> {
  readonly #order: (one: T, other: T) => number;
  readonly #values: T[];

  /** @param sorted values that stand in the order already; the list becomes the heap's own */
  constructor(order: (one: T, other: T) => number, sorted: T[]) {
    this.#order = order;
    this.#values = sorted;
  }

  /** Adds a value. */
  push(value: T): void {
    const values = this.#values;
    let at = values.length;
    values.push(value);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = values[up];
      if (above === undefined || this.#order(above, value) <= 0) break;
      values[at] = above;
      at = up;
    }
    values[at] = value;
  }

  /** Takes the first value out; undefined where there is none. */
  pop(): T | undefined {
    const values = this.#values;
    const [first] = values;
    const last = values.pop();
    if (last === undefined || values.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = values[2 * at + 1];
      const right = values[2 * at + 2];
      if (left === undefined) break;
      const rightFirst = right !== undefined && this.#order(right, left) < 0;
      const next = rightFirst ? right : left;
      if (this.#order(last, next) <= 0) break;
      values[at] = next;
      at = 2 * at + (rightFirst ? 2 : 1);
    }
    values[at] = last;
    return first;
  }
}
