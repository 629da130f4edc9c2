import { expect, test } from 'vitest';
import { isLarge, lineCount, pastedInto, readBytes } from './pasted-text.ts';

test.each([
  ['abc', 'X', 1, 2, 'aXc'],
  ['', 'a\r\nb\rc', 0, 0, 'a\nb\nc'],
  ['abc', 'X', 3, 3, 'abcX'],
])('%j with %j pasted over %i to %i', (text, given, from, to, after) => {
  expect(pastedInto(text, given, from, to)).toBe(after);
});

test('lines are counted with and without a last line break', () => {
  expect(['a\nb\n', 'a\nb', 'a'].map(lineCount)).toEqual([2, 2, 1]);
});

test('a text is large from a length on that no person types', () => {
  expect([isLarge('x'.repeat(50_000)), isLarge('x'.repeat(50_001))]).toEqual([false, true]);
});

test.each<[string, number[], string, string | null]>([
  ['UTF-8', [0x61, 0xc3, 0xa9], 'aé', null],
  ['with a byte order mark', [0xef, 0xbb, 0xbf, 0x61], 'a', null],
  ['Latin-1', [0x61, 0xe9], 'a\ufffd', 'it is no UTF-8 text'],
  ['binary', [0x61, 0], 'a\0', 'it is binary'],
])('a file of %s', (_, bytes, text, odd) => {
  expect(readBytes('x', Uint8Array.from(bytes).buffer)).toEqual({ name: 'x', text, odd });
});
