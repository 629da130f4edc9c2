import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PingSeries } from './series.ts';

const start = Date.UTC(2026, 0, 1);

/** A series of so many requests at a distance; every outcome by a function of the sequence number. */
function filled(count: number, stepMs: number, targets: number, outcome: (n: number) => number | null) {
  const series = new PingSeries({ intervalMs: stepMs, targets });
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
  // 1000 targets share the memory: 4300 requests each are kept, and what makes a block of 1024 whole.
  const series = filled(20_000, 1_000, 1_000, (n) => (n % 100 === 0 ? null : 2));
  expect([1, 14_000, 19_999, 20_000].map((n) => series.outcome(n))).toEqual([
    undefined,
    undefined,
    'answered',
    'lost',
  ]);
  const sum = (list: readonly number[]) => list.reduce((all, each) => all + each, 0);
  const window = series.window(start, start + 20_001_000, 500);
  expect([sum(window.received), sum(window.lost), window.widthMs]).toEqual([19_800, 200, 50_000]);
  expect(window.at.length).toBeLessThanOrEqual(501);
  // A view that begins before the run gets no wider stretches for that.
  const before = series.window(start - 86_400_000, start + 20_001_000, 20_000);
  expect([sum(before.received), sum(before.lost), before.widthMs]).toEqual([19_800, 200, 10_000]);
  // The last stretch has one request, and that is lost.
  expect(new Set(before.avgMs.slice(0, -1))).toEqual(new Set([2]));
});

test('times and round trips are kept to a hundredth of a millisecond, also far from equal distances', () => {
  const step = fc.double({ min: 0, max: 60_000, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 1_000 }),
      fc.array(step, { minLength: 1, maxLength: 3_000 }),
      (intervalMs, jitter) => {
        const series = new PingSeries({ intervalMs, targets: 1 });
        const sentAt = jitter.map((late, n) => start + (n + 1) * intervalMs + late);
        for (const [n, at] of sentAt.entries()) series.sent(n + 1, at);
        const worst = sentAt.map((at, n) => Math.abs((series.sentAt(n + 1) ?? 0) - at));
        expect(Math.max(...worst)).toBeLessThan(0.01);
      },
    ),
  );
});

test('a hundred targets, five requests a second each, take no more than 65 MB in a day', () => {
  const count = 86_400 * 5;
  const before = process.memoryUsage().arrayBuffers;
  const one = filled(count, 200, 100, (n) => n % 9);
  expect((process.memoryUsage().arrayBuffers - before) * 100).toBeLessThan(65 * 1024 * 1024);
  const day = one.window(start, start + 86_400_200, 2_000);
  expect(day.received.reduce((all, each) => all + each, 0)).toBe(count);
});

test('of days at one a second nothing is missing, whatever is known one by one', () => {
  const count = 3 * 86_400;
  const series = filled(count, 1_000, 1, (n) => (n % 10 === 0 ? null : 2));
  const sum = (list: readonly number[]) => list.reduce((all, each) => all + each, 0);
  for (const points of [20, 100, 700, 5_000]) {
    const { received, lost } = series.window(start, start + (count + 1) * 1_000, points);
    expect([sum(received), sum(lost)], `${points} points`).toEqual([count * 0.9, count * 0.1]);
  }
});
