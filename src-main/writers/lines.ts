import type { WrittenLine } from './written.ts';

/** The path of a field inside of another: `at('subnets', 3, 'prefix')` is `subnets.3.prefix`. */
export function at(...parts: readonly (string | number)[]): string {
  // A large form has a hundred thousand paths: no list is made for each.
  let path = '';
  for (const part of parts) if (part !== '') path = path === '' ? String(part) : `${path}.${part}`;
  return path;
}

/** Builds a file line by line, and keeps which fields each line came from. */
export class Lines {
  readonly #lines: WrittenLine[] = [];
  readonly #step: string;
  #indent = '';

  /** @param step what one more level begins its lines with */
  constructor(step = '    ') {
    this.#step = step;
  }

  /** The lines so far. */
  get lines(): readonly WrittenLine[] {
    return this.#lines;
  }

  /** Adds one line. @throws RangeError where the text has a line break: a value was not escaped */
  add(text: string, ...from: readonly string[]): this {
    if (/[\n\r]/.test(text))
      throw new RangeError(`a line must not have a line break: ${JSON.stringify(text)}`);
    this.#lines.push({ text: text === '' ? '' : this.#indent + text, from });
    return this;
  }

  /** Adds a line where there is a value. */
  maybe<T>(value: T | undefined, text: (value: T) => string, ...from: readonly string[]): this {
    return value === undefined ? this : this.add(text(value), ...from);
  }

  blank(): this {
    return this.add('');
  }

  /** What the body adds is one level further in. */
  indented(body: () => void): this {
    const outer = this.#indent;
    this.#indent += this.#step;
    body();
    this.#indent = outer;
    return this;
  }

  /** A block: the line that opens it, its body one level further in, the line that closes it. */
  block(open: string, close: string, body: () => void, ...from: readonly string[]): this {
    return this.add(open, ...from)
      .indented(body)
      .add(close, ...from);
  }
}

/** Lines with no origin: text that is the same whatever the form says. */
export function fixed(text: string): WrittenLine[] {
  return text.split('\n').map((line) => ({ text: line, from: [] }));
}

/** The text of a file: every line ends with a line break. */
export function textOf(lines: readonly WrittenLine[]): string {
  return lines.map(({ text }) => `${text}\n`).join('');
}
