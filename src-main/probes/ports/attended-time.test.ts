import { expect, it } from 'vitest';
import { AttendedTime } from './attended-time.ts';

it.each([
  ['on time', [20, 40, 60], 60, 60],
  ['a little late', [35, 70], 80, 80],
  ['once late by half a second', [20, 540], 560, 60],
  ['late twice', [100, 120, 220], 230, 70],
  ['between two ticks', [20], 30, 30],
])('%s', (_title, ticks, nowMs, attended) => {
  const time = new AttendedTime(20, 0);
  for (const tick of ticks) time.tick(tick);
  expect(time.at(nowMs)).toBe(attended);
});
