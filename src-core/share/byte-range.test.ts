import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRange } from './byte-range.ts';

test.each([
  [undefined, 10, 'whole'],
  ['bytes=0-', 10, { first: 0, last: 9 }],
  ['bytes=0-0', 10, { first: 0, last: 0 }],
  ['Bytes = 3-5 ', 10, { first: 3, last: 5 }],
  ['bytes=3-99', 10, { first: 3, last: 9 }],
  ['bytes=-3', 10, { first: 7, last: 9 }],
  ['bytes=-30', 10, { first: 0, last: 9 }],
  ['bytes=3-99999999999999999999', 10, { first: 3, last: 9 }],
  ['bytes=-99999999999999999999', 10, { first: 0, last: 9 }],
  ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-1', 0, 'unsatisfiable'],
  ['bytes=5-3', 10, 'whole'],
  ['bytes=-', 10, 'whole'],
  ['bytes=0-1,3-4', 10, 'whole'],
  ['lines=0-1', 10, 'whole'],
  ['bytes=a-b', 10, 'whole'],
  ['bytes=0x1-2', 10, 'whole'],
] as const)('%s of %i bytes', (header, size, expected) => {
  expect(readRange(header, size)).toEqual(expected);
});

test('a part is always inside of the file', () => {
  fc.assert(
    fc.property(fc.option(fc.nat(300)), fc.option(fc.nat(300)), fc.nat(200), (from, to, size) => {
      const part = readRange(`bytes=${from ?? ''}-${to ?? ''}`, size);
      if (typeof part === 'string') return;
      expect(0 <= part.first && part.first <= part.last && part.last < size).toBe(true);
    }),
  );
});
