import { ParseError } from '../net/parse-error.ts';
import type { Prefix } from '../net/prefix.ts';
import { parseRange, prefixesOfRange } from '../net/ranges.ts';

/** What is wrong in a line of a text. Lines and columns count from 1, as editors show them. */
export interface LineProblem {
  readonly line: number;
  readonly column: number;
  readonly why: string;
}

/** The most lines that are read at once. */
export const mostLines = 1_000_000;

/** Reads a text line by line: what each line is, or why it is nothing; all of it is read before anything is used. */
export function readLines<T>(
  text: string,
  parse: (item: string) => readonly T[],
): { readonly values: T[]; readonly items: number; readonly problems: LineProblem[] } {
  const values: T[] = [];
  const problems: LineProblem[] = [];
  let items = 0;
  const lines = text.split(/\r\n|[\r\n]/);
  if (lines.length > mostLines)
    return {
      values,
      items,
      problems: [{ line: mostLines + 1, column: 1, why: `there are more than ${mostLines} lines` }],
    };
  for (const [index, line] of lines.entries()) {
    // What follows a "#" is a comment.
    const content = line.replace(/#.*$/, '');
    const item = content.trim();
    if (item === '') continue;
    items += 1;
    try {
      for (const value of parse(item)) values.push(value);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      // A parser of a part of the line tells the place in that part.
      const start = content.indexOf(item) + Math.max(0, item.lastIndexOf(error.input));
      problems.push({ line: index + 1, column: start + error.at + 1, why: error.why });
    }
  }
  return { values, items, problems };
}

/** Reads prefixes, ranges and addresses, one a line, as prefixes. Host bits that are set are a problem of their line. */
export function readPrefixList(text: string) {
  return readLines<Prefix>(text, (item) => prefixesOfRange(parseRange(item)));
}

/** Reads numbers of hosts, one or more a line with commas or white space between them. */
export function readHostCounts(text: string) {
  return readLines<bigint>(text, (item) => {
    const bad = item.search(/[^\d,\s]/);
    if (bad >= 0) throw new ParseError('a number of hosts', item, bad, 'a whole number was expected');
    const long = /\d{41,}/.exec(item);
    if (long !== null)
      throw new ParseError('a number of hosts', item, long.index, 'it has more than 40 digits');
    return item.split(/[,\s]+/).flatMap((part) => (part === '' ? [] : [BigInt(part)]));
  });
}
