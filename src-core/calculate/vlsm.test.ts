import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix4 } from '../../test/support/addresses.ts';
import { lengthOf, parsePrefix, sizeOf } from '../net/prefix.ts';
import { aggregate, overlaps } from '../net/prefix-sets.ts';
import { networksForHosts } from './vlsm.ts';

test('places networks by size, and answers in the order that was asked for', () => {
  const { networks, free } = networksForHosts(parsePrefix('192.0.2.0/24'), [10n, 100n, 2n, 50n]);
  expect(networks.map(({ prefix, usable, spare }) => [prefix, usable, spare])).toEqual([
    ['192.0.2.192/28', 14n, 4n],
    ['192.0.2.0/25', 126n, 26n],
    ['192.0.2.208/30', 2n, 0n],
    ['192.0.2.128/26', 62n, 12n],
  ]);
  expect(free).toEqual(['192.0.2.212/30', '192.0.2.216/29', '192.0.2.224/27']);
});

test('gives every network of IPv6 a /64', () => {
  const { networks } = networksForHosts(parsePrefix('2001:db8::/56'), [3n, 5000n]);
  expect(networks.map(({ prefix }) => prefix)).toEqual(['2001:db8::/64', '2001:db8:0:1::/64']);
});

test.each([
  [
    '192.0.2.0/24',
    [200n, 200n],
    'a network for 200 hosts (/24) does not fit into what is left of 192.0.2.0/24',
  ],
  ['192.0.2.0/24', [0n], 'a network has at least one host, not 0'],
  ['0.0.0.0/0', [1n << 32n], 'no network of IPv4 has 4294967296 hosts'],
  ['2001:db8::/126', [1n], 'a network for 1 hosts (/64) does not fit into what is left of 2001:db8::/126'],
])('refuses what does not fit %s: %s', (prefix, counts, message) => {
  expect(() => networksForHosts(parsePrefix(prefix), counts)).toThrow(new RangeError(message));
});

test('networks never overlap, hold their hosts, and with what is left are the whole', () => {
  fc.assert(
    fc.property(prefix4, fc.array(fc.bigInt({ min: 1n, max: 300n }), { maxLength: 12 }), (parent, counts) => {
      fc.pre(lengthOf(parent) <= 16);
      const { networks, free } = networksForHosts(parent, counts);
      const prefixes = networks.map(({ prefix }) => prefix);
      expect(overlaps(prefixes)).toEqual([]);
      expect(aggregate([...prefixes, ...free])).toEqual([parent]);
      for (const { hosts, prefix } of networks) expect(sizeOf(prefix) - 2n >= hosts).toBe(true);
    }),
  );
});
