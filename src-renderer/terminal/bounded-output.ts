import type { Terminal } from '@xterm/xterm';

/** More marks on one letter than any script has; the flags of regions take seven. */
const mostMarks = 16;
/** What xterm.js may draw upon the letter before, as it has no width of its own. */
const mark = /[\p{M}\p{Cf}\u1160-\u11FF\u2028\u2029]/u;
/** What is drawn in a place of its own, so that marks are counted anew. Control characters are not. */
const letter = /[^\p{Cc}\p{M}\p{Cf}\u1160-\u11FF\u2028\u2029]/u;

/** Takes from output the marks that are too many on one letter: each costs as much as all before it on the same. */
export class MarkLimit {
  #marks = 0;

  take(text: string): string {
    if (!mark.test(text)) {
      if (letter.test(text)) this.#marks = 0;
      return text;
    }
    let out = '';
    for (const character of text) {
      if (mark.test(character)) this.#marks += 1;
      else if (letter.test(character)) this.#marks = 0;
      if (this.#marks <= mostMarks || !mark.test(character)) out += character;
    }
    return out;
  }
}

/**
 * Leaves out what a program wants done more often than the screen has room for: xterm.js counts such a number down, and one
 * of two thousand million in ten letters would stop the page for good (ECMA-48: IL, DL, SU, SD; REP, CHT, CBT).
 */
export function boundRepeats(terminal: Terminal): void {
  const isMore = (params: readonly (number | number[])[], most: number) =>
    params.some((count) => typeof count === 'number' && count > most);
  for (const final of ['L', 'M', 'S', 'T']) {
    terminal.parser.registerCsiHandler({ final }, (params) => isMore(params, terminal.rows));
  }
  for (const final of ['b', 'I', 'Z']) {
    terminal.parser.registerCsiHandler({ final }, (params) => isMore(params, terminal.cols));
  }
}

/** Units of one write: xterm.js looks at the clock between two of them, and lets the page answer. */
const largestWrite = 2_048;

/** A text in parts that xterm.js takes one by one; at least one, which may be empty. */
export function writesOf(text: string): string[] {
  const parts = [text.slice(0, largestWrite)];
  for (let at = largestWrite; at < text.length; at += largestWrite)
    parts.push(text.slice(at, at + largestWrite));
  return parts;
}
