import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv6 } from '../../test/support/addresses.ts';
import { parseAddress, toBigInt } from './address.ts';
import { isGroupMac } from './mac.ts';
import { containsAddress, networkOf, parsePrefix, prefixOf, withIdentifier } from './prefix.ts';
import {
  ethernetOfMulticast,
  multicastOf,
  multicastOfPrefix,
  multicastOfRendezvousPoint,
  solicitedNode,
  type Multicast,
} from './multicast.ts';
import { multicastName } from './multicast-names.ts';

test('tells the kinds of multicast addresses apart', () => {
  const rows: [source: string, address: string, parts: Partial<Multicast>][] = [
    ['RFC 4291 2.7.1', 'ff02::1', { kind: 'well-known', scope: 2, scopeName: 'link-local', groupId: 1n }],
    ['RFC 4291 2.7.1', 'ff05::2', { kind: 'well-known', scope: 5, scopeName: 'site-local', groupId: 2n }],
    ['RFC 4291 2.7.1', 'ff02::1:ff0e:8c6c', { kind: 'solicited-node', solicitedBits: 0x0e8c6c }],
    ['next to it', 'ff02::1:feff:ffff', { kind: 'well-known' }],
    ['another scope', 'ff05::1:ff0e:8c6c', { kind: 'well-known' }],
    [
      'RFC 4291 2.7',
      'ff15::101',
      { kind: 'transient', transient: true, prefixBased: false, groupId: 0x101n },
    ],
    [
      'RFC 3306 section 7',
      'ff3e:30:3ffe:ffff:1::1234',
      { kind: 'unicast-prefix-based', prefix: parsePrefix('3ffe:ffff:1::/48'), groupId: 0x1234n },
    ],
    ['RFC 3306 section 6', 'ff3e::8000:1', { kind: 'source-specific', groupId: 0x80000001n }],
    ['no length, but a prefix', 'ff3e:0:2001:db8::1', { kind: 'malformed' }],
    ['longer than 64', 'ff3e:41:2001:db8::1', { kind: 'malformed' }],
    [
      'RFC 4489 section 2',
      'ff32:ff:200:5eff:fe10:1:0:7',
      { kind: 'link-scoped', interfaceIdentifier: 0x02005efffe100001n, groupId: 7n },
    ],
    ['RFC 4489, wider scope', 'ff35:ff:200:5eff:fe10:1:0:7', { kind: 'malformed' }],
    [
      'RFC 3956 4.2, first',
      'ff7e:140:2001:db8:beef:feed::1234',
      {
        kind: 'embedded-rendezvous-point',
        rendezvousPoint: parseAddress('2001:db8:beef:feed::1'),
        groupId: 0x1234n,
      },
    ],
    [
      'RFC 3956 4.2, second',
      'ff75:f20:2001:db8::1',
      {
        kind: 'embedded-rendezvous-point',
        rendezvousPoint: parseAddress('2001:db8::f'),
        prefix: parsePrefix('2001:db8::/32'),
      },
    ],
    [
      'RFC 3956 4.2, third',
      'ff7e:520:2001:db8:dead::1',
      { kind: 'embedded-rendezvous-point', rendezvousPoint: parseAddress('2001:db8::5') },
    ],
    ['RFC 3956: no RIID 0', 'ff7e:40:2001:db8:beef:feed::1', { kind: 'malformed' }],
    ['RFC 3956: no length 0', 'ff7e:100::1', { kind: 'malformed' }],
    ['RFC 3956: none over 64', 'ff7e:141:2001:db8::1', { kind: 'malformed' }],
    ['R without P', 'ff52::1', { kind: 'malformed', rendezvousPointEmbedded: true }],
    ['P without T', 'ff22::1', { kind: 'malformed', prefixBased: true, transient: false }],
    ['a reserved flag', 'ff82::1', { kind: 'well-known' }],
    ['RFC 7346', 'ff03::1', { scopeName: 'realm-local' }],
    ['unassigned', 'ff06::1', { scopeName: 'unassigned' }],
    ['reserved', 'ff0f::1', { scopeName: 'reserved' }],
    ['global', 'ff0e::101', { scopeName: 'global' }],
  ];
  for (const [source, text, parts] of rows) {
    expect({ source, text, ...multicastOf(parseAddress(text)) }).toMatchObject({ source, text, ...parts });
  }
});

test('nothing but IPv6 multicast is taken apart', () => {
  expect(['fe80::1', '224.0.0.1', '::'].map((text) => multicastOf(parseAddress(text)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('forms the solicited-node address of RFC 4291 section 2.7.1 and the Ethernet address of RFC 2464 section 7', () => {
  expect(solicitedNode(parseAddress('4037::01:800:200E:8C6C'))).toBe('ff02::1:ff0e:8c6c');
  expect(() => solicitedNode(parseAddress('192.0.2.1'))).toThrow(RangeError);
  const rows: [string, string | undefined][] = [
    ['ff02::1', '33:33:00:00:00:01'],
    ['ff02::1:ff0e:8c6c', '33:33:ff:0e:8c:6c'],
    ['ff02::fb', '33:33:00:00:00:fb'],
    ['224.0.0.251', '01:00:5e:00:00:fb'],
    ['224.128.0.251', '01:00:5e:00:00:fb'],
    ['239.255.255.250', '01:00:5e:7f:ff:fa'],
    ['fe80::1', undefined],
    ['192.0.2.1', undefined],
  ];
  expect(rows.map(([text]) => [text, ethernetOfMulticast(parseAddress(text))])).toEqual(rows);
});

test('names the groups that are met on a link, in the scopes that they have', () => {
  const rows: [string, string | undefined][] = [
    ['ff02::1', 'all nodes'],
    ['ff02::fb', 'mDNS'],
    ['ff05::fb', 'mDNS'],
    ['ff05::c', 'SSDP and WS-Discovery'],
    ['ff02::1:2', 'DHCPv6 servers and relays'],
    ['ff05::1:2', undefined],
    ['ff12::fb', undefined],
    ['ff02::abcd', undefined],
    ['224.0.0.251', 'mDNS'],
    ['fe80::1', undefined],
  ];
  expect(rows.map(([text]) => [text, multicastName(parseAddress(text))])).toEqual(rows);
});

test('refuses to make addresses of parts that do not fit', () => {
  const prefix = parsePrefix('2001:db8::/32');
  const bad: (() => unknown)[] = [
    () => multicastOfPrefix(parsePrefix('2001:db8::/65'), 14, 1),
    () => multicastOfPrefix(parsePrefix('192.0.2.0/24'), 14, 1),
    () => multicastOfPrefix(prefix, 16, 1),
    () => multicastOfPrefix(prefix, 1.5, 1),
    () => multicastOfPrefix(prefix, 14, 2 ** 32),
    () => multicastOfPrefix(prefix, 14, -1),
    () => multicastOfRendezvousPoint(prefix, parseAddress('2001:db8::'), 14, 1),
    () => multicastOfRendezvousPoint(prefix, parseAddress('2001:db8::10'), 14, 1),
    () => multicastOfRendezvousPoint(prefix, parseAddress('2001:db9::1'), 14, 1),
    () => multicastOfRendezvousPoint(prefix, parseAddress('192.0.2.1'), 14, 1),
    () => multicastOfRendezvousPoint(parsePrefix('::/0'), parseAddress('::1'), 14, 1),
  ];
  for (const make of bad) expect(make).toThrow(RangeError);
});

test('what an address was made of comes out of it again', () => {
  const parts = fc.tuple(
    ipv6,
    fc.integer({ min: 1, max: 64 }),
    fc.nat(15),
    fc.nat(0xffffffff),
    fc.integer({ min: 1, max: 15 }),
  );
  fc.assert(
    fc.property(parts, ([any, length, scope, groupId, identifier]) => {
      const prefix = prefixOf(any, length);
      expect(multicastOf(multicastOfPrefix(prefix, scope, groupId))).toMatchObject({
        kind: 'unicast-prefix-based',
        prefix,
        scope,
        groupId: BigInt(groupId),
      });
      const rendezvousPoint = withIdentifier(prefix, BigInt(identifier));
      expect(multicastOf(multicastOfRendezvousPoint(prefix, rendezvousPoint, scope, groupId))).toMatchObject({
        kind: 'embedded-rendezvous-point',
        prefix,
        rendezvousPoint,
        groupId: BigInt(groupId),
      });
    }),
  );
});

test('every unicast address has a solicited-node address of its last 24 bits, with a group MAC', () => {
  const solicited = parsePrefix('ff02::1:ff00:0/104');
  fc.assert(
    fc.property(ipv6, (address) => {
      const group = solicitedNode(address);
      expect(containsAddress(solicited, group)).toBe(true);
      expect(toBigInt(group) - toBigInt(networkOf(solicited))).toBe(toBigInt(address) & 0xff_ffffn);
      const mac = ethernetOfMulticast(group);
      expect(mac !== undefined && isGroupMac(mac)).toBe(true);
    }),
  );
});
