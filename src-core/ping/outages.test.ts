import { expect, test } from 'vitest';
import { outagesCsv } from './outages.ts';

test('outages as a table', () => {
  const beganAt = Date.UTC(2026, 0, 2, 3, 4, 5, 600);
  expect(
    outagesCsv([
      { target: 'fe80::1%eth0', beganAt, endedAt: beganAt + 1_234, lost: 6 },
      { target: '=cmd', beganAt, endedAt: null, lost: 1 },
    ]),
  ).toBe(
    'target,begin,end,lost,duration_s\r\n' +
      'fe80::1%eth0,2026-01-02T03:04:05.600Z,2026-01-02T03:04:06.834Z,6,1.234\r\n' +
      "'=cmd,2026-01-02T03:04:05.600Z,,1,\r\n",
  );
});
