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

it('takes no prefix that radvd makes of the address of another interface', () => {
  const text =
    'interface eth0 { prefix 0:0:0:1234::/64 { AdvOnLink on; Base6to4Interface ppp0; }; prefix ::/64 { Base6Interface ppp0; }; };';
  const { values, left } = read([{ name: 'radvd.conf', text }]);
  expect(values['interfaces']).toMatchObject([{ name: 'eth0', prefixes: [] }]);
  expect(left.map(({ text: words }) => words.slice(0, 20))).toEqual([
    'prefix 0:0:0:1234::/',
    'prefix ::/64 { Base6',
  ]);
});
