import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { testInterface } from './lab/test-interface.ts';
import { Link } from './link.ts';

const link = new Link(
  testInterface('br_lan-x.10', ['2001:db8:1::1/64', 'fe80::1/64', '192.0.2.1/24'], ['fd00:1::/64', '::/0']),
);

test('which addresses belong to the link', () => {
  const rows: readonly (readonly [string, boolean])[] = [
    ['fe80::2', true],
    ['169.254.3.4', true],
    ['2001:db8:1::2', true],
    ['fd00:1::2', true],
    ['192.0.2.77', true],
    ['2001:db8:2::2', false],
    ['fd00:2::2', false],
    ['198.51.100.1', false],
    ['192.0.2.0', false],
    ['192.0.2.255', false],
    ['255.255.255.255', false],
    ['127.0.0.1', false],
    ['::1', false],
    ['::', false],
    ['0.0.0.0', false],
    ['ff02::1', false],
    ['224.0.0.251', false],
    ['::ffff:192.0.2.77', false],
  ];
  for (const [address, isOnLink] of rows) {
    expect(link.isOnLink(parseAddress(address)), address).toBe(isOnLink);
    expect(link.isOnLink(parseAddress(address)), `${address} once more`).toBe(isOnLink);
  }
});

test('whose datagrams are taken', () => {
  const rows: readonly (readonly [string, boolean, string | undefined])[] = [
    ['fe80::2%br_lan-x.10', false, 'fe80::2'],
    ['fe80::2%7', false, 'fe80::2'],
    ['fe80::2%eth0', false, undefined],
    ['2001:db8:1::2', false, '2001:db8:1::2'],
    ['2001:db8:9::2', true, undefined],
    ['192.0.2.2', false, '192.0.2.2'],
    ['198.51.100.1', true, undefined],
    // A socket that hears every interface cannot tell which one this came from.
    ['169.254.3.4', false, undefined],
    ['169.254.3.4', true, '169.254.3.4'],
    ['no address', true, undefined],
  ];
  for (const [text, ownSocket, sender] of rows) expect(link.sender(text, ownSocket), text).toBe(sender);
});

test('where it asks from', () => {
  const sources = (addresses: string[]) =>
    Object.fromEntries(new Link(testInterface('eth0', addresses)).sources);
  expect(sources(['2001:db8::1/64', 'fe80::1/64'])).toEqual({ 6: 'fe80::1' });
  expect(sources(['169.254.1.1/16', '192.0.2.1/24'])).toEqual({ 4: '192.0.2.1' });
  expect(sources([])).toEqual({});
  const tentative = testInterface('eth0', ['fe80::1/64']);
  const addresses = tentative.addresses.map((address) => ({ ...address, tentative: true }));
  expect(new Link({ ...tentative, addresses }).sources.size).toBe(0);
});
