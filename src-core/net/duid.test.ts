import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mac } from '../../test/support/addresses.ts';
import { refusal } from '../../test/support/refusal.ts';
import {
  duidContent,
  duidEn,
  duidLl,
  duidLlt,
  duidUuid,
  macOfDuid,
  parseDuid,
  tryParseDuid,
} from './duid.ts';
import { parseMac } from './mac.ts';

test('reads the forms in which systems show a DUID', () => {
  const rows: [where: string, text: string, duid: string][] = [
    ['dhclient', '00:03:00:01:02:00:5e:10:00:01', '00:03:00:01:02:00:5e:10:00:01'],
    ['Windows', '00-03-00-01-02-00-5E-10-00-01', '00:03:00:01:02:00:5e:10:00:01'],
    ['Kea', '0003000102005e100001', '00:03:00:01:02:00:5e:10:00:01'],
    ['macOS', '0:3:0:1:2:0:5e:10:0:1', '00:03:00:01:02:00:5e:10:00:01'],
  ];
  expect(rows.map(([where, text]) => [where, text, parseDuid(text)])).toEqual(rows);
});

test('refuses with the place and the reason', () => {
  const rows: [string, string][] = [
    ['', '0: a hexadecimal digit was expected'],
    ['0003', '4: it has less than three octets'],
    ['00:03', '5: it has less than three octets'],
    ['00030', '5: a hexadecimal digit was expected'],
    ['00:03:', '6: a hexadecimal digit was expected'],
    ['00::03', '3: a hexadecimal digit was expected'],
    ['00:003:00', '3: an octet has more than two digits'],
    ['00:03-00', '5: the separators differ'],
    ['00:03:0g', '7: a hexadecimal digit was expected'],
    ['00 03 00', '2: a hexadecimal digit was expected'],
    ['00'.repeat(131), '0: it has more than 130 octets'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parseDuid(text))])).toEqual(rows);
  expect(rows.map(([text]) => tryParseDuid(text))).toEqual(rows.map(() => undefined));
  expect(parseDuid('00'.repeat(130))).toHaveLength(130 * 3 - 1);
});

test('reads the DUID-EN of the example in RFC 8415 section 11.3', () => {
  const duid = parseDuid('00:02:00:00:00:09:0c:c0:84:d3:03:00:09:12');
  expect(duidContent(duid)).toEqual({ type: 'en', enterprise: 9, identifier: '0c:c0:84:d3:03:00:09:12' });
  expect(duidEn(9, Uint8Array.from([12, 192, 132, 211, 3, 0, 9, 18]))).toBe(duid);
  expect(macOfDuid(duid)).toBeUndefined();
});

test('reads the content of every type, laid out as in RFC 8415 section 11', () => {
  const rows: [string, unknown][] = [
    [
      '00:01:00:01:00:00:00:01:02:00:5e:10:00:01',
      {
        type: 'llt',
        hardwareType: 1,
        time: Date.parse('2000-01-01T00:00:01Z'),
        linkLayer: '02:00:5e:10:00:01',
        mac: '02:00:5e:10:00:01',
      },
    ],
    [
      '00:01:00:01:2b:2f:75:80:08:00:27:aa:bb:cc',
      {
        type: 'llt',
        hardwareType: 1,
        time: Date.parse('2022-12-16T18:29:20Z'),
        linkLayer: '08:00:27:aa:bb:cc',
        mac: '08:00:27:aa:bb:cc',
      },
    ],
    [
      '00:03:00:06:02:00:5e:10:00:01',
      { type: 'll', hardwareType: 6, linkLayer: '02:00:5e:10:00:01', mac: '02:00:5e:10:00:01' },
    ],
    [
      '00:03:00:1b:02:00:5e:ff:fe:10:00:01',
      { type: 'll', hardwareType: 27, linkLayer: '02:00:5e:ff:fe:10:00:01', mac: undefined },
    ],
    [
      '00:04:f8:1d:4f:ae:7d:ec:11:d0:a7:65:00:a0:c9:1e:6b:f6',
      { type: 'uuid', uuid: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' },
    ],
    ['00:04:f8', { type: 'unknown', code: 4, data: 'f8' }],
    ['00:01:00:01:00:00:00:01', { type: 'unknown', code: 1, data: '00:01:00:00:00:01' }],
    ['00:03:00:01', { type: 'unknown', code: 3, data: '00:01' }],
    ['00:05:01', { type: 'unknown', code: 5, data: '01' }],
    ['ff:ff:01', { type: 'unknown', code: 65535, data: '01' }],
  ];
  expect(rows.map(([text]) => [text, duidContent(parseDuid(text))])).toEqual(rows);
});

test('makes the DUID of a MAC, with and without a time, and of a UUID', () => {
  const address = parseMac('02:00:5e:10:00:01');
  expect(duidLl(address)).toBe('00:03:00:01:02:00:5e:10:00:01');
  expect(duidLlt(address, Date.parse('2000-01-01T00:01:00.999Z'))).toBe(
    '00:01:00:01:00:00:00:3c:02:00:5e:10:00:01',
  );
  expect(duidLlt(address, Date.UTC(2000, 0, 1) + 0x1_0000_0001 * 1000)).toBe(
    '00:01:00:01:00:00:00:01:02:00:5e:10:00:01',
  );
  expect(duidUuid('F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6')).toBe(
    '00:04:f8:1d:4f:ae:7d:ec:11:d0:a7:65:00:a0:c9:1e:6b:f6',
  );
  expect(refusal(() => duidUuid('f81d4fae'))).toBe(
    '0: 8, 4, 4, 4 and 12 hexadecimal digits with dashes were expected',
  );
  expect(() => duidLlt(address, Date.UTC(1999, 11, 31))).toThrow(RangeError);
  expect(() => duidLlt(address, Number.NaN)).toThrow(RangeError);
  expect(() => duidEn(2 ** 32, Uint8Array.from([1]))).toThrow(RangeError);
  expect(() => duidEn(1.5, Uint8Array.from([1]))).toThrow(RangeError);
  expect(() => duidEn(9, new Uint8Array(0))).toThrow(RangeError);
  expect(() => duidEn(9, new Uint8Array(125))).toThrow(RangeError);
});

test('what a DUID was made from comes out of it again', () => {
  const seconds = fc.nat(0xffffffff);
  const identifier = fc.uint8Array({ minLength: 1, maxLength: 124 });
  fc.assert(
    fc.property(
      mac,
      seconds,
      fc.nat(0xffffffff),
      identifier,
      fc.uuid(),
      (each, second, enterprise, octets, uuid) => {
        const time = Date.UTC(2000, 0, 1) + second * 1000;
        expect(macOfDuid(duidLl(each))).toBe(each);
        expect(duidContent(duidLlt(each, time))).toMatchObject({ type: 'llt', time, mac: each });
        expect(duidContent(duidEn(enterprise, octets))).toMatchObject({ type: 'en', enterprise });
        expect(duidContent(duidUuid(uuid))).toEqual({ type: 'uuid', uuid });
        for (const duid of [duidLl(each), duidLlt(each, time), duidEn(enterprise, octets), duidUuid(uuid)])
          for (const text of [duid, duid.toUpperCase(), duid.replaceAll(':', '-'), duid.replaceAll(':', '')])
            expect(parseDuid(text)).toBe(duid);
      },
    ),
  );
});
