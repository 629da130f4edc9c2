import { expect, test } from 'vitest';
import { parseAddress } from '../net/address.ts';
import { parseZone } from '../net/zone.ts';
import { mediaTypeOf } from './media-types.ts';
import { shareUrls } from './share-urls.ts';

const place = (address: string) => ({
  address: parseAddress(address),
  interface: 'eth0',
  zone: parseZone('eth0'),
});

test('a folder has the forms that each client takes', () => {
  const urls = shareUrls([place('192.0.2.1'), place('fe80::1'), place('2001:db8::1')], 8080, ['boot.local']);
  expect(urls.map(({ kind, text }) => [kind, text])).toEqual([
    ['ipv6', 'http://[2001:db8::1]:8080/'],
    ['ipv4', 'http://192.0.2.1:8080/'],
    ['link-local', 'http://[fe80::1%25eth0]:8080/'],
    ['curl', "curl -g 'http://[fe80::1%25eth0]:8080/'"],
    ['ipxe', 'chain http://[fe80::1]:8080/'],
    ['grub', '(http,192.0.2.1:8080)/'],
    ['grub', '(http,[2001:db8::1]:8080)/'],
    ['name', 'http://boot.local:8080/'],
  ]);
  expect(shareUrls([place('2001:db8::1')], 80, []).map(({ text }) => text)).toEqual([
    'http://[2001:db8::1]/',
    '(http,[2001:db8::1])/',
  ]);
});

test.each([
  ['a.txt', 'text/plain; charset=utf-8'],
  ['A.ISO', 'application/vnd.efi.iso'],
  ['x.tar.gz', 'application/gzip'],
  ['txt', 'application/octet-stream'],
  ['a.constructor', 'application/octet-stream'],
  ['a.', 'application/octet-stream'],
])('%s is %s', (name, type) => {
  expect(mediaTypeOf(name)).toBe(type);
});
