import { expect, test } from 'vitest';
import type { InterfaceAddressInfo, NetworkInterface } from '../../../src-core/api/interfaces.ts';
import { kindOf } from '../../../src-core/net/kind.ts';
import { parseInterfaceAddress } from '../../../src-core/net/prefix.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { wakePaths } from './wake-paths.ts';

function addressInfo(text: string, tentative = false): InterfaceAddressInfo {
  const { address, length } = parseInterfaceAddress(text);
  const known = {
    temporary: false,
    deprecated: false,
    eui64: false,
    preferredSeconds: null,
    validSeconds: null,
  };
  return { address, length, kind: kindOf(address), tentative, ...known };
}

function link(addresses: readonly InterfaceAddressInfo[], multicast = true): NetworkInterface {
  return {
    zone: parseZone('eth0'),
    name: 'eth0',
    index: 2,
    mac: null,
    state: 'up',
    kind: 'ethernet',
    mtu: 1500,
    multicast,
    addresses: [...addresses],
    prefixes: [],
    routers: [],
    dns: [],
    unusable: null,
  };
}

test.each([
  [
    'both families',
    link(['192.0.2.77/26', 'fe80::1/64', '2001:db8::1/64'].map((each) => addressInfo(each))),
    ['192.0.2.127', 'ff02::1'],
  ],
  [
    'two addresses of one prefix',
    link(['192.0.2.1/24', '192.0.2.2/24'].map((each) => addressInfo(each))),
    ['192.0.2.255'],
  ],
  [
    'two prefixes',
    link(['192.0.2.1/25', '198.51.100.1/24'].map((each) => addressInfo(each))),
    ['192.0.2.127', '198.51.100.255'],
  ],
  ['point to point', link(['192.0.2.1/31', '192.0.2.9/32'].map((each) => addressInfo(each))), []],
  ['no multicast', link([addressInfo('fe80::1/64')], false), []],
  ['an address that is not checked yet', link([addressInfo('fe80::1/64', true)]), []],
])('finds the ways out with %s', (_, networkInterface, wanted) => {
  expect(wakePaths(networkInterface).map(({ to }) => to)).toEqual(wanted);
});
