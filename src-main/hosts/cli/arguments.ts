import { parseArgs } from 'node:util';
import { ToolError } from '../../../src-core/api/tool-error.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { suggestion } from './nearest.ts';

export interface OptionSpec {
  /** The value's name in the help, `NAME`; left out for a flag, which takes none. */
  readonly value?: string;
  /** What it is where no value stands behind it. */
  readonly fallback?: string;
  /** True where it can be given more than once. */
  readonly many?: boolean;
  readonly help: string;
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What was given: the values of each option in order (a flag has one empty value), and the words besides. */
export interface Arguments {
  has(option: string): boolean;
  /** The last value given, or undefined. */
  text(option: string): string | undefined;
  all(option: string): readonly string[];
  /** A whole number from `least` to `most`. @throws ToolError `bad-input` */
  integer(option: string, least: number, most: number): number | undefined;
  /** One of the words. @throws ToolError `bad-input` with the nearest valid one */
  oneOf<T extends string>(option: string, words: readonly T[]): T | undefined;
  readonly words: readonly string[];
}

/** A failure of the person's input. */
export function badInput(message: string): ToolError {
  return new ToolError('bad-input', message);
}

/** A word of the input as a message shows it. */
export function quoted(word: string): string {
  return `"${visibleText(word, 80)}"`;
}

/**
 * Reads the arguments of one command.
 * @throws ToolError `bad-input` naming the option and the value, with the nearest valid one
 */
export function readArguments(args: readonly string[], specs: OptionSpecs): Arguments {
  const options = Object.fromEntries(
    Object.entries(specs).map(
      ([name, spec]) => [name, { type: spec.value === undefined ? 'boolean' : 'string' }] as const,
    ),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const values = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (spec === undefined) {
      const known = Object.keys(specs).map((name) => `--${name}`);
      throw badInput(`unknown option ${visibleText(token.rawName, 80)}${suggestion(token.rawName, known)}`);
    }
    const given = values.get(token.name) ?? [];
    if (spec.value === undefined) {
      if (token.value !== undefined)
        throw badInput(`--${token.name} takes no value, but got ${quoted(token.value)}`);
      values.set(token.name, ['']);
    } else if (spec.fallback !== undefined && token.value === undefined) {
      values.set(token.name, [spec.fallback]);
    } else if (token.value === undefined || token.value === '') {
      throw badInput(`--${token.name} needs a value: --${token.name} ${spec.value}`);
    } else if (!token.inlineValue && token.value.startsWith('--')) {
      throw badInput(`--${token.name} needs a value before ${visibleText(token.value, 80)}`);
    } else if (given.length > 0 && spec.many !== true) {
      throw badInput(
        `--${token.name} can be given once only: got ${[...given, token.value].map(quoted).join(' and ')}`,
      );
    } else {
      values.set(token.name, [...given, token.value]);
    }
  }
  return argumentsFrom(values, words);
}

function argumentsFrom(values: ReadonlyMap<string, readonly string[]>, words: readonly string[]): Arguments {
  const text = (option: string) => values.get(option)?.at(-1);
  return {
    has: (option) => values.has(option),
    text,
    all: (option) => values.get(option) ?? [],
    integer(option, least, most) {
      const given = text(option);
      if (given === undefined) return undefined;
      const number = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
      if (number >= least && number <= most) return number;
      throw badInput(`--${option} ${quoted(given)} is not a whole number from ${least} to ${most}`);
    },
    oneOf(option, allowed) {
      const given = text(option);
      if (given === undefined) return undefined;
      return pick(`--${option}`, given, allowed);
    },
    words,
  };
}

/** The word as one of those that are allowed. @throws ToolError `bad-input` with the nearest valid one */
export function pick<T extends string>(what: string, word: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === word);
  if (found !== undefined) return found;
  throw badInput(`${what} ${quoted(word)} is not known${suggestion(word, allowed)}`);
}

/** For commands that take options only. @throws ToolError `bad-input` */
export function refuseWords(words: readonly string[]): void {
  if (words[0] !== undefined) throw badInput(`unexpected argument ${quoted(words[0])}`);
}
