import { describe, expect, test } from 'vitest';
import { unseen } from './multicast-echo.ts';

describe('how many hosts have probably not been seen', () => {
  test.each([
    { what: 'nobody answered', rounds: [0, 0, 0], known: 0, expected: 0 },
    { what: 'everyone answered each time', rounds: [250, 250, 250], known: 250, expected: 0 },
    { what: 'half of the answers were lost, twice', rounds: [500, 500], known: 1000, expected: 250 },
    { what: 'a tenth of them, three times', rounds: [900, 900, 900], known: 1000, expected: 1 },
    { what: 'more answers than hosts say nothing', rounds: [12, 12], known: 10, expected: 0 },
  ])('$what', ({ rounds, known, expected }) => {
    expect(unseen(rounds, known)).toBeCloseTo(expected, 9);
  });

  test('one host that sleeps now and then is no reason to ask everyone again', () => {
    expect(unseen([23, 24, 24], 24)).toBeLessThan(0.01);
    expect(unseen([2, 3, 3], 3)).toBeLessThan(0.01);
  });
});
