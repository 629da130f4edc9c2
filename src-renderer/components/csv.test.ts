import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://192.0.2.66")', '"\'=HYPERLINK(""http://192.0.2.66"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['fe80::1%eth0', 'fe80::1%eth0'],
])('the cell %j is written as %j', (cell, text) => {
  expect(csvText([[cell]])).toBe(`${text}\r\n`);
});

/** Reads RFC 4180, so that what is written can be read by somebody else's rules. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    if (lines.length === 0) lines.push([]);
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

test('whatever the cells hold, a reader gets them back and none begins as a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      (lines) => {
        const read = readCsv(csvText(lines));
        expect(read.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
          lines.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
        );
        expect(read.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      },
    ),
  );
});
