import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatDuration,
  formatLifetime,
  formatMoment,
  formatPlural,
  formatRtt,
} from './format.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('what people read', () => {
  test.each([
    [-5 * minute, 'just now'],
    [59 * second, 'just now'],
    [minute, '1 min ago'],
    [59 * minute + 59 * second, '59 min ago'],
    [hour, '1 h ago'],
    [day, '1 day ago'],
    [29 * day, '29 days ago'],
    [30 * day, '1 month ago'],
    [800 * day, '2 years ago'],
  ])('an age of %d ms is %s', (age, text) => {
    expect(formatAge(1_800_000_000_000 - age, 1_800_000_000_000)).toBe(text);
  });

  test.each([
    [null, ''],
    [0, '<0.01 ms'],
    [0.043, '0.04 ms'],
    [0.999, '1.00 ms'],
    [9.94, '9.9 ms'],
    [12.4, '12 ms'],
    [1234.5, '1,235 ms'],
  ])('a round trip of %s is %s', (rtt, text) => {
    expect(formatRtt(rtt)).toBe(text);
  });

  test.each([
    [0, '0.0 s'],
    [9_940, '9.9 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [59 * minute + 59 * second, '59 min 59 s'],
    [hour, '1 h'],
    [hour + 90 * second, '1 h 2 min'],
    [23 * hour + 59 * minute, '23 h 59 min'],
    [day - second, '1 day'],
    [2 * day + 4 * hour, '2 days 4 h'],
  ])('a duration of %d ms is %s', (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });

  test.each([
    [null, 'for ever'],
    [59, '59 s'],
    [1800, '30 min'],
    [86_399, '24 h'],
    [2_592_000, '30 days'],
  ])('a lifetime of %s s is %s', (seconds, text) => {
    expect(formatLifetime(seconds)).toBe(text);
  });

  test('counts name their things', () => {
    expect([0, 1, 1004].map((count) => formatPlural(count, 'address', 'addresses'))).toEqual([
      '0 addresses',
      '1 address',
      '1,004 addresses',
    ]);
  });

  test('a moment is in the time zone of the person', () => {
    expect(formatMoment(new Date(2026, 10, 1, 4, 5, 6).getTime())).toBe('2026-11-01 04:05:06');
  });
});
