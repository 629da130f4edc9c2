import { expect, test } from 'vitest';
import { planFileSchema } from './file-schema.ts';
import { line, lines } from './node-schema.ts';

test('the patterns of the JSON schema are those that every validator knows', () => {
  const patterns = JSON.stringify(planFileSchema(), null, 1)
    .split('\n')
    .filter((row) => row.includes('"pattern"'));
  expect(patterns.length).toBeGreaterThan(3);
  // Classes by property are no part of the regular expressions that JSON schema recommends (draft 2020-12, core 6.4).
  expect(patterns.filter((pattern) => /\\p\{/i.test(pattern))).toEqual([]);
});

test('text for people has no control characters, and notes have lines', () => {
  const rows: [text: string, inLine: boolean, inLines: boolean][] = [
    ['Zürich 🏢', true, true],
    ['', true, true],
    ['two\nlines', false, true],
    ['a\ttab', false, true],
    ['a\rreturn', false, false],
    ['\u0000', false, false],
    ['\u001b[31m', false, false],
    ['\u007f', false, false],
    ['\u0085', false, false],
    ['\u00a0', true, true],
  ];
  expect(rows.map(([text]) => [text, line.safeParse(text).success, lines.safeParse(text).success])).toEqual(
    rows,
  );
});
