import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PingSeries } from './series.ts';

const start = Date.UTC(2026, 0, 1);

/** A series of so many requests at a distance; every outcome by a function of the sequence number. */
function filled(count: number, stepMs: number, targets: number, outcome: (n: number) => number | null) {
  const series = new PingSeries(targets);
  for (let n = 1; n <= count; n++) {
    series.sent(n, start + n * stepMs);
    series.settle(n, outcome(n));
  }
  return series;
}

test('few requests are told one by one, more in stretches, and none is lost on the way', () => {
  const series = filled(100, 200, 1, (n) => (n % 10 === 0 ? null : n));
  const single = series.window(start + 200 * 8, start + 200 * 12, 100);
  expect(single).toEqual({
    at: [8, 9, 10, 11].map((n) => start + n * 200),
    minMs: [8, 9, null, 11],
    avgMs: [8, 9, null, 11],
    maxMs: [8, 9, null, 11],
    received: [1, 1, 0, 1],
    lost: [0, 0, 1, 0],
    widthMs: 0,
  });
  const merged = series.window(start + 200, start + 200 * 101, 2);
  expect(merged).toEqual({
    at: [start + 200, start + 200 * 51],
    minMs: [1, 51],
    avgMs: [
      // Sums of 1..50 and 51..100 without the tens.
      Math.round(((1275 - 150) / 45) * 1000) / 1000,
      Math.round(((3775 - 400) / 45) * 1000) / 1000,
    ],
    maxMs: [49, 99],
    received: [45, 45],
    lost: [5, 5],
    widthMs: 10_000,
  });
});

test('whatever the window and the points, what lies in it is counted once', () => {
  const series = filled(5_000, 100, 1, (n) => (n % 7 === 0 ? null : 1));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.integer({ min: 1, max: 5_000 }),
      fc.integer({ min: 1, max: 700 }),
      (a, b, points) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
        const window = series.window(start + from * 100, start + to * 100, points);
        const sum = (list: readonly number[]) => list.reduce((all, each) => all + each, 0);
        const lost = Math.floor((to - 1) / 7) - Math.floor((from - 1) / 7);
        expect([sum(window.received), sum(window.lost)]).toEqual([to - from - lost, lost]);
        expect(window.at.length).toBeLessThanOrEqual(points + 1);
        expect(window.at).toEqual(window.at.toSorted((x, y) => x - y));
      },
    ),
  );
});

test('what is no longer kept one by one is still there in stretches', () => {
  // 1000 targets share the memory: 5000 requests each are kept.
  const series = filled(20_000, 1_000, 1_000, (n) => (n % 100 === 0 ? null : 2));
  expect([series.outcome(1), series.outcome(19_999), series.outcome(20_000)]).toEqual([
    undefined,
    'answered',
    'lost',
  ]);
  const window = series.window(start, start + 20_001_000, 500);
  const sum = (list: readonly number[]) => list.reduce((all, each) => all + each, 0);
  expect([sum(window.received), sum(window.lost), window.widthMs]).toEqual([19_800, 200, 50_000]);
  expect(window.at.length).toBeLessThanOrEqual(501);
});

test('a day of five requests a second stays within 100 MB', () => {
  const count = 86_400 * 5;
  const before = process.memoryUsage();
  const series = filled(count, 200, 1, () => 1);
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(100 * 1024 * 1024);
  const day = series.window(start, start + 86_400_200, 2_000);
  expect(day.received.reduce((all, each) => all + each, 0)).toBe(count);
});
