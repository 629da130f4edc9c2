import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classify } from './classify.ts';

test.each([
  ['', 'nothing', undefined],
  ['   ', 'nothing', undefined],
  ['FE80::1%eth0', 'address', 'IPv6 link-local address, on eth0'],
  ['fe80::1', 'address', 'IPv6 link-local address, without its zone: which interface it is on is not said'],
  ['[fe80::1%25br-lan]', 'address', 'IPv6 link-local address, on br-lan'],
  ['http://[2001:db8::1]:8080/path', 'address', 'IPv6 global address'],
  ['2001:DB8:0:0::1', 'address', 'IPv6 global address'],
  [
    'fe80::5054:ff:fe12:3456%eth0',
    'address',
    'IPv6 link-local address, on eth0, formed from the MAC 52:54:00:12:34:56',
  ],
  ['fd00::1', 'address', 'IPv6 unique local address (ULA)'],
  ['192.0.2.1', 'address', 'IPv4 address that is set aside (documentation, tests, protocols)'],
  ['0200.5E10.0001', 'mac', 'MAC address, locally administered: chosen by software'],
  ['00:00:5e:00:01:05', 'mac', 'MAC address, of a virtual router'],
  ['2001:db8::/32', 'prefix', 'IPv6 prefix with 2^96 addresses'],
  ['192.0.2.0/24', 'prefix', 'IPv4 prefix with 256 addresses'],
  ['192.0.2.9/32', 'prefix', 'IPv4 prefix with 1 address'],
  ['printer', 'text', 'A name or a word'],
  ['deadbeef', 'text', 'A name or a word'],
  [
    '2001:db8::1%eth0',
    'text',
    expect.stringContaining('only link-local and multicast addresses have a zone'),
  ],
  ['192.0.2.300', 'text', expect.stringContaining('192.0.2.300')],
  ['fe80::1%', 'text', expect.stringContaining('is empty')],
])('%j is %s', (text, is, says) => {
  const what = classify(text);
  expect({ is: what.is, says: what.is === 'nothing' ? undefined : what.says }).toEqual({ is, says });
});

test('the search for an address is its canonical form, whatever was typed', () => {
  expect(classify(' [FE80:0::1%25eth0] ')).toMatchObject({ search: 'fe80::1' });
});

test('any text gets an answer, bounded to what the search takes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => {
      const what = classify(text);
      if (what.is !== 'nothing') expect(what.search.length).toBeLessThanOrEqual(200);
    }),
  );
});
