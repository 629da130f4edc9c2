import { expect, test } from 'vitest';
import type { PingOutage, PingOutages } from '../../src-core/api/ping.ts';
import { byTarget, newest, OutageReader } from './known-outages.ts';

const outage = (target: number, beganAt: number, endedAt: number | null = beganAt + 3): PingOutage => ({
  target,
  beganAt,
  endedAt,
  lost: 3,
});

/** A program that gives two outages at a time, of which it keeps those from a number on. */
function program(all: readonly PingOutage[]) {
  const state = { letGo: 0, open: [] as PingOutage[], asked: [] as number[], shown: all.length };
  const ask = async ({ from }: { from: number }): Promise<PingOutages> => {
    await Promise.resolve();
    state.asked.push(from);
    const { letGo, open, shown: total } = state;
    const first = Math.min(Math.max(from, letGo), total);
    const next = Math.min(first + 2, total);
    return { ended: all.slice(first, next), from: first, next, total, letGo, open };
  };
  return { state, ask };
}

const five = [outage(1, 0), outage(0, 10), outage(1, 20), outage(0, 30), outage(0, 40)];

test('every outage is read once, in parts, and what is new later', async () => {
  const { state, ask } = program(five);
  state.shown = 3;
  const reader = new OutageReader(ask);
  const first = await reader.read('a');
  expect([first.total, state.asked]).toEqual([3, [0, 2]]);
  // Nothing new: nothing to draw.
  expect(await reader.read('a')).toBe(first);
  state.shown = 5;
  state.open = [outage(1, 50, null)];
  const second = await reader.read('a');
  expect([second.total, second.letGo, [...byTarget(second)]]).toEqual([
    5,
    0,
    [five[1], five[3], five[4], five[0], five[2], outage(1, 50, null)],
  ]);
  expect(newest(second, 2)).toEqual([five[3], five[4], outage(1, 50, null)]);
  const other = await reader.read('b');
  expect(state.asked.slice(-3)).toEqual([0, 2, 4]);
  expect(other.log).not.toBe(second.log);
});

test('what the program has let go is told, and two questions at once take nothing twice', async () => {
  const { state, ask } = program(five);
  state.letGo = 1;
  const reader = new OutageReader(ask);
  const [one, other] = await Promise.all([reader.read('a'), reader.read('a')]);
  expect([one.total, other.total, one.letGo, [...one.log.range(0, 9)]]).toEqual([5, 5, 1, five.slice(1)]);
});
