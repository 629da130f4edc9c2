import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { address, groups, integerOf, ipv4, ipv6, textForms } from '../../test/support/addresses.ts';
import { refusal } from '../../test/support/refusal.ts';
import {
  bitsOf,
  compareAddresses,
  family,
  fromBigInt,
  fullForm,
  interfaceIdentifier,
  parseAddress,
  parseAddressUntil,
  toBigInt,
  tryParseAddress,
} from './address.ts';

test('reads both families and writes them canonically', () => {
  const rows: [text: string, canonical: string, family: 4 | 6][] = [
    ['192.0.2.1', '192.0.2.1', 4],
    ['0.0.0.0', '0.0.0.0', 4],
    ['::', '::', 6],
    ['2001:DB8::0001', '2001:db8::1', 6],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1', 6],
    ['FE80:0:0:0:0:0:0:1', 'fe80::1', 6],
  ];
  expect(rows.map(([text]) => [text, parseAddress(text), family(parseAddress(text))])).toEqual(rows);
  expect([bitsOf(4), bitsOf(6)]).toEqual([32, 128]);
});

test('refuses a zone, a length and what is no address, with the place and the reason', () => {
  const rows: [string, string][] = [
    ['', '0: it ends too early'],
    ['localhost', '0: a digit was expected'],
    ['fe80::1%eth0', '7: a zone cannot stand here'],
    ['fe80::1%', '7: a zone cannot stand here'],
    ['192.0.2.1%eth0', '9: a zone cannot stand here'],
    ['2001:db8::/32', '10: a hexadecimal digit was expected'],
    ['127.1', '5: there are 2 octets, not four'],
    ['192.0.2.1:80', '9: a dot was expected'],
    ['[::1]:80', '0: a hexadecimal digit was expected'],
    ['-6', '0: a digit was expected'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parseAddress(text))])).toEqual(rows);
  expect(rows.map(([text]) => tryParseAddress(text))).toEqual(rows.map(() => undefined));
});

test('an error of another kind is never taken for a refused text', () => {
  const broken: string = JSON.parse('7');
  expect(() => tryParseAddress(broken)).toThrow(TypeError);
});

test('reads an address up to where a zone or a length begins', () => {
  expect(parseAddressUntil('fe80::1%eth0', 7)).toBe('fe80::1');
  expect(parseAddressUntil('192.0.2.0/24', 9)).toBe('192.0.2.0');
  expect(parseAddressUntil('192.0.2.1 ::1', 9)).toBe('192.0.2.1');
  expect(refusal(() => parseAddressUntil('1.2.3/24', 5))).toBe('5: there are 3 octets, not four');
  expect(refusal(() => parseAddressUntil('fe80::1%a%b', 9))).toBe('7: a zone cannot stand here');
});

describe('integers', () => {
  test('are those of the bits', () => {
    const rows: [string, bigint][] = [
      ['0.0.0.0', 0n],
      ['255.255.255.255', 0xffff_ffffn],
      ['192.0.2.33', 0xc000_0221n],
      ['::', 0n],
      ['::1', 1n],
      ['2001:db8::1', 0x2001_0db8_0000_0000_0000_0000_0000_0001n],
      ['8000::', 1n << 127n],
      ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', (1n << 128n) - 1n],
    ];
    expect(rows.map(([text]) => toBigInt(parseAddress(text)))).toEqual(rows.map(([, value]) => value));
    expect(rows.map(([text, value]) => fromBigInt(value, text.includes(':') ? 6 : 4))).toEqual(
      rows.map(([text]) => text),
    );
  });

  test('outside of the family are a RangeError', () => {
    const rows: [bigint, 4 | 6][] = [
      [-1n, 4],
      [1n << 32n, 4],
      [-1n, 6],
      [1n << 128n, 6],
    ];
    for (const [value, which] of rows) expect(() => fromBigInt(value, which)).toThrow(RangeError);
  });

  test('go to and fro', () => {
    fc.assert(
      fc.property(groups, (eight) => {
        const value = integerOf(eight);
        expect(toBigInt(fromBigInt(value, 6))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(ipv4, (each) => {
        expect(fromBigInt(toBigInt(each), 4)).toBe(each);
      }),
    );
  });
});

test('compares by family, then by value', () => {
  const ordered = [
    '0.0.0.0',
    '9.0.0.0',
    '10.0.0.0',
    '192.0.2.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:1.2.3.4',
    '1::',
    '9::',
    '10::',
    '2001:db8::9',
    '2001:db8::10',
    'fe80::1',
    'ffff::',
  ].map(parseAddress);
  expect(ordered.toReversed().toSorted(compareAddresses)).toEqual(ordered);
  fc.assert(
    fc.property(ipv6, ipv6, (one, other) => {
      const difference = toBigInt(one) - toBigInt(other);
      expect(Math.sign(compareAddresses(one, other))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
    }),
  );
});

test('the full form has all eight groups with their zeros, and reads back', () => {
  expect(fullForm(parseAddress('2001:db8::a:1'))).toBe('2001:0db8:0000:0000:0000:0000:000a:0001');
  expect(fullForm(parseAddress('::ffff:192.0.2.1'))).toBe('0000:0000:0000:0000:0000:ffff:c000:0201');
  expect(fullForm(parseAddress('192.0.2.1'))).toBe('192.0.2.1');
  fc.assert(
    fc.property(ipv6, (each) => {
      expect(fullForm(each)).toMatch(/^([0-9a-f]{4}:){7}[0-9a-f]{4}$/);
      expect(parseAddress(fullForm(each))).toBe(each);
    }),
  );
});

test('the interface identifier is the low 64 bits', () => {
  expect(interfaceIdentifier(parseAddress('2001:db8:1:2:3:4:5:6'))).toBe(0x0003_0004_0005_0006n);
  expect(interfaceIdentifier(parseAddress('fe80::'))).toBe(0n);
});

test('the canonical form is a fixed point, and every text of an address is read as the same', () => {
  fc.assert(
    fc.property(address, (each) => {
      expect(parseAddress(each)).toBe(each);
    }),
  );
  const pairs = groups.chain((eight) => fc.tuple(fc.constant(eight), textForms(eight)));
  fc.assert(
    fc.property(pairs, ([eight, text]) => {
      expect(parseAddress(text)).toBe(fromBigInt(integerOf(eight), 6));
    }),
  );
});

test('no text at all makes the parser fail otherwise than by refusing', () => {
  const nasty = fc.string({ unit: fc.constantFrom(...'0123456789abcfABCF:.%/-[] ', '\0', '\u202e', 'é') });
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
      const parsed = tryParseAddress(text);
      if (parsed !== undefined) expect(parseAddress(parsed)).toBe(parsed);
    }),
    { numRuns: 2000 },
  );
});
