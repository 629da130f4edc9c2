import { expect, test } from 'vitest';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { parseInterfaceAddress, parsePrefix } from '../../src-core/net/prefix.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { ipv4Prefixes, onLinkPrefixes, sweepSources } from './on-link.ts';

type Flags = Partial<Pick<NetworkInterface['addresses'][number], 'temporary' | 'deprecated' | 'tentative'>>;

function own(
  addresses: readonly (string | [string, Flags])[],
  prefixes: readonly string[] = [],
): NetworkInterface {
  return {
    zone: parseZone('eth0'),
    name: 'eth0',
    index: 2,
    mac: null,
    state: 'up',
    kind: 'ethernet',
    mtu: 1500,
    multicast: true,
    addresses: addresses.map((entry) => {
      const [text, flags] = typeof entry === 'string' ? [entry, {}] : entry;
      const { address, length } = parseInterfaceAddress(text);
      const plain = { temporary: false, deprecated: false, tentative: false, eui64: false };
      return {
        address,
        length,
        kind: kindOf(address),
        ...plain,
        ...flags,
        preferredSeconds: null,
        validSeconds: null,
      };
    }),
    prefixes: prefixes.map((text) => ({ prefix: parsePrefix(text), origin: 'ra', validSeconds: null })),
    routers: [],
    dns: [],
    unusable: null,
  };
}

const table = [
  {
    name: 'one sweep from the link-local address and one for each prefix',
    given: own(['fe80::5/64', '2001:db8:1::5/64', 'fd00::5/64', '192.0.2.5/24']),
    sources: [null, '2001:db8:1::5', 'fd00::5'],
    prefixes: ['2001:db8:1::/64', 'fd00::/64'],
  },
  {
    name: 'never from a temporary, deprecated or tentative address',
    given: own([
      'fe80::5/64',
      ['2001:db8:1::aaaa/64', { temporary: true }],
      '2001:db8:1::5/64',
      ['2001:db8:2::5/64', { deprecated: true }],
      ['2001:db8:3::5/64', { tentative: true }],
    ]),
    sources: [null, '2001:db8:1::5'],
    prefixes: ['2001:db8:1::/64', '2001:db8:2::/64'],
  },
  {
    name: 'a prefix that a router announced but that gave us no address is on-link too',
    given: own(['fe80::5/64'], ['2001:db8:7::/64', 'fe80::/64']),
    sources: [null],
    prefixes: ['2001:db8:7::/64'],
  },
  {
    name: 'an address of its own (/128) makes no prefix',
    given: own(['fe80::5/64', '2001:db8:1::5/128']),
    sources: [null],
    prefixes: [],
  },
];

test.each(table)('$name', ({ given, sources, prefixes }) => {
  expect([sweepSources(given), onLinkPrefixes(given)]).toEqual([sources, prefixes]);
});

test('IPv4 prefixes are those with room for neighbours', () => {
  expect(ipv4Prefixes(own(['192.0.2.5/24', '198.51.100.1/32', '169.254.1.1/16', '203.0.113.0/31']))).toEqual([
    '192.0.2.0/24',
    '203.0.113.0/31',
  ]);
});
