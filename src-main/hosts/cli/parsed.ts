import { ParseError } from '../../../src-core/net/parse-error.ts';
import { badInput } from './arguments.ts';

/**
 * Reads what a person gave with a parser of src-core, whose refusals become bad input that names the place.
 * @throws ToolError `bad-input`
 */
export function parsed<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ParseError || error instanceof RangeError)
      throw badInput(`${what}: ${error.message}`);
    throw error;
  }
}

/**
 * A whole number of any size.
 * @throws ToolError `bad-input`
 */
export function wholeNumber(what: string, text: string): bigint {
  if (!/^\d{1,40}$/.test(text))
    throw badInput(`${what}: ${JSON.stringify(text.slice(0, 80))} is not a whole number`);
  return BigInt(text);
}
