import { ParseError } from '../../src-core/net/parse-error.ts';

/** Why a field cannot be used, and where in it, if that is known. */
export interface Problem {
  readonly why: string;
  readonly input?: string;
  /** Zero-based offset of the first character that is wrong. */
  readonly at?: number;
}

export type Read<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: Problem };

/** Runs a parser or a sum: its value, or what is wrong with what was typed. Faults of the program pass through. */
export function read<T>(parse: () => T): Read<T> {
  try {
    return { value: parse() };
  } catch (error) {
    if (error instanceof ParseError) return { problem: { why: error.why, input: error.input, at: error.at } };
    if (error instanceof RangeError) return { problem: { why: error.message } };
    throw error;
  }
}

/** As read, for a field that may be empty. */
export function readOptional<T>(text: string | undefined, parse: (text: string) => T): Read<T | undefined> {
  const given = text?.trim() ?? '';
  return given === '' ? { value: undefined } : read(() => parse(given));
}
