import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

const limits = { start: 16, least: 8, most: 512 };

it('doubles while answers come, and stays within its limits', () => {
  const pace = new Pace(limits);
  expect([pace.window, pace.timeoutMs, pace.leastMs]).toEqual([16, 1000, null]);
  for (let answer = 0; answer < 16; answer++) pace.answered(2);
  expect(pace.window).toBe(32);
  for (let answer = 0; answer < 10_000; answer++) pace.answered(2);
  expect(pace.window).toBe(512);
});

it('bears a little loss, halves once a round when much is lost, and then grows slowly', () => {
  const pace = new Pace(limits);
  for (let answer = 0; answer < 84; answer++) pace.answered(2);
  expect(pace.window).toBe(100);
  // One of 20 by chance.
  for (let loss = 0; loss < 20; loss++) {
    pace.lost(loss * 1000);
    for (let answer = 0; answer < 19; answer++) pace.answered(2, 0);
  }
  expect([pace.window, pace.lossRate > 0.02, pace.lossRate < 0.1]).toEqual([100, true, true]);
  for (let loss = 0; loss < 12; loss++) pace.lost(100_000 + loss);
  expect(pace.window).toBe(50);
  for (let answer = 0; answer < 50; answer++) pace.answered(2);
  expect(pace.window).toBe(50);
  pace.answered(2);
  pace.answered(2);
  expect(pace.window).toBe(51);
  for (let second = 200; second < 240; second++) pace.lost(second * 1000);
  expect(pace.window).toBe(8);
});

it('does not grow while answers queue', () => {
  const pace = new Pace(limits);
  pace.answered(20);
  for (let answer = 0; answer < 100; answer++) pace.answered(60);
  expect(pace.window).toBe(17);
});

// RFC 6298 section 2: SRTT + 4 RTTVAR, of which the first sample R makes R and R/2; then 1/8 and 1/4 of what is new.
it.each([
  [[200], 600],
  [[200, 200], 500],
  [[200, 300], 212.5 + 4 * 100],
  [[0.1, 0.1, 0.1], 150],
  [[3000], 4000],
])('waits after round trips of %j for %d ms', (samples, timeoutMs) => {
  const pace = new Pace(limits);
  for (const sample of samples) pace.answered(sample);
  expect(pace.timeoutMs).toBeCloseTo(timeoutMs, 6);
});
