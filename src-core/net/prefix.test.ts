import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address, ipv4, ipv6, prefix4, prefix6 } from '../../test/support/addresses.ts';
import { refusal } from '../../test/support/refusal.ts';
import { bitsOf, family, fromBigInt, interfaceIdentifier, parseAddress, toBigInt } from './address.ts';
import {
  containsAddress,
  lastOf,
  lengthOf,
  networkOf,
  parseInterfaceAddress,
  parsePrefix,
  prefixFamily,
  prefixOf,
  sizeOf,
  tryParsePrefix,
  withIdentifier,
} from './prefix.ts';

test('reads prefixes of every length and writes them canonically', () => {
  const rows: [text: string, prefix: string, first: string, last: string, size: bigint][] = [
    ['::/0', '::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1n << 128n],
    ['2001:0DB8:0::/32', '2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 1n << 96n],
    ['fe80::/10', 'fe80::/10', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1n << 118n],
    [
      '2001:db8:0:2::/64',
      '2001:db8:0:2::/64',
      '2001:db8:0:2::',
      '2001:db8:0:2:ffff:ffff:ffff:ffff',
      1n << 64n,
    ],
    ['2001:db8::1/128', '2001:db8::1/128', '2001:db8::1', '2001:db8::1', 1n],
    ['::ffff:0:0/96', '::ffff:0.0.0.0/96', '::ffff:0.0.0.0', '::ffff:255.255.255.255', 1n << 32n],
    ['0.0.0.0/0', '0.0.0.0/0', '0.0.0.0', '255.255.255.255', 1n << 32n],
    ['192.0.2.0/24', '192.0.2.0/24', '192.0.2.0', '192.0.2.255', 256n],
    ['192.0.2.254/31', '192.0.2.254/31', '192.0.2.254', '192.0.2.255', 2n],
    ['192.0.2.1/32', '192.0.2.1/32', '192.0.2.1', '192.0.2.1', 1n],
  ];
  expect(
    rows.map(([text]) => {
      const prefix = parsePrefix(text);
      return [text, prefix, networkOf(prefix), lastOf(prefix), sizeOf(prefix)];
    }),
  ).toEqual(rows);
  expect(rows.map(([text]) => prefixFamily(parsePrefix(text)))).toEqual(
    rows.map(([text]) => (text.includes(':') ? 6 : 4)),
  );
});

test('reads the examples of RFC 4291 section 2.3, and refuses what it calls not legal', () => {
  const legal = [
    '2001:0DB8:0000:CD30:0000:0000:0000:0000/60',
    '2001:0DB8::CD30:0:0:0:0/60',
    '2001:0DB8:0:CD30::/60',
  ];
  expect(legal.map((text) => parsePrefix(text))).toEqual(legal.map(() => '2001:db8:0:cd30::/60'));
  expect(parseInterfaceAddress('2001:0DB8:0:CD30:123:4567:89AB:CDEF/60')).toEqual({
    address: '2001:db8:0:cd30:123:4567:89ab:cdef',
    length: 60,
  });
  expect(refusal(() => parsePrefix('2001:0DB8:0:CD3/60'))).toBe('15: there are 4 groups, not eight');
  // The other two are read as other addresses than meant, both with host bits set.
  expect(refusal(() => parsePrefix('2001:0DB8::CD30/60'))).toBe(
    '0: it has host bits set; the prefix that holds it is 2001:db8::/60',
  );
  expect(refusal(() => parsePrefix('2001:0DB8::CD3/60'))).toBe(
    '0: it has host bits set; the prefix that holds it is 2001:db8::/60',
  );
});

test('refuses with the place and the reason, and names the prefix that was probably meant', () => {
  const host = '0: it has host bits set; the prefix that holds it is';
  const rows: [string, string][] = [
    ['2001:db8::1/64', `${host} 2001:db8::/64`],
    ['2001:db9::/31', `${host} 2001:db8::/31`],
    ['::1/0', `${host} ::/0`],
    ['::1/127', `${host} ::/127`],
    ['192.0.2.1/24', `${host} 192.0.2.0/24`],
    ['192.0.2.255/31', `${host} 192.0.2.254/31`],
    ['1.0.0.0/0', `${host} 0.0.0.0/0`],
    ['2001:db8::', '10: the "/length" is missing'],
    ['', '0: the "/length" is missing'],
    ['2001:db8::/', '11: the length must be a plain number'],
    ['2001:db8::/129', '11: the length is larger than 128'],
    ['192.0.2.0/33', '10: the length is larger than 32'],
    ['2001:db8::/064', '11: the length must be a plain number'],
    ['2001:db8::/-1', '11: the length must be a plain number'],
    ['2001:db8::/+64', '11: the length must be a plain number'],
    ['2001:db8::/64 ', '11: the length must be a plain number'],
    ['2001:db8::/6４', '11: the length must be a plain number'],
    ['2001:db8::/1e1', '11: the length must be a plain number'],
    ['2001:db8::/64/64', '11: the length must be a plain number'],
    ['2001:db8::/9999', '11: the length must be a plain number'],
    ['192.0.2.0/255.255.255.0', '10: the length must be a plain number'],
    ['192.0.2/24', '7: there are 3 octets, not four'],
    ['10/8', '2: there are 1 octets, not four'],
    ['/64', '0: it ends too early'],
    ['2001:db8:/32', '8: a single colon cannot end it'],
    ['fe80::%eth0/64', '6: a zone cannot stand here'],
    ['fe80::/64%eth0', '7: the length must be a plain number'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parsePrefix(text))])).toEqual(rows);
  expect(rows.map(([text]) => tryParsePrefix(text))).toEqual(rows.map(() => undefined));
  expect(() => parsePrefix('fe80::%eth0/64')).toThrow(expect.objectContaining({ input: 'fe80::%eth0/64' }));
});

test('an interface address keeps its host bits', () => {
  expect(parseInterfaceAddress('2001:DB8::1/64')).toEqual({ address: '2001:db8::1', length: 64 });
  expect(parseInterfaceAddress('192.0.2.1/0')).toEqual({ address: '192.0.2.1', length: 0 });
});

test('a length that the family does not have is a RangeError', () => {
  const six = parseAddress('::1');
  const four = parseAddress('192.0.2.1');
  for (const length of [-1, 129, 1.5, Number.NaN, Infinity])
    expect(() => prefixOf(six, length)).toThrow(RangeError);
  expect(() => prefixOf(four, 33)).toThrow('a prefix length of IPv4 is 0 to 32, not 33');
});

test('contains the addresses between its borders alone, and none of the other family', () => {
  const rows: [prefix: string, inside: string[], outside: string[]][] = [
    ['::/0', ['::', 'ffff::', '::ffff:192.0.2.1'], ['0.0.0.0', '192.0.2.1']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255'], ['::', '::ffff:0.0.0.0']],
    ['2001:db8::/33', ['2001:db8:7fff:ffff::'], ['2001:db8:8000::', '2001:db7:ffff::']],
    ['2001:db8:0:2::/63', ['2001:db8:0:3:ffff::'], ['2001:db8:0:4::', '2001:db8:0:1:ffff::']],
    ['2001:db8::4/127', ['2001:db8::4', '2001:db8::5'], ['2001:db8::3', '2001:db8::6']],
    ['2001:db8::4/128', ['2001:db8::4'], ['2001:db8::5']],
    ['8000::/1', ['8000::', 'ffff::'], ['7fff:ffff::']],
    ['128.0.0.0/1', ['128.0.0.0', '255.255.255.255'], ['127.255.255.255']],
    ['192.0.2.128/25', ['192.0.2.128', '192.0.2.255'], ['192.0.2.127', '192.0.3.0']],
    ['192.0.2.1/32', ['192.0.2.1'], ['192.0.2.0', '192.0.2.2']],
  ];
  for (const [text, inside, outside] of rows) {
    const prefix = parsePrefix(text);
    expect([text, inside.filter((each) => !containsAddress(prefix, parseAddress(each)))]).toEqual([text, []]);
    expect([text, outside.filter((each) => containsAddress(prefix, parseAddress(each)))]).toEqual([text, []]);
  }
});

test('puts an identifier under a prefix, and refuses what does not fit', () => {
  const identifier = interfaceIdentifier(parseAddress('::200:5eff:fe10:1'));
  expect(withIdentifier(parsePrefix('2001:db8:1:2::/64'), identifier)).toBe('2001:db8:1:2:200:5eff:fe10:1');
  expect(withIdentifier(parsePrefix('2001:db8::/48'), 1n)).toBe('2001:db8::1');
  expect(withIdentifier(parsePrefix('2001:db8::/64'), (1n << 64n) - 1n)).toBe(
    '2001:db8::ffff:ffff:ffff:ffff',
  );
  expect(() => withIdentifier(parsePrefix('2001:db8::/64'), 1n << 64n)).toThrow(RangeError);
  expect(() => withIdentifier(parsePrefix('2001:db8::/64'), -1n)).toThrow(RangeError);
  expect(() => withIdentifier(parsePrefix('2001:db8::/65'), 1n)).toThrow(RangeError);
  expect(() => withIdentifier(parsePrefix('192.0.2.0/24'), 1n)).toThrow(RangeError);
});

const anyPrefix = fc.oneof(prefix6, prefix4);

test('a prefix is read back as itself, and its borders are those of its integers', () => {
  fc.assert(
    fc.property(anyPrefix, (prefix) => {
      expect(parsePrefix(prefix)).toBe(prefix);
      expect(prefixOf(networkOf(prefix), lengthOf(prefix))).toBe(prefix);
      expect(toBigInt(lastOf(prefix)) - toBigInt(networkOf(prefix)) + 1n).toBe(sizeOf(prefix));
      expect(toBigInt(networkOf(prefix)) % sizeOf(prefix)).toBe(0n);
    }),
  );
});

test('the prefix of an address contains it, and no longer one of another does', () => {
  fc.assert(
    fc.property(address, fc.nat(128), (each, wanted) => {
      const bits = bitsOf(family(each));
      const length = Math.min(wanted, bits);
      const prefix = prefixOf(each, length);
      expect(containsAddress(prefix, each)).toBe(true);
      if (length === 0) return;
      const flipped = fromBigInt(toBigInt(each) ^ (1n << BigInt(bits - length)), family(each));
      expect(containsAddress(prefix, flipped)).toBe(false);
    }),
  );
});

test('containment agrees with integers', () => {
  for (const [prefixes, addresses] of [[prefix6, ipv6] as const, [prefix4, ipv4] as const]) {
    const near = fc.tuple(prefixes, addresses, fc.bigInt({ min: -2n, max: 2n }), fc.constantFrom(0, 1, 2));
    fc.assert(
      fc.property(near, ([prefix, other, offset, where]) => {
        const first = toBigInt(networkOf(prefix));
        const which = prefixFamily(prefix);
        const limit = (1n << BigInt(bitsOf(which))) - 1n;
        const wanted = [toBigInt(other), first + offset, first + sizeOf(prefix) + offset][where] ?? 0n;
        const value = wanted < 0n ? 0n : wanted > limit ? limit : wanted;
        expect(containsAddress(prefix, fromBigInt(value, which))).toBe(
          value >= first && value < first + sizeOf(prefix),
        );
      }),
    );
  }
});
