import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusal } from '../../test/support/refusal.ts';
import { formatIpv4Number, parseIpv4Number } from './ipv4.ts';

test('reads and writes dotted decimal, from the lowest to the highest address', () => {
  const rows: [string, number][] = [
    ['0.0.0.0', 0],
    ['0.0.0.1', 1],
    ['1.2.3.4', 0x01020304],
    ['127.255.255.255', 0x7fffffff],
    ['128.0.0.0', 0x80000000],
    ['192.0.2.33', 0xc0000221],
    ['255.255.255.255', 0xffffffff],
  ];
  expect(rows.map(([text]) => parseIpv4Number(text))).toEqual(rows.map(([, value]) => value));
  expect(rows.map(([, value]) => formatIpv4Number(value))).toEqual(rows.map(([text]) => text));
});

test('is strict, and says where and why it refuses', () => {
  const rows: [string, string][] = [
    ['', '0: it ends too early'],
    ['1', '1: there are 1 octets, not four'],
    ['127.1', '5: there are 2 octets, not four'],
    ['1.2.3', '5: there are 3 octets, not four'],
    ['1.2.3.', '6: it ends too early'],
    ['1.2.3.4.5', '7: there are more than four octets'],
    ['1.2.3.4.', '7: there are more than four octets'],
    ['1..2.3', '2: a digit was expected'],
    ['.1.2.3', '0: a digit was expected'],
    ['256.1.1.1', '0: an octet is larger than 255'],
    ['1.1.1.999999999999999999999', '6: an octet is larger than 255'],
    ['1.02.3.4', '2: an octet has a leading zero'],
    ['00.0.0.0', '0: an octet has a leading zero'],
    ['0177.0.0.1', '0: an octet has a leading zero'],
    ['0x7f.0.0.1', '1: a dot was expected'],
    ['2130706433', '0: an octet is larger than 255'],
    ['-1.2.3.4', '0: a digit was expected'],
    ['+1.2.3.4', '0: a digit was expected'],
    ['1.2.3.4 ', '7: a dot was expected'],
    [' 1.2.3.4', '0: a digit was expected'],
    ['1.2.3.4\n', '7: a dot was expected'],
    ['1.2.3.4\0', '7: a dot was expected'],
    ['1,2,3,4', '1: a dot was expected'],
    ['１.2.3.4', '0: a digit was expected'],
    ['1。2。3。4', '1: a dot was expected'],
    ['٣.2.3.4', '0: a digit was expected'],
    ['1.2.3.4/24', '7: a dot was expected'],
    ['1e1.2.3.4', '1: a dot was expected'],
  ];
  expect(rows.map(([text]) => refusal(() => parseIpv4Number(text)))).toEqual(rows.map(([, why]) => why));
});

test('what is written is read back as the same number', () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), (value) => {
      expect(parseIpv4Number(formatIpv4Number(value))).toBe(value);
    }),
  );
});
