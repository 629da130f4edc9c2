import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mac } from '../../test/support/addresses.ts';
import { refusal } from '../../test/support/refusal.ts';
import { parseAddress } from './address.ts';
import {
  eui64Identifier,
  eui64LinkLocal,
  isGroupMac,
  isLocalMac,
  macFromBigInt,
  macOfEui64,
  macOrigin,
  macToBigInt,
  parseMac,
  tryParseMac,
} from './mac.ts';
import { withIdentifier, parsePrefix } from './prefix.ts';

test('reads the form of every system', () => {
  const rows: [where: string, text: string, mac: string][] = [
    ['Linux', '02:00:5e:10:00:01', '02:00:5e:10:00:01'],
    ['Windows', '02-00-5E-10-00-01', '02:00:5e:10:00:01'],
    ['Cisco', '0200.5e10.0001', '02:00:5e:10:00:01'],
    ['Huawei', '0200-5e10-0001', '02:00:5e:10:00:01'],
    ['ProCurve', '02005e-100001', '02:00:5e:10:00:01'],
    ['plain', '02005E100001', '02:00:5e:10:00:01'],
    ['macOS, zeros left out', '2:0:5e:10:0:1', '02:00:5e:10:00:01'],
    ['macOS, zeros left out', '0:0:0:0:0:0', '00:00:00:00:00:00'],
    ['broadcast', 'FF:FF:FF:FF:FF:FF', 'ff:ff:ff:ff:ff:ff'],
  ];
  expect(rows.map(([where, text]) => [where, text, parseMac(text)])).toEqual(rows);
});

test('refuses with the place and the reason', () => {
  const pairs = 'six pairs of hexadecimal digits were expected';
  const rows: [string, string][] = [
    ['', '0: twelve hexadecimal digits were expected'],
    ['02:00:5e:10:00', `14: ${pairs}`],
    ['02:00:5e:10:00:', `15: ${pairs}`],
    ['02:00:5e:10:00:01:02', `17: ${pairs}`],
    ['02:00:5e:10:00:01:02:03', `17: ${pairs}`],
    ['02::5e:10:00:01', `3: ${pairs}`],
    ['02:00:05e:10:00:01', `6: ${pairs}`],
    [':00:5e:10:00:01', `0: ${pairs}`],
    ['02:00-5e:10:00:01', '5: the separators differ'],
    ['02-00-5e-10-00:01', '14: the separators differ'],
    ['0200.5e10:0001', '9: the separators differ'],
    ['0200.5e10', '9: three groups of four digits were expected'],
    ['200.5e10.0001', '0: three groups of four digits were expected'],
    ['02.00.5e.10.00.01', '0: three groups of four digits were expected'],
    ['02005e10000', '11: twelve hexadecimal digits were expected'],
    ['02005e1000011', '12: twelve hexadecimal digits were expected'],
    ['02:00:5e:10:00:0g', '16: a hexadecimal digit was expected'],
    ['02:00:5e:10:00:01 ', '17: a hexadecimal digit was expected'],
    [' 02:00:5e:10:00:01', '0: a hexadecimal digit was expected'],
    ['02:00:5e:10:00:01\n', '17: a hexadecimal digit was expected'],
    ['0x02005e100001', '1: a hexadecimal digit was expected'],
    ['０2:00:5e:10:00:01', '0: a hexadecimal digit was expected'],
    ['(incomplete)', '0: a hexadecimal digit was expected'],
    ['-', `0: ${pairs}`],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parseMac(text))])).toEqual(rows);
  expect(rows.map(([text]) => tryParseMac(text))).toEqual(rows.map(() => undefined));
});

test('the bits go to and fro', () => {
  expect(macToBigInt(parseMac('02:00:5e:10:00:01'))).toBe(0x02005e100001n);
  expect(macFromBigInt(1n)).toBe('00:00:00:00:00:01');
  expect(() => macFromBigInt(-1n)).toThrow(RangeError);
  expect(() => macFromBigInt(1n << 48n)).toThrow(RangeError);
  fc.assert(
    fc.property(mac, (each) => {
      expect(macFromBigInt(macToBigInt(each))).toBe(each);
      for (const text of [each, each.toUpperCase(), each.replaceAll(':', '-'), each.replaceAll(':', '')]) {
        expect(parseMac(text)).toBe(each);
      }
      expect(parseMac(each.replace(/\b0/g, ''))).toBe(each);
      const digits = each.replaceAll(':', '');
      const fours = digits.match(/.{4}/g) ?? [];
      for (const text of [fours.join('.'), fours.join('-'), digits.replace(/^.{6}/, '$&-')])
        expect(parseMac(text)).toBe(each);
    }),
  );
});

test('says where a MAC comes from, as far as it tells', () => {
  const rows: [string, string][] = [
    ['00:1b:21:3c:4d:5e', 'universal'],
    ['02:42:ac:11:00:02', 'locally-administered'],
    ['52:54:00:12:34:56', 'locally-administered'],
    ['da:a1:19:00:00:01', 'randomised'],
    ['3e:11:22:33:44:55', 'randomised'],
    ['00:00:5e:00:01:07', 'virtual-router'],
    ['00:00:5e:00:02:ff', 'virtual-router'],
    ['00:00:0c:07:ac:01', 'virtual-router'],
    // HSRP version 2 for IPv4, with group numbers of 12 bits, and for IPv6.
    ['00:00:0c:9f:f0:01', 'virtual-router'],
    ['00:00:0c:9f:ff:ff', 'virtual-router'],
    ['00:00:0c:9f:e0:01', 'universal'],
    ['00:05:73:a0:0f:ff', 'virtual-router'],
    ['00:05:73:a0:10:00', 'universal'],
    ['00:07:b4:00:01:02', 'virtual-router'],
    ['33:33:00:00:00:01', 'group'],
    ['01:00:5e:00:00:fb', 'group'],
    ['ff:ff:ff:ff:ff:ff', 'group'],
  ];
  expect(rows.map(([text]) => [text, macOrigin(parseMac(text))])).toEqual(rows);
  const bits = ['00', '01', '02', '03'].map((first) => parseMac(`${first}:00:00:00:00:00`));
  expect(bits.map(isGroupMac)).toEqual([false, true, false, true]);
  expect(bits.map(isLocalMac)).toEqual([false, false, true, true]);
});

test('forms the identifier of RFC 4291 appendix A, with the example of RFC 2464 section 4', () => {
  expect(eui64Identifier(parseMac('34-56-78-9A-BC-DE'))).toBe(0x365678fffe9abcden);
  expect(eui64LinkLocal(parseMac('34-56-78-9A-BC-DE'))).toBe('fe80::3656:78ff:fe9a:bcde');
  // Appendix A: cccccc0g cccccccc cccccccc 11111111 11111110 mmmmmmmm mmmmmmmm mmmmmmmm, with the u bit turned over.
  expect(eui64Identifier(parseMac('00:00:00:00:00:00'))).toBe(0x020000fffe000000n);
  expect(eui64Identifier(parseMac('fe:ff:ff:ff:ff:ff'))).toBe(0xfcfffffffeffffffn);
  expect(eui64LinkLocal(parseMac('02:00:00:00:00:01'))).toBe('fe80::ff:fe00:1');
});

test('finds the MAC in an EUI-64 address, and none where there is none', () => {
  const rows: [string, string | undefined][] = [
    ['fe80::3656:78ff:fe9a:bcde', '34:56:78:9a:bc:de'],
    ['2001:db8::ff:fe00:1', '02:00:00:00:00:01'],
    ['fd00::200:ff:fe00:0', '00:00:00:00:00:00'],
    ['fe80::1', undefined],
    ['2001:db8::3656:78fe:ff9a:bcde', undefined],
    ['2001:db8::3756:78ff:fe9a:bcde', undefined], // it would be a group address, which no interface has
    ['ff02::200:ff:fe00:1', undefined], // a multicast address has no interface identifier
    ['192.0.2.1', undefined],
  ];
  expect(rows.map(([text]) => [text, macOfEui64(parseAddress(text))])).toEqual(rows);
});

test('the MAC of an EUI-64 address is the one it was formed from', () => {
  const prefix = parsePrefix('2001:db8:1:2::/64');
  fc.assert(
    fc.property(mac, (each) => {
      fc.pre(!isGroupMac(each));
      expect(macOfEui64(eui64LinkLocal(each))).toBe(each);
      expect(macOfEui64(withIdentifier(prefix, eui64Identifier(each)))).toBe(each);
    }),
  );
});
