import { expect, it } from 'vitest';
import { nmapProgress } from './nmap-progress.ts';

const scan = { task: 'Connect Scan', percent: '50.00', remaining: '3' };
const service = { task: 'Service scan', percent: '50.00', remaining: '4' };

it.each([
  ['nothing told yet', { hosts: 64, ended: 0, services: true, task: {} }, ['nmap: working', 0, null]],
  // Half of the first 16 of 64 hosts; the other groups take their time as well.
  [
    'the first group',
    { hosts: 64, ended: 0, services: false, task: scan },
    ['nmap: Connect Scan', 0.125, 7_000],
  ],
  [
    'its services',
    { hosts: 64, ended: 0, services: true, task: service },
    ['nmap: Service scan', 0.2, 4_000],
  ],
  // 0.6 of the work of a group is the scan.
  [
    'the last group',
    { hosts: 64, ended: 48, services: true, task: scan },
    ['nmap: Connect Scan', 0.825, 3_000],
  ],
  [
    'fewer than a group',
    { hosts: 4, ended: 0, services: false, task: scan },
    ['nmap: Connect Scan', 0.5, 3_000],
  ],
  ['all told', { hosts: 4, ended: 4, services: false, task: scan }, ['nmap: Connect Scan', 1, 3_000]],
] as const)('%s', (_name, state, [doing, part, remainingMs]) => {
  const told = nmapProgress({ ...state, elapsedMs: 1_000 });
  expect(told.doing).toBe(doing);
  expect(told.part).toBeCloseTo(part, 10);
  if (remainingMs === null) expect(told.remainingMs).toBeNull();
  else expect(told.remainingMs).toBeCloseTo(remainingMs, 6);
});
