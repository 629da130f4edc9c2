import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv4, ipv6 } from '../../test/support/addresses.ts';
import { fullForm, parseAddress } from './address.ts';
import { reverseName } from './reverse.ts';

test('names the examples of the RFCs', () => {
  const rows: [source: string, address: string, name: string][] = [
    [
      'RFC 3596 section 2.5',
      '4321:0:1:2:3:4:567:89ab',
      'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa',
    ],
    ['all zeros', '::', `${'0.'.repeat(32)}ip6.arpa`],
    ['IPv4-mapped', '::ffff:192.0.2.1', `1.0.2.0.0.0.0.c.f.f.f.f.${'0.'.repeat(20)}ip6.arpa`],
    ['RFC 1035 section 3.5', '10.2.0.52', '52.0.2.10.in-addr.arpa'],
  ];
  expect(rows.map(([source, text]) => [source, text, reverseName(parseAddress(text))])).toEqual(rows);
});

test('read backwards, the name is the address', () => {
  fc.assert(
    fc.property(ipv6, (address) => {
      const nibbles = reverseName(address).replace('.ip6.arpa', '').split('.').toReversed().join('');
      expect(nibbles.replace(/(....)(?=.)/g, '$1:')).toBe(fullForm(address));
    }),
  );
  fc.assert(
    fc.property(ipv4, (address) => {
      expect(reverseName(address).replace('.in-addr.arpa', '').split('.').toReversed().join('.')).toBe(
        address,
      );
    }),
  );
});
