import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PingStatistics } from './statistics.ts';

const rtts = fc.array(fc.double({ min: 0.002, max: 50_000, noNaN: true }), { minLength: 1, maxLength: 300 });

test('figures agree with their definitions over all round trips', () => {
  fc.assert(
    fc.property(rtts, fc.nat(20), (list, lost) => {
      const statistics = new PingStatistics();
      for (const rtt of list) statistics.received(rtt, false);
      for (let each = 0; each < lost; each++) statistics.lost();
      const figures = statistics.figures();
      const mean = list.reduce((sum, rtt) => sum + rtt, 0) / list.length;
      const variance = list.reduce((sum, rtt) => sum + (rtt - mean) ** 2, 0) / list.length;
      expect([figures.sent, figures.received, figures.lost]).toEqual([list.length + lost, list.length, lost]);
      expect([figures.minMs, figures.maxMs]).toEqual([Math.min(...list), Math.max(...list)]);
      expect(figures.avgMs).toBeCloseTo(mean, 6);
      expect((figures.mdevMs ?? 0) ** 2 / (variance + 1e-9)).toBeLessThan(1.000001);
      const sorted = list.toSorted((a, b) => a - b);
      for (const [share, found] of [
        [0.5, figures.p50Ms],
        [0.9, figures.p90Ms],
        [0.95, figures.p95Ms],
        [0.99, figures.p99Ms],
      ] as const) {
        const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
        expect(Math.abs((found ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.0101);
      }
    }),
  );
});

test('jitter is smoothed as in RFC 3550', () => {
  const statistics = new PingStatistics();
  for (const rtt of [10, 26, 10]) statistics.received(rtt, false);
  // 16/16 = 1, then 1 + (16 - 1)/16.
  expect(statistics.figures().jitterMs).toBeCloseTo(1.9375, 10);
});

test('nothing sent is nothing known', () => {
  expect(new PingStatistics().figures()).toEqual({
    sent: 0,
    received: 0,
    lost: 0,
    loss: null,
    duplicates: 0,
    outOfOrder: 0,
    late: 0,
    errors: 0,
    minMs: null,
    avgMs: null,
    maxMs: null,
    mdevMs: null,
    jitterMs: null,
    p50Ms: null,
    p90Ms: null,
    p95Ms: null,
    p99Ms: null,
  });
});
