import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv6 } from '../../test/support/addresses.ts';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { refusal } from '../../test/support/refusal.ts';
import { parseAddress } from './address.ts';
import { formatBase85, parseBase85, tryParseBase85 } from './base85.ts';

test('reads and writes the example of RFC 1924 section 5', () => {
  const address = parseAddress('1080:0:0:0:8:800:200C:417A');
  expect(formatBase85(address)).toBe('4)+k&C#VzJ4br>0wv%Yp');
  expect(parseBase85('4)+k&C#VzJ4br>0wv%Yp')).toBe(address);
  expect(formatBase85(parseAddress('::'))).toBe('0'.repeat(20));
});

test('refuses with the place and the reason', () => {
  const highest = formatBase85(parseAddress('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'));
  const rows: [string, string][] = [
    ['', '0: it has 0 digits, not 20'],
    ['0'.repeat(19), '19: it has 19 digits, not 20'],
    ['0'.repeat(21), '20: it has 21 digits, not 20'],
    [`${'0'.repeat(10)}"${'0'.repeat(9)}`, '10: this is no digit of base 85'],
    [`${'0'.repeat(19)} `, '19: this is no digit of base 85'],
    ['~'.repeat(20), '0: it is more than 128 bits'],
    [highest.replace(/.$/, '~'), '0: it is more than 128 bits'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parseBase85(text))])).toEqual(rows);
  expect(rows.map(([text]) => tryParseBase85(text))).toEqual(rows.map(() => undefined));
  expect(() => formatBase85(parseAddress('192.0.2.1'))).toThrow(RangeError);
});

test('what is written is read back, and is what Python reckons', () => {
  fc.assert(
    fc.property(ipv6, (address) => {
      expect(parseBase85(formatBase85(address))).toBe(address);
    }),
  );
  const questions = fc.sample(ipv6, 500).map((address): Question => ['base85', address]);
  const different = askPython('python-base85', questions).filter(
    ([[, text], answer]) => formatBase85(parseAddress(String(text))) !== answer,
  );
  expect(different).toEqual([]);
});
