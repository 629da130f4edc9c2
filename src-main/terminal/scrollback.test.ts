import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scrollback } from './scrollback.ts';

test('gives what is kept from any place on, and says what is not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 20 }), { maxLength: 60 }),
      fc.nat(600),
      fc.integer({ min: 1, max: 50 }),
      (pieces, from, most) => {
        const scrollback = new Scrollback(100);
        for (const piece of pieces) scrollback.add(piece);
        const all = pieces.join('');
        const read = scrollback.read(from, most);
        expect(scrollback.end).toBe(all.length);
        expect(read.text).toBe(all.slice(read.from, read.from + most));
        expect(read.from).toBe(Math.min(from + read.missed, all.length));
        // The newest hundred are always there.
        expect(read.missed).toBeLessThanOrEqual(Math.max(0, all.length - 100 - from));
      },
    ),
  );
});

test('keeps no more than it may, and a piece', () => {
  const scrollback = new Scrollback(1000);
  for (let index = 0; index < 100; index++) scrollback.add('x'.repeat(100));
  expect(scrollback.read(0, 10_000)).toEqual({ text: 'x'.repeat(1000), from: 9000, missed: 9000 });
});
