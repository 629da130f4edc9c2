import { expect, test } from 'vitest';
import { scanRates, scanTime } from './scan-time.ts';

const [slow, fast] = scanRates;

test.each([
  [0n, 'less than a second'],
  [1n, '1 second'],
  [61n, '1 minute, 1 second'],
  [512n, '8 minutes, 32 seconds'],
  [3600n, '1 hour'],
  [86_399n, '23 hours, 59 minutes'],
  [400n * 86_400n, '1 year, 35 days'],
  [1n << 64n, '584,942,417,355 years'],
])('says how long %d addresses take at one a second: %s', (addresses, words) => {
  expect(slow && scanTime(addresses, slow)).toBe(words);
});

test('a /64 takes 367,719 years at 2^32 in 45 minutes, and all of IPv4 takes those', () => {
  expect(fast && scanTime(1n << 64n, fast)).toBe('367,719 years');
  expect(fast && scanTime(1n << 32n, fast)).toBe('45 minutes');
});
