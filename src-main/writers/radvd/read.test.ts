import { expect, it } from 'vitest';
import { read } from './read.ts';

it('takes capitals and small letters for the same, as radvd 2.20 does', () => {
  const text =
    'Interface eth0 { advsendadvert ON; advmanagedflag on; PREFIX ::/64 { advonlink off; }; rdnss 2001:db8::1 { advrdnsslifetime 60; }; foo 1; };';
  const { values, left } = read([{ name: 'radvd.conf', text }]);
  expect(values['interfaces']).toEqual([
    {
      name: 'eth0',
      managed: true,
      prefixes: [{ prefix: '::/64', onLink: false }],
      routes: [],
      rdnss: [{ addresses: ['2001:db8::1'], lifetime: 60 }],
      dnssl: [],
      nat64: [],
    },
  ]);
  expect(left.map(({ text: words }) => words)).toEqual(['foo 1;']);
});

it('reads a prefix without braces, as radvd does', () => {
  const text = 'interface eth0 { AdvSendAdvert on; prefix 2001:db8::/64; route 2001:db8:1::/48; };';
  const { values, left } = read([{ name: 'radvd.conf', text }]);
  expect(values['interfaces']).toMatchObject([{ prefixes: [{ prefix: '2001:db8::/64' }], routes: [] }]);
  expect(left.map(({ text: words }) => words)).toEqual(['route 2001:db8:1::/48;']);
});
