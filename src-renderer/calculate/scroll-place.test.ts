import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  barOf,
  farthest,
  isScaled,
  placeAfter,
  placeShowing,
  rowHeightPx,
  tallestPx,
  type Extent,
} from './scroll-place.ts';

const extent = fc.record<Extent>({
  count: fc.oneof(fc.bigInt(1n, 1n << 128n), fc.bigInt(1n, 1000n)),
  viewPx: fc.integer({ min: 100, max: 4000 }),
});

test('any row can be shown, and is then within the view', () => {
  fc.assert(
    fc.property(extent, fc.bigInt(0n, 1n << 140n), fc.bigInt(0n, 1n << 140n), (of, one, other) => {
      const row = one % of.count;
      const place = placeShowing(row, other % (farthest(of) + 1n), of);
      const top = row * BigInt(rowHeightPx);
      expect(place <= top && top + BigInt(rowHeightPx) <= place + BigInt(of.viewPx)).toBe(true);
    }),
  );
});

test('the bar stands within what the browser can hold, and leaves room to scroll where there is more', () => {
  fc.assert(
    fc.property(extent, fc.bigInt(0n, 1n << 140n), (of, any) => {
      const place = any % (farthest(of) + 1n);
      const bar = barOf(place, of);
      expect(bar).toBeGreaterThanOrEqual(0);
      expect(bar).toBeLessThanOrEqual(tallestPx);
      if (!isScaled(of) || place === 0n || place === farthest(of)) return;
      expect(bar).toBeGreaterThan(10_000);
      expect(bar).toBeLessThan(tallestPx - of.viewPx - 10_000);
    }),
  );
});

test('small moves go by pixels, the thumb by the share', () => {
  const of = { count: 1n << 64n, viewPx: 600 };
  const end = farthest(of);
  const middle = end / 2n;
  const bar = barOf(middle, of);
  expect([
    placeAfter(middle, bar, bar + 120, of) - middle,
    placeAfter(middle, bar, bar - 26, of) - middle,
    placeAfter(0n, 0, tallestPx - 600, of),
    placeAfter(end, tallestPx - 600, 0, of),
    placeAfter(10n, 5000, 4000, { count: 1000n, viewPx: 600 }),
  ]).toEqual([120n, -26n, end, 0n, 4000n]);
});
