import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsers } from './parsers.test-support.ts';

const directory = new URL('fixtures/', import.meta.url);

function folders(path: URL): string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

const loaded = await parsers();
const cases = folders(directory).flatMap((parser) =>
  folders(new URL(`${parser}/`, directory)).map((name) => ({ parser, name })),
);

/** A Map as a list of pairs, so that it can be compared with JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, each: unknown) => (each instanceof Map ? [...each] : each)));
}

interface Expected {
  readonly origin: string;
  readonly arguments?: readonly unknown[];
  readonly by?: 'line';
  readonly result: unknown;
}

function expectedOf(folder: URL): Expected {
  return JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'));
}

describe('captured output', () => {
  test.each(cases)('$parser: $name', ({ parser, name }) => {
    const folder = new URL(`${parser}/${name}/`, directory);
    const input = readFileSync(new URL('input.txt', folder), 'utf8');
    const { arguments: context = [], by, result } = expectedOf(folder);
    const parse = loaded.get(parser);
    if (parse === undefined) throw new Error(`there is no parser ${parser}`);
    const lines = by === 'line' ? input.split('\n') : [];
    const found =
      by === 'line' ? lines.flatMap((line) => parse(line, ...context) ?? []) : parse(input, ...context);
    expect(plain(found)).toEqual(result);
  });

  test('every parser has a case, and every folder a parser', () => {
    expect(folders(directory).toSorted()).toEqual([...loaded.keys()].toSorted());
    for (const parser of loaded.keys()) {
      expect(folders(new URL(`${parser}/`, directory)), parser).not.toHaveLength(0);
    }
  });

  test('every case has an input, an expectation and says where it comes from', () => {
    for (const { parser, name } of cases) {
      const folder = new URL(`${parser}/${name}/`, directory);
      expect(readdirSync(folder).toSorted(), `${parser}/${name}`).toEqual(['expected.json', 'input.txt']);
      expect(expectedOf(folder).origin, `${parser}/${name}`).toMatch(/^(captured: |written after )/);
    }
  });
});
