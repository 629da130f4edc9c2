import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutageLog } from '../../src-core/ping/outage-log.ts';
import type { KnownOutages } from './known-outages.ts';
import { outageRuns } from './outage-runs.ts';

function known(ended: readonly (readonly [number, number, number])[]): KnownOutages {
  const log = new OutageLog();
  for (const [target, beganAt, endedAt] of ended) log.add({ target, beganAt, endedAt, lost: 2 });
  return { log, total: log.next, letGo: 0, open: [] };
}

const view = { fromMs: 1_000, toMs: 2_000, nowMs: 1_900, columns: 100 };

test('outages that touch each other are one stretch, others are apart, and what is not shown is left out', () => {
  const outages = known([
    [0, 500, 999],
    [0, 900, 1_024],
    [1, 1_100, 1_200],
    [0, 1_150, 1_300],
    [2, 1_500, 1_600],
    [0, 1_700, 1_701],
    [0, 2_001, 2_100],
  ]);
  const open = [{ target: 0, beganAt: 1_800, endedAt: null, lost: 9 }];
  expect(outageRuns({ ...outages, open }, [0, 1], view)).toEqual([
    { left: 0, right: 2, count: 1, durationMs: 124 },
    { left: 10, right: 30, count: 2, durationMs: 150 },
    { left: 70, right: 70, count: 1, durationMs: 1 },
    { left: 80, right: 90, count: 1, durationMs: 100 },
  ]);
});

test('however many there are, each in view is in one stretch', () => {
  const one = fc.tuple(fc.nat(9), fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 400 }));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 500 }), (given) => {
      const ended = given.map(([target, beganAt, lasts]) => [target, beganAt, beganAt + lasts] as const);
      const runs = outageRuns(known(ended), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], view);
      const inView = ended.filter(([, beganAt, endedAt]) => endedAt >= 1_000 && beganAt <= 2_000);
      expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(inView.length);
      for (const [index, { left, right }] of runs.entries()) {
        expect(left).toBeLessThanOrEqual(right);
        expect(left).toBeGreaterThan((runs[index - 1]?.right ?? -2) + 1);
      }
    }),
  );
});
