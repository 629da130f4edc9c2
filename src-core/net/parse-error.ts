import { visibleText } from './visible-text.ts';

/** Why a text could not be read as a value, and where in it. `message` is a whole sentence for the person. */
export class ParseError extends Error {
  /** The whole text as it was given; for showing, use the message, which is bounded and has nothing invisible. */
  readonly input: string;
  /** Zero-based offset of the first character that is wrong; the length of the text where it ends too early. */
  readonly at: number;
  /** The reason alone, without the text and the place. */
  readonly why: string;

  constructor(what: string, input: string, at: number, why: string) {
    const shown = input.length > 80 ? `${input.slice(0, 77)}...` : input;
    const quoted = visibleText(JSON.stringify(shown), Infinity);
    super(`${quoted} is not ${what}: ${why} (at character ${at + 1})`);
    this.name = 'ParseError';
    this.input = input;
    this.at = at;
    this.why = why;
  }
}

/** Runs a parser and gives undefined in place of a ParseError; other errors pass through. */
export function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
