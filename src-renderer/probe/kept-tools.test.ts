import { beforeEach, expect, test, vi } from 'vitest';
import type * as KeptTools from './kept-tools.ts';

let tools: typeof KeptTools;
beforeEach(async () => {
  vi.resetModules();
  tools = await import('./kept-tools.ts');
});

test.each([
  ['fe80::1%eth0 nas.example', 'fe80::1%eth0 nas.example', 'fe80::1%eth0'],
  ['http://[fe80::1%25eth0]:8080/', 'fe80::1%eth0', 'fe80::1%eth0'],
  ['02:00:5e:10:00:01', undefined, undefined],
  ['2001:db8::/48', undefined, undefined],
  ['', undefined, undefined],
])('the target %j is carried on', (target, all, first) => {
  tools.keepTool('wake', { target });
  expect([tools.keptSearch('ports', true).target, tools.keptSearch('path', false).target]).toEqual([
    all,
    first,
  ]);
});

test('a tool that was used is found as it was left', () => {
  tools.keepTool('ping', { target: '2001:db8::1', run: 'a' });
  tools.keepTool('wake', { target: '02:00:5e:10:00:01' });
  expect([tools.lastTool(), tools.keptSearch('ping', true), tools.keptSearch('wake', false)]).toEqual([
    'wake',
    { target: '2001:db8::1', run: 'a' },
    { target: '02:00:5e:10:00:01' },
  ]);
});
