import { expect, test } from 'vitest';
import { refusal } from '../../test/support/refusal.ts';
import { parseScanRate } from './scan-rate.ts';
import { scanTime } from './scan-time.ts';

test.each([
  ['1', 3600n, '1 hour'],
  ['60/min', 3600n, '1 hour'],
  ['0.5', 3600n, '2 hours'],
  ['1k/s', 3_600_000n, '1 hour'],
  ['1.5k', 5_400_000n, '1 hour'],
  ['2M/h', 48_000_000n, '1 day'],
  ['14.88M', 1n << 32n, '4 minutes, 48 seconds'],
  ['1/day', 365n, '1 year'],
])('at %s, %d addresses take %s', (text, addresses, time) => {
  expect(scanTime(addresses, parseScanRate(text))).toBe(time);
});

test('refuses with the place and the reason', () => {
  const rows: [string, string][] = [
    ['', '0: a number was expected, as in 1000, 1.5k/s or 10/min'],
    ['fast', '0: a number was expected, as in 1000, 1.5k/s or 10/min'],
    ['-1', '0: a number was expected, as in 1000, 1.5k/s or 10/min'],
    ['10 Mbit', '2: k, M or G was expected here, or /s, /min, /h or /day'],
    ['1.', '1: k, M or G was expected here, or /s, /min, /h or /day'],
    ['0.0', '0: nothing is ever asked at this rate'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parseScanRate(text))])).toEqual(rows);
});
