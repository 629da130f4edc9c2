import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusal } from '../../test/support/refusal.ts';
import { parseAddress } from './address.ts';
import { formatScoped, formatUriHost, needsZone, parseScoped, parseZone, tryParseScoped } from './zone.ts';

test('reads the zones of every system and keeps them as they are', () => {
  const zones = [
    'eth0',
    'eth0.10',
    'br-lan',
    'Wi-Fi_2',
    '12',
    'wlp3s0f0u1',
    'veth0@if3',
    'lan.br_1-x',
    'é',
    'a:b',
  ];
  expect(zones.map((zone) => parseScoped(`fe80::1%${zone}`))).toEqual(
    zones.map((zone) => ({ address: 'fe80::1', zone })),
  );
  expect(zones.map((zone) => formatScoped(parseScoped(`FE80:0::1%${zone}`)))).toEqual(
    zones.map((zone) => `fe80::1%${zone}`),
  );
});

test('reads addresses of both families without a zone', () => {
  const texts = ['fe80::1', '2001:db8::1', '192.0.2.1', 'ff02::1'];
  expect(texts.map((text) => parseScoped(text))).toEqual(texts.map((text) => ({ address: text })));
});

test('refuses with the place in the whole text and the reason', () => {
  const rows: [string, string][] = [
    ['fe80::1%', '8: it is empty'],
    ['fe80::1%%', '8: this character cannot stand in a zone'],
    ['fe80::1%eth0%eth1', '12: this character cannot stand in a zone'],
    ['fe80::1%eth0/64', '12: this character cannot stand in a zone'],
    ['fe80::1%Ethernet 2', '16: this character cannot stand in a zone'],
    ['fe80::1%a\tb', '9: this character cannot stand in a zone'],
    ['fe80::1%eth0\n', '12: this character cannot stand in a zone'],
    ['fe80::1%eth\0', '11: this character cannot stand in a zone'],
    ['fe80::1%\u202eeth0', '8: this character cannot stand in a zone'],
    ['fe80::1%eth\u200b0', '11: this character cannot stand in a zone'],
    ['fe80::1%eth\u{e0001}0', '11: this character cannot stand in a zone'],
    ['fe80::1%\u3164', '8: this character cannot stand in a zone'],
    ['fe80::1%\ud800', '8: this character cannot stand in a zone'],
    ['fe80::1%-x', '8: it cannot begin with "-"'],
    [`fe80::1%${'x'.repeat(300)}`, '263: it is longer than 255 characters'],
    ['%eth0', '0: it ends too early'],
    ['fe80::g%eth0', '6: a hexadecimal digit was expected'],
    ['2001:db8::1%eth0', '11: only link-local and multicast addresses have a zone'],
    ['::1%lo', '3: only link-local and multicast addresses have a zone'],
    ['192.0.2.1%eth0', '9: IPv4 addresses have no zone: leave it out'],
    ['169.254.1.1%eth0', '11: IPv4 addresses have no zone: leave it out'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => parseScoped(text))])).toEqual(rows);
  expect(rows.map(([text]) => tryParseScoped(text))).toEqual(rows.map(() => undefined));
});

test('a zone of 255 characters is the longest', () => {
  expect(parseZone('x'.repeat(255))).toHaveLength(255);
  expect(refusal(() => parseZone('x'.repeat(256)))).toBe('255: it is longer than 255 characters');
});

test('the input of an error is the whole text that was given', () => {
  expect(() => parseScoped('fe80::g%eth0')).toThrow(expect.objectContaining({ input: 'fe80::g%eth0' }));
});

test('link-local and multicast IPv6 need a zone, no other', () => {
  const rows: [string, boolean][] = [
    ['fe80::1', true],
    ['febf:ffff::1', true],
    ['fec0::1', false],
    ['ff02::1', true],
    ['ff05::2', true],
    ['2001:db8::1', false],
    ['fd00::1', false],
    ['::1', false],
    ['169.254.0.1', false],
    ['224.0.0.1', false],
  ];
  expect(rows.map(([text]) => [text, needsZone(parseAddress(text))])).toEqual(rows);
});

test('a zone is dropped where the address needs none', () => {
  const zone = parseZone('eth0');
  expect(formatScoped({ address: parseAddress('2001:db8::1'), zone })).toBe('2001:db8::1');
  expect(formatUriHost({ address: parseAddress('2001:db8::1'), zone })).toBe('[2001:db8::1]');
  expect(formatUriHost({ address: parseAddress('192.0.2.1'), zone })).toBe('192.0.2.1');
});

test('the host of a URI follows RFC 6874: %25, and only unreserved characters unencoded', () => {
  const rows: [string, string][] = [
    ['fe80::a%en1', '[fe80::a%25en1]'],
    ['fe80::1%eth0.10', '[fe80::1%25eth0.10]'],
    ['fe80::1%br_lan-x~1', '[fe80::1%25br_lan-x~1]'],
    ['fe80::1%a]b', '[fe80::1%25a%5Db]'],
    ["fe80::1%o'(d)*!", '[fe80::1%25o%27%28d%29%2A%21]'],
    ['fe80::1%é', '[fe80::1%25%C3%A9]'],
    ['fe80::1', '[fe80::1]'],
  ];
  expect(rows.map(([text]) => [text, formatUriHost(parseScoped(text))])).toEqual(rows);
});

test('what is accepted is written and read back the same, and goes into a URI and back out of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const scoped = tryParseScoped(`fe80::1%${text}`);
      if (scoped === undefined) return;
      expect(scoped.zone).toBe(text);
      expect(parseScoped(formatScoped(scoped))).toEqual(scoped);
      expect(formatUriHost(scoped)).toMatch(/^\[fe80::1%25([A-Za-z0-9._~-]|%[0-9A-F]{2})+\]$/);
      expect(decodeURIComponent(formatUriHost(scoped))).toBe(`[fe80::1%${text}]`);
    }),
    { numRuns: 1000 },
  );
});
