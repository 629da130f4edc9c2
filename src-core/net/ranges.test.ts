import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv4, ipv6, prefix4, prefix6 } from '../../test/support/addresses.ts';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { refusal } from '../../test/support/refusal.ts';
import { bitsOf, compareAddresses, toBigInt, type Address } from './address.ts';
import { lengthOf, networkOf } from './prefix.ts';
import { formatRange, parseRange, prefixesOfRange, rangeOf } from './ranges.ts';

test('reads ranges, prefixes and single addresses, and covers them with the fewest prefixes', () => {
  const rows: [text: string, written: string, prefixes: string[]][] = [
    [
      '192.0.2.1-192.0.2.6',
      '192.0.2.1-192.0.2.6',
      ['192.0.2.1/32', '192.0.2.2/31', '192.0.2.4/31', '192.0.2.6/32'],
    ],
    ['192.0.2.0 - 192.0.2.255', '192.0.2.0-192.0.2.255', ['192.0.2.0/24']],
    ['0.0.0.0-255.255.255.255', '0.0.0.0-255.255.255.255', ['0.0.0.0/0']],
    ['192.0.2.7', '192.0.2.7', ['192.0.2.7/32']],
    ['10.0.0.0/8', '10.0.0.0-10.255.255.255', ['10.0.0.0/8']],
    ['2001:DB8::-2001:db8::2', '2001:db8::-2001:db8::2', ['2001:db8::/127', '2001:db8::2/128']],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['::/0']],
    ['::1-::1', '::1', ['::1/128']],
  ];
  expect(
    rows.map(([text]) => [text, formatRange(parseRange(text)), prefixesOfRange(parseRange(text))]),
  ).toEqual(rows);
});

test('the longest list is two prefixes for each bit but one', () => {
  expect(prefixesOfRange(parseRange('::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe'))).toHaveLength(254);
  expect(prefixesOfRange(parseRange('0.0.0.1-255.255.255.254'))).toHaveLength(62);
});

test('refuses with the place and the reason', () => {
  const rows: [string, string][] = [
    ['', '0: it ends too early'],
    ['192.0.2.1-', '0: it ends too early'],
    ['-192.0.2.1', '0: it ends too early'],
    ['192.0.2.9-192.0.2.1', '10: the last address is before the first'],
    ['192.0.2.9 -  192.0.2.1', '13: the last address is before the first'],
    ['::2-::1', '4: the last address is before the first'],
    ['192.0.2.1-::1', '10: the two addresses are not of one family'],
    ['192.0.2.1-5', '1: there are 1 octets, not four'],
    ['fe80::1%eth0-fe80::2', '7: a zone cannot stand here'],
    ['10.0.0.1/8', '0: it has host bits set; the prefix that holds it is 10.0.0.0/8'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parseRange(text))])).toEqual(rows);
});

const pair = (one: Address, other: Address): [Address, Address] =>
  compareAddresses(one, other) <= 0 ? [one, other] : [other, one];

test('the prefixes of a range meet each other, hold it exactly, and none could be wider', () => {
  fc.assert(
    fc.property(fc.oneof(fc.tuple(ipv6, ipv6), fc.tuple(ipv4, ipv4)), ([one, other]) => {
      const [first, last] = pair(one, other);
      const range = parseRange(`${first}-${last}`);
      expect(formatRange(range)).toBe(first === last ? first : `${first}-${last}`);
      expect(parseRange(formatRange(range))).toEqual(range);
      expect(parseRange(`${first} - ${last}`)).toEqual(range);
      const blocks = prefixesOfRange(range);
      let next = range.first;
      for (const block of blocks) {
        expect(toBigInt(networkOf(block))).toBe(next);
        next = rangeOf(block).last + 1n;
      }
      expect(next).toBe(range.last + 1n);
      expect(blocks.length).toBeLessThanOrEqual(2 * bitsOf(range.family));
    }),
  );
  fc.assert(
    fc.property(fc.oneof(prefix6, prefix4), (prefix) => {
      expect(prefixesOfRange(rangeOf(prefix))).toEqual([prefix]);
      expect(parseRange(formatRange(rangeOf(prefix)))).toEqual(rangeOf(prefix));
      expect(lengthOf(prefix)).toBeLessThanOrEqual(bitsOf(rangeOf(prefix).family));
    }),
  );
});

test('summarises as Python does', () => {
  const pairs = [...fc.sample(fc.tuple(ipv6, ipv6), 300), ...fc.sample(fc.tuple(ipv4, ipv4), 300)]
    .map(([one, other]) => pair(one, other))
    .filter((addresses) => !addresses.some((each) => each.startsWith('::ffff:')));
  const questions = pairs.map(([first, last]): Question => ['summarize', first, last]);
  const different = askPython('python-summarize', questions).filter(([[, first, last], answer]) => {
    const own = prefixesOfRange(parseRange(`${String(first)}-${String(last)}`));
    return JSON.stringify(own) !== JSON.stringify(answer) && !own.some((each) => each.startsWith('::ffff:'));
  });
  expect(different).toEqual([]);
});
