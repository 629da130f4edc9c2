import { expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import {
  identifierKind,
  isLinkLocal,
  isMulticast,
  kindOf,
  type AddressKind,
  type IdentifierKind,
} from './kind.ts';

test('classifies the types of RFC 4291 sections 2.4 to 2.7 by their examples', () => {
  const rows: [section: string, text: string, kind: AddressKind][] = [
    ['2.4 and 2.5.2 unspecified', '0:0:0:0:0:0:0:0', 'unspecified'],
    ['2.4 and 2.5.3 loopback', '0:0:0:0:0:0:0:1', 'loopback'],
    ['2.4 multicast', 'FF00::', 'multicast'],
    ['2.4 link-local unicast', 'FE80::', 'link-local'],
    ['2.4 global unicast', '2001:DB8::8:800:200C:417A', 'global'],
    ['2.5.5.1 IPv4-compatible', '::13.1.68.3', 'global'],
    ['2.5.5.2 IPv4-mapped', '::FFFF:129.144.52.38', 'global'],
    ['2.5.6 link-local', 'FE80:0:0:0:ffff:ffff:ffff:ffff', 'link-local'],
    ['2.5.7 site-local, to be treated as global unicast', 'FEC0::1', 'global'],
    ['2.6.1 subnet-router anycast, no other than unicast', '2001:DB8:0:CD30::', 'global'],
    ['2.7 multicast', 'FF01::101', 'multicast'],
    ['2.7.1 all nodes', 'FF02:0:0:0:0:0:0:1', 'multicast'],
    ['2.7.1 all routers', 'FF05:0:0:0:0:0:0:2', 'multicast'],
    ['2.7.1 solicited-node', 'FF02::1:FF0E:8C6C', 'multicast'],
  ];
  expect(rows.map(([section, text]) => [section, text, kindOf(parseAddress(text))])).toEqual(rows);
});

test('classifies the special ranges and the addresses on both sides of their borders', () => {
  const rows: [string, AddressKind][] = [
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::2', 'global'],
    ['::ffff:127.0.0.1', 'global'],
    ['64:ff9b::c000:221', 'global'],
    ['2001:db8::1', 'global'],
    ['fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'global'],
    ['fc00::', 'ula'],
    ['fd12:3456:789a::1', 'ula'],
    ['fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ula'],
    ['fe00::', 'global'],
    ['fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'global'],
    ['fe80::', 'link-local'],
    ['febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'link-local'],
    ['fec0::', 'global'],
    ['feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'global'],
    ['ff00::', 'multicast'],
    ['ff02::1', 'multicast'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'multicast'],
    ['fe8::', 'global'],
    ['fd::', 'global'],
    ['ff::', 'global'],
    ['0.0.0.0', 'unspecified'],
    ['0.0.0.1', 'special'],
    ['9.255.255.255', 'global'],
    ['10.0.0.0', 'private'],
    ['10.255.255.255', 'private'],
    ['11.0.0.0', 'global'],
    ['100.63.255.255', 'global'],
    ['100.64.0.0', 'private'],
    ['100.127.255.255', 'private'],
    ['100.128.0.0', 'global'],
    ['126.255.255.255', 'global'],
    ['127.0.0.0', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['128.0.0.0', 'global'],
    ['169.253.255.255', 'global'],
    ['169.254.0.0', 'link-local'],
    ['169.254.255.255', 'link-local'],
    ['169.255.0.0', 'global'],
    ['172.15.255.255', 'global'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'global'],
    ['192.0.0.0', 'special'],
    // Anycast of PCP, which the registry calls globally reachable within a block that is not.
    ['192.0.0.9', 'global'],
    ['192.0.1.255', 'global'],
    ['192.0.2.0', 'special'],
    ['192.0.2.255', 'special'],
    ['192.0.3.0', 'global'],
    ['198.17.255.255', 'global'],
    ['198.18.0.0', 'special'],
    ['198.19.255.255', 'special'],
    ['198.20.0.0', 'global'],
    ['198.51.100.7', 'special'],
    ['203.0.113.7', 'special'],
    ['192.167.255.255', 'global'],
    ['192.168.0.0', 'private'],
    ['192.168.255.255', 'private'],
    ['192.169.0.0', 'global'],
    ['223.255.255.255', 'global'],
    ['224.0.0.0', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.0', 'special'],
    ['255.255.255.254', 'special'],
    ['255.255.255.255', 'broadcast'],
  ];
  expect(rows.map(([text]) => [text, kindOf(parseAddress(text))])).toEqual(rows);
  for (const [text, kind] of rows) {
    expect([text, isLinkLocal(parseAddress(text))]).toEqual([text, kind === 'link-local']);
    expect([text, isMulticast(parseAddress(text))]).toEqual([text, kind === 'multicast']);
  }
});

test('reads an interface identifier by its bits', () => {
  const rows: [string, IdentifierKind][] = [
    ['fe80::3656:78ff:fe9a:bcde', 'eui64'],
    ['2001:db8::ff:fe00:0', 'eui64'],
    ['2001:db8::', 'low-byte'],
    ['2001:db8::1', 'low-byte'],
    ['2001:db8::ffff', 'low-byte'],
    ['2001:db8::1:0', 'embedded-ipv4'],
    ['2001:db8::c000:201', 'embedded-ipv4'],
    ['fe80::5efe:c000:201', 'isatap'],
    ['fe80::200:5efe:c000:201', 'isatap'],
    ['fe80::100:5efe:c000:201', 'opaque'],
    ['2001:db8::1:0:0:0', 'opaque'],
    ['2001:db8::1:2:3:4', 'opaque'],
    ['2001:db8::a9f3:11c2:7d04:be55', 'opaque'],
  ];
  expect(rows.map(([text]) => [text, identifierKind(parseAddress(text))])).toEqual(rows);
});
