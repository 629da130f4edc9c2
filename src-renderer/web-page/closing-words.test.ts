import { expect, test } from 'vitest';
import { closingWords } from './closing-words.ts';

test.each([
  ['with-tab', 1, 1, 'Closes with its tab'],
  ['with-tab', 3, 3, 'Closes with the last of its 3 tabs'],
  ['with-tab', 2, 1, 'Closes when unused for ten minutes: it may be in a tab that this window does not see'],
  ['with-tab', 1, 0, 'Closes when unused for ten minutes: it may be in a tab that this window does not see'],
  ['unused', 1, 1, 'Closes when unused for ten minutes: it may be in a tab that this window does not see'],
  ['closing', 0, 0, 'Its tab was closed: closes in a few seconds, after any download'],
] as const)('%s, %i open tabs, %i of them seen', (closing, tabs, seen, words) => {
  expect(closingWords({ closing, tabs }, seen)).toBe(words);
});
