import { expect, test } from 'vitest';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { parseInterfaceAddress } from '../../src-core/net/prefix.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { placeFor } from './places.ts';

function link(name: string, addresses: readonly string[]): NetworkInterface {
  const zone = parseZone(name);
  const facts = { temporary: false, deprecated: false, tentative: false, eui64: false };
  const times = { preferredSeconds: null, validSeconds: null };
  const parsed = addresses.map((text) => {
    const { address, length } = parseInterfaceAddress(text);
    return { address, length, kind: kindOf(address), ...facts, ...times };
  });
  const state = { state: 'up', kind: 'ethernet', unusable: null } as const;
  const rest = { mac: null, mtu: 1500, multicast: true, prefixes: [], routers: [], dns: [] };
  return { zone, name, index: 2, addresses: parsed, ...state, ...rest };
}

const interfaces = [
  link('eth0', ['192.0.2.2/24', '2001:db8:1::2/64', 'fe80::2/64']),
  link('eth1', ['198.51.100.2/24', 'fe80::2/64']),
];

test.each([
  [undefined, '*'],
  ['nas.example', '*'],
  ['fe80::9%eth1', 'interface eth1'],
  ['fe80::9', '*'],
  ['fe80::9%eth7', '*'],
  ['192.0.2.77', 'interface eth0'],
  ['198.51.100.2', '198.51.100.2'],
  ['fe80::2%eth1', 'fe80::2%eth1'],
  ['2001:db8:1::77', 'interface eth0'],
  ['2001:db8:9::77', '*'],
])('a folder for %s is shared at %s', (text, key) => {
  expect(placeFor(text, interfaces).key).toBe(key);
});
