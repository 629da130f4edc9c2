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
