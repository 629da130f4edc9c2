import { ParseError } from '../../src-core/net/parse-error.ts';

/** Where and why a parser refused a text, as one row of a table: `4: a colon was expected`; fails where it did not. */
export function refusal(parse: () => unknown): string {
  try {
    const value = parse();
    return `accepted as ${JSON.stringify(value)}`;
  } catch (error) {
    if (error instanceof ParseError) return `${error.at}: ${error.why}`;
    throw error;
  }
}
