import { expect, test } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { linkedPrefix, randomCsv, randomOptionsOf, readPrefix } from './random-options.ts';

test.each([
  ['2001:db8::/48', { is: 'prefix', prefix: '2001:db8::/48', zone: null }],
  ['192.0.2.0/24', { is: 'prefix', prefix: '192.0.2.0/24', zone: null }],
  ['fe80::/64', { is: 'needs-zone', prefix: 'fe80::/64' }],
  ['fe80::/64%eth0', { is: 'prefix', prefix: 'fe80::/64', zone: 'eth0' }],
  ['fe80::%eth0/64', { is: 'prefix', prefix: 'fe80::/64', zone: 'eth0' }],
  ['ff02::/16', { is: 'needs-zone', prefix: 'ff02::/16' }],
  ['', { is: 'wrong', problem: 'Name a prefix' }],
])('%s', (text, want) => {
  expect(readPrefix(text)).toEqual(want);
});

test.each(['2001:db8::/129', '2001:db8::/48%eth0', 'fe80::/64%'])('%s is no prefix', (text) => {
  expect(readPrefix(text).is).toBe('wrong');
});

test.each([
  ['2001:db8:1:2:3::4', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::/64%eth0'],
  ['192.0.2.77', '192.0.2.0/24'],
  ['fe80::/64%eth0', 'fe80::/64%eth0'],
  [undefined, ''],
])('a link with %s means %s', (target, text) => expect(linkedPrefix(target)).toBe(text));

test('the options of a run', () => {
  const read = readPrefix('fe80::/64%eth0');
  if (read.is !== 'prefix') throw new Error('the prefix is right');
  expect([randomOptionsOf(read, {}), randomOptionsOf(read, { count: '7', rate: '5' })]).toEqual([
    { prefix: 'fe80::/64', zone: 'eth0', count: 100 },
    { prefix: 'fe80::/64', zone: 'eth0', count: 7, perSecond: 5 },
  ]);
});

test('the export', () => {
  const address = parseAddress('2001:db8::1');
  expect(
    randomCsv([
      {
        address: parseAddress('fe80::1'),
        zone: parseZone('eth0'),
        outcome: 'answered',
        rttMs: 1.5,
        from: null,
        message: null,
      },
      { address, zone: null, outcome: 'unreachable', rttMs: null, from: address, message: '=no, route' },
    ]),
  ).toBe(
    'address,outcome,rtt_ms,from,message\r\nfe80::1%eth0,answered,1.5,,\r\n2001:db8::1,unreachable,,2001:db8::1,"\'=no, route"\r\n',
  );
});
