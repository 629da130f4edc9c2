import { expect, test } from 'vitest';
import { OutageLog } from './outage-log.ts';
import { OutageFinder, outagesCsv } from './outages.ts';

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

test('what lasts is counted, single losses are not', () => {
  const log = new OutageLog();
  const finder = new OutageFinder(3, log);
  const steps = [...'x.xx.xxx'].map((step, at) => {
    if (step === 'x') finder.lost(at);
    else finder.answered(at);
    return [finder.count, finder.open?.lost ?? null];
  });
  expect(steps).toEqual([
    [0, null],
    [0, null],
    [0, null],
    [1, 2],
    [1, null],
    [1, null],
    [2, 2],
    [2, 3],
  ]);
  expect([...log.range(0, 9)]).toEqual([{ target: 3, beganAt: 2, endedAt: 4, lost: 2 }]);
});
