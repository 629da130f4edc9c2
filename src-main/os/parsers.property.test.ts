import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import { networkInterface } from '../../src-core/api/interfaces.ts';
import { addressValue, macValue, zoneValue } from '../../src-core/api/values.ts';
import { parsers } from './parsers.test-support.ts';
import { parse as parseWindows } from './windows-interfaces.ts';

const fixtures = new URL('fixtures/', import.meta.url);
const loaded = [...(await parsers())];

/** Everything that this parser is known to be given, line by line where it reads lines, with what else it takes. */
function samples(parser: string): { input: string; context: readonly unknown[] }[] {
  return readdirSync(new URL(`${parser}/`, fixtures)).flatMap((name) => {
    const folder = new URL(`${parser}/${name}/`, fixtures);
    const { arguments: context = [], by }: { arguments?: unknown[]; by?: string } = JSON.parse(
      readFileSync(new URL('expected.json', folder), 'utf8'),
    );
    const input = readFileSync(new URL('input.txt', folder), 'utf8');
    return (by === 'line' ? input.split('\n') : [input]).map((each) => ({ input: each, context }));
  });
}

/** Real output with a part of it replaced, cut out or repeated: nearer to what can go wrong than noise alone. */
function damaged(input: string): fc.Arbitrary<string> {
  const position = fc.nat({ max: input.length });
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '-',
      '%',
      ':',
      '{"',
      '":',
      '[',
      ']',
      '\n',
      ' ',
      '-',
      '__proto__',
      '\u0000',
      '\u202e',
      '9'.repeat(400),
    ),
  );
  return fc.tuple(position, position, piece, fc.boolean()).map(([from, to, inserted, repeat]) => {
    const [first, last] = from < to ? [from, to] : [to, from];
    return input.slice(0, repeat ? last : first) + inserted + input.slice(repeat ? first : last);
  });
}

/** Everything below a value that is called an address, a MAC or a zone. */
function* named(value: unknown): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  for (const [name, below] of entries) {
    yield [String(name), below];
    yield* named(below);
  }
}

const schemas = {
  address: addressValue,
  gateway: addressValue,
  mac: macValue.nullable(),
  zone: zoneValue.nullable(),
};

function check(
  parse: (text: string, ...context: readonly unknown[]) => unknown,
  text: string,
  context: readonly unknown[],
) {
  let found: unknown;
  try {
    found = parse(text, ...context);
  } catch (error) {
    expect(error).toBeInstanceOf(ToolError);
    return;
  }
  // What is read is at most a fixed multiple of what was printed.
  expect(JSON.stringify([found])?.length ?? 0).toBeLessThan(50_000 + text.length * 20);
  for (const [name, value] of named(found)) {
    const schema = Object.entries(schemas).find(([key]) => key === name)?.[1];
    if (schema !== undefined)
      expect(schema.safeParse(value).success, `${name} ${JSON.stringify(value)}`).toBe(true);
  }
}

describe('whatever a command prints', () => {
  test.each(loaded)('%s throws nothing but a ToolError and gives canonical values', (parser, parse) => {
    const known = samples(parser);
    fc.assert(
      fc.property(
        fc
          .constantFrom(...known)
          .chain(({ input, context }) =>
            fc.tuple(
              fc.oneof(damaged(input), fc.string({ unit: 'binary', maxLength: 300 })),
              fc.constant(context),
            ),
          ),
        ([text, context]) => check(parse, text, context),
      ),
      { numRuns: 500 },
    );
  });

  test.each(loaded)('%s is quick with a megabyte of anything', (parser, parse) => {
    const [{ context } = { context: [] }] = samples(parser);
    const lines = readFileSync(
      new URL(`${parser}/${readdirSync(new URL(`${parser}/`, fixtures))[0]}/input.txt`, fixtures),
    );
    const large = [
      'a',
      ' ',
      ':',
      '\n',
      '{',
      '[',
      '%',
      '1.',
      'flags=',
      'Link 1 (',
      '? (',
      lines.toString('utf8'),
    ];
    for (const piece of large) {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const start = performance.now();
      check(parse, text, context);
      expect(performance.now() - start, JSON.stringify(piece.slice(0, 20))).toBeLessThan(3_000);
    }
  });

  test('what Windows says always fits the contract', () => {
    const [sample] = samples('windows-interfaces');
    fc.assert(
      fc.property(damaged(sample?.input ?? ''), (text) => {
        try {
          for (const found of parseWindows(text).interfaces) networkInterface.parse(found);
        } catch (error) {
          expect(error).toBeInstanceOf(ToolError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
