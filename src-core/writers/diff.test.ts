import { applyPatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTexts, unifiedDiff } from './diff.ts';

const names = { before: 'a', after: 'b' };

test.each([
  ['nothing', 'a\n', 'a\n', ''],
  ['a new file', '', 'a\nb\n', '--- a\n+++ b\n@@ -0,0 +1,2 @@\n+a\n+b\n'],
  ['a file that goes', 'a\n', '', '--- a\n+++ b\n@@ -1 +0,0 @@\n-a\n'],
  ['one line', 'a\nb\nc\n', 'a\nB\nc\n', '--- a\n+++ b\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n'],
  [
    'a last line without a line break',
    'a\nb',
    'a\nb\n',
    '--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n',
  ],
  [
    'two places far apart',
    [...'1234567890', ''].join('\n'),
    [...'x23456789y', ''].join('\n'),
    '--- a\n+++ b\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-0\n+y\n',
  ],
])('%s', (_, before, after, expected) => {
  expect(unifiedDiff(names, diffTexts(before, after))).toBe(expected);
});

/** Lines of which many are alike, so that few of them occur once. */
const text = fc
  .tuple(
    fc.array(fc.constantFrom('', '}', '{', 'a', 'b', 'c', 'd', '-x', '+y', ' z'), { maxLength: 40 }),
    fc.boolean(),
  )
  .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));

test('what it says makes the one text of the other, as another program reads it', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const hunks = diffTexts(before, after);
      if (before === after) expect(hunks).toEqual([]);
      else expect(applyPatch(before, unifiedDiff(names, hunks))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

test('a long file whose every part changed is told without taking it for replaced', () => {
  const file = (prefix: string) =>
    Array.from(
      { length: 5000 },
      (_, at) => `{\n  "id": ${at},\n  "subnet": "${prefix}:${at}::/64"\n},\n`,
    ).join('');
  const hunks = diffTexts(file('2001:db8:1'), file('2001:db8:2'));
  const changed = hunks.flatMap(({ lines }) => lines).filter((line) => /^[+-]/.test(line));
  expect(changed.length).toBe(10_000);
});

test('two texts that share nothing are told as one replaced by the other', () => {
  const lines = (word: string) => Array.from({ length: 3000 }, (_, at) => `${word} ${at}\n`).join('');
  expect(diffTexts(lines('old'), lines('new'))).toMatchObject([
    { oldStart: 1, oldLines: 3000, newStart: 1, newLines: 3000 },
  ]);
});
