import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv4, ipv6 } from '../../test/support/addresses.ts';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { fromBigInt, parseAddress, toBigInt } from './address.ts';
import { containsAddress, networkOf, parsePrefix, prefixOf, sizeOf, withIdentifier } from './prefix.ts';
import {
  embeddedIpv4,
  ipv4OfNat64,
  isatapIdentifier,
  mappedAddress,
  nat64Address,
  nat64Lengths,
  sixToFourPrefix,
  teredoAddress,
  teredoOf,
  wellKnownNat64,
} from './transition.ts';

const example = parseAddress('192.0.2.33');

test('writes and reads the examples of RFC 6052 section 2.4', () => {
  const rows: [prefix: string, address: string][] = [
    ['2001:db8::/32', '2001:db8:c000:221::'],
    ['2001:db8:100::/40', '2001:db8:1c0:2:21::'],
    ['2001:db8:122::/48', '2001:db8:122:c000:2:2100::'],
    ['2001:db8:122:300::/56', '2001:db8:122:3c0:0:221::'],
    ['2001:db8:122:344::/64', '2001:db8:122:344:c0:2:2100::'],
    ['2001:db8:122:344::/96', '2001:db8:122:344::192.0.2.33'],
    ['64:ff9b::/96', '64:ff9b::192.0.2.33'],
  ];
  for (const [prefix, text] of rows) {
    const address = parseAddress(text);
    expect([prefix, nat64Address(parsePrefix(prefix), example)]).toEqual([prefix, address]);
    expect([prefix, ipv4OfNat64(parsePrefix(prefix), address)]).toEqual([prefix, example]);
  }
});

test('NAT64 refuses prefixes that RFC 6052 does not allow, and reads nothing where bits 64 to 71 are set', () => {
  const refused = ['2001:db8::/33', '::/0', '2001:db8::1/128', '192.0.2.0/24', '2001:db8:0:0:100::/96'];
  for (const text of refused) expect(() => nat64Address(parsePrefix(text), example)).toThrow(RangeError);
  expect(() => nat64Address(wellKnownNat64, parseAddress('::1'))).toThrow('::1 is no IPv4 address');
  const prefix = parsePrefix('2001:db8:122:344::/64');
  expect(ipv4OfNat64(prefix, parseAddress('2001:db8:122:344:1c0:2:2100::'))).toBeUndefined();
  expect(ipv4OfNat64(prefix, parseAddress('2001:db8:122:345:c0:2:2100::'))).toBeUndefined();
  expect(ipv4OfNat64(prefix, parseAddress('192.0.2.1'))).toBeUndefined();
  // Bits after the IPv4 address are reserved, and ignored on reading (section 2.2).
  expect(ipv4OfNat64(prefix, parseAddress('2001:db8:122:344:c0:2:21ff:ffff'))).toBe(example);
});

test('finds the IPv4 address in an address of every form, and none elsewhere', () => {
  const rows: [address: string, found: [form: string, ipv4: string][]][] = [
    ['::ffff:192.0.2.33', [['mapped', '192.0.2.33']]],
    ['::192.0.2.33', [['compatible', '192.0.2.33']]],
    ['::ffff:0:192.0.2.33', [['translated', '192.0.2.33']]],
    ['64:ff9b::192.0.2.33', [['nat64', '192.0.2.33']]],
    ['64:ff9b:1::192.0.2.33', []],
    ['2002:c000:221::1', [['6to4', '192.0.2.33']]],
    [
      '2002:c000:221::5efe:10.0.0.1',
      [
        ['6to4', '192.0.2.33'],
        ['isatap', '10.0.0.1'],
      ],
    ],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', [['teredo', '192.0.2.45']]],
    ['fe80::5efe:192.0.2.33', [['isatap', '192.0.2.33']]],
    ['2001:db8::200:5efe:192.0.2.33', [['isatap', '192.0.2.33']]],
    ['ff02::5efe:192.0.2.33', []],
    ['2001:db8::192.0.2.33', []],
    ['::', []],
    ['::1', []],
    ['192.0.2.33', []],
  ];
  expect(
    rows.map(([text]) => [text, embeddedIpv4(parseAddress(text)).map((found) => [found.form, found.ipv4])]),
  ).toEqual(rows);
});

test('forms the prefix of a 6to4 site, mapped addresses and ISATAP identifiers', () => {
  expect(sixToFourPrefix(example)).toBe('2002:c000:221::/48');
  expect(mappedAddress(example)).toBe('::ffff:192.0.2.33');
  const link = parsePrefix('fe80::/64');
  expect(withIdentifier(link, isatapIdentifier(parseAddress('10.0.0.1'), false))).toBe('fe80::5efe:a00:1');
  expect(withIdentifier(link, isatapIdentifier(example, true))).toBe('fe80::200:5efe:c000:221');
  for (const make of [sixToFourPrefix, mappedAddress])
    expect(() => make(parseAddress('::1'))).toThrow(RangeError);
});

test('reads and writes Teredo addresses', () => {
  const address = parseAddress('2001:0:4136:e378:8000:63bf:3fff:fdd2');
  const inside = { server: '65.54.227.120', client: '192.0.2.45', port: 40000, flags: 0x8000 };
  expect(teredoOf(address)).toEqual(inside);
  expect(teredoOf(parseAddress('2001:db8::1'))).toBeUndefined();
  expect(teredoOf(parseAddress('192.0.2.1'))).toBeUndefined();
  const read = teredoOf(address);
  if (read === undefined) throw new Error('not read');
  expect(teredoAddress(read)).toBe(address);
  for (const port of [-1, 65536, 1.5]) expect(() => teredoAddress({ ...read, port })).toThrow(RangeError);
});

test('what goes in comes out, for every length of NAT64, 6to4, ISATAP and Teredo', () => {
  fc.assert(
    fc.property(
      ipv6,
      ipv4,
      ipv4,
      fc.constantFrom(...nat64Lengths),
      fc.nat(65535),
      fc.nat(65535),
      (...drawn) => {
        const [any, inner, server, length, port, flags] = drawn;
        // Bits 64 to 71 of the prefix must be zero.
        const prefix = prefixOf(fromBigInt(toBigInt(any) & ~(0xffn << 56n), 6), length);
        const translated = nat64Address(prefix, inner);
        expect(containsAddress(prefix, translated)).toBe(true);
        expect((toBigInt(translated) >> 56n) & 0xffn).toBe(0n);
        expect(ipv4OfNat64(prefix, translated)).toBe(inner);
        expect(
          embeddedIpv4(withIdentifier(parsePrefix('2001:db8::/64'), isatapIdentifier(inner, true))),
        ).toContainEqual(expect.objectContaining({ form: 'isatap', ipv4: inner }));
        expect(embeddedIpv4(networkOf(sixToFourPrefix(inner)))).toMatchObject([
          { form: '6to4', ipv4: inner },
        ]);
        expect(embeddedIpv4(mappedAddress(inner)).map((found) => found.ipv4)).toEqual([inner]);
        const address = teredoAddress({ server, client: inner, port, flags });
        expect(teredoOf(address)).toEqual({ server, client: inner, port, flags });
      },
    ),
  );
});

test('reads 6to4, Teredo and mapped addresses as Python does', () => {
  const prefixes = ['2002::/16', '2001::/32', '::ffff:0:0/96', '::/0'].map(parsePrefix);
  const addresses = fc.sample(fc.tuple(ipv6, fc.constantFrom(...prefixes)), 2000).map(([each, prefix]) => {
    const host = toBigInt(each) & (sizeOf(prefix) - 1n);
    return fromBigInt(toBigInt(networkOf(prefix)) | host, 6);
  });
  const questions = addresses.map((each): Question => ['transition', each]);
  const different = askPython('python-transition', questions).filter(([[, text], answer]) => {
    const address = parseAddress(String(text));
    const inside = teredoOf(address);
    const of = (form: string) => embeddedIpv4(address).find((found) => found.form === form)?.ipv4 ?? null;
    const own = [of('mapped'), of('6to4'), inside === undefined ? null : [inside.server, inside.client]];
    return JSON.stringify(own) !== JSON.stringify(answer);
  });
  expect(different).toEqual([]);
});
