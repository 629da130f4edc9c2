import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { networkInterface } from '../../src-core/api/interfaces.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import type { BsdLink } from './ifconfig.ts';
import { fromNode } from './interfaces-fallback.ts';
import { joinMacos } from './interfaces-macos.ts';
import { readInterfaces } from './interfaces.ts';
import { unusableReason } from './unusable.ts';
import * as windowsInterfaces from './windows-interfaces.ts';

const up = { kind: 'ethernet', state: 'up', multicast: true, addresses: [] } as const;
const [address] = fromNode({
  lo: [{ address: '::1', netmask: '', family: 'IPv6', mac: '', internal: true, cidr: '::1/128', scopeid: 0 }],
}).flatMap((found) => found.addresses);
const addresses = address === undefined ? [] : [address];

test.each([
  [{ ...up, addresses }, null, null],
  [{ ...up, addresses, kind: 'loopback' }, null, /loopback/],
  [{ ...up, addresses, state: 'down' }, null, /switched off/],
  [{ ...up, addresses, state: 'no-carrier' }, null, /no carrier/],
  [{ ...up, addresses }, 'br0', /port of br0: search br0/],
  [up, null, /^it has no address$/],
  [{ ...up, multicast: false }, null, /no address and carries no multicast/],
  [{ ...up, addresses, kind: 'tunnel', multicast: false }, null, /tunnel that carries no multicast/],
  [{ ...up, addresses, kind: 'tunnel' }, null, null],
  [{ ...up, addresses, state: 'unknown' }, null, null],
] as const)('whether it can be searched: %o, port of %s', (found, master, reason) => {
  const told = unusableReason({ ...found, addresses: [...found.addresses] }, { master });
  if (reason === null) expect(told).toBeNull();
  else expect(told).toMatch(reason);
});

test('what Node knows is read where nothing else can be, and fits the contract', () => {
  const [eth0, odd] = fromNode({
    'eth0.10': [
      {
        address: '192.0.2.10',
        netmask: '255.255.255.0',
        family: 'IPv4',
        mac: '02:00:5e:10:00:01',
        internal: false,
        cidr: '192.0.2.10/24',
      },
      {
        address: 'fe80::5eff:fe10:1',
        netmask: 'ffff:ffff:ffff:ffff::',
        family: 'IPv6',
        mac: '02:00:5e:10:00:01',
        internal: false,
        cidr: 'fe80::5eff:fe10:1/64',
        scopeid: 3,
      },
    ],
    'a b': [
      {
        address: '192.0.2.11',
        netmask: '',
        family: 'IPv4',
        mac: '00:00:00:00:00:00',
        internal: false,
        cidr: null,
      },
    ],
  });
  expect(networkInterface.parse(eth0)).toMatchObject({
    zone: 'eth0.10',
    index: 3,
    mac: '02:00:5e:10:00:01',
    state: 'unknown',
    kind: 'unknown',
    prefixes: [{ prefix: '192.0.2.0/24' }, { prefix: 'fe80::/64' }],
    addresses: [
      { address: '192.0.2.10', kind: 'special' },
      { address: 'fe80::5eff:fe10:1', eui64: true },
    ],
    unusable: null,
  });
  // A name with a space can stand behind no "%".
  expect(odd).toBeUndefined();
});

function bsd(zone: string, change: Partial<BsdLink> = {}): BsdLink {
  return {
    zone: parseZone(zone),
    index: 1,
    mac: null,
    state: 'up',
    kind: 'ethernet',
    mtu: 1500,
    multicast: true,
    addresses,
    members: [],
    ...change,
  };
}

test('macOS: what the commands told is joined, cut names are given back, ports are told', () => {
  const [en0, bridge, port] = joinMacos({
    links: [bsd('en0'), bsd('bridge100', { members: ['en5'] }), bsd('en5')],
    routes: [
      {
        onLink: [
          {
            prefix: parsePrefix('2001:db8:1::/64'),
            zone: parseZone('en0'),
            origin: 'kernel',
            lifetimeSeconds: null,
          },
          {
            prefix: parsePrefix('198.51.100.0/24'),
            zone: parseZone('bridge10'),
            origin: 'static',
            lifetimeSeconds: null,
          },
        ],
        defaults: [
          {
            gateway: parseAddress('fe80::1'),
            zone: parseZone('en0'),
            origin: 'kernel',
            metric: null,
            lifetimeSeconds: null,
          },
          {
            gateway: parseAddress('192.0.2.1'),
            zone: parseZone('en0'),
            origin: 'static',
            metric: null,
            lifetimeSeconds: null,
          },
        ],
        skipped: 0,
      },
    ],
    routers: [{ address: parseAddress('fe80::1'), zone: parseZone('en0'), lifetimeSeconds: 1797 }],
    prefixes: [
      { prefix: parsePrefix('2001:db8:1::/64'), zone: parseZone('en0'), origin: 'ra', validSeconds: 86398 },
      { prefix: parsePrefix('2001:db8:f::/64'), zone: parseZone('en0'), origin: 'ra', validSeconds: 60 },
    ],
    servers: new Map([[parseZone('en0'), ['192.0.2.53']]]),
  }).map((joined) => networkInterface.parse(joined));
  expect(en0).toMatchObject({
    prefixes: [
      { prefix: '2001:db8:1::/64', origin: 'ra', validSeconds: 86398 },
      { prefix: '2001:db8:f::/64', origin: 'ra', validSeconds: 60 },
    ],
    routers: [
      { address: 'fe80::1', zone: 'en0', origin: 'ra', lifetimeSeconds: 1797 },
      { address: '192.0.2.1', zone: 'en0', origin: 'static', lifetimeSeconds: null },
    ],
    dns: ['192.0.2.53'],
    unusable: null,
  });
  expect(bridge?.prefixes).toEqual([{ prefix: '198.51.100.0/24', origin: 'static', validSeconds: null }]);
  expect(port?.unusable).toBe('it is a port of bridge100: search bridge100 instead');
});

test('the script for Windows holds no double quote, which the command line would need to escape', () => {
  expect(windowsInterfaces.args().at(-1)).not.toContain('"');
});

describe.skipIf(process.platform !== 'linux')('with commands of our own', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'linkscope-ip-'));
    vi.stubEnv('PATH', directory);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });
  const write = (name: string, script: string) => {
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };
  const links = `[{"ifindex":2,"ifname":"eth0","flags":["MULTICAST","UP","LOWER_UP"],"link_type":"ether",
    "addr_info":[{"family":"inet6","local":"fe80::1","prefixlen":64}]},
    {"ifindex":3,"ifname":"eth1","flags":["MULTICAST"],"link_type":"ether","addr_info":[]}]`;

  test('a busybox ip: what Node knows is given, with a warning of what is not known then', async () => {
    write('ip', `echo 'BusyBox v1.36' >&2; exit 1`);
    const { interfaces, warnings } = await readInterfaces();
    expect(interfaces.some(({ kind }) => kind === 'loopback')).toBe(true);
    expect(warnings).toEqual([expect.stringMatching(/install iproute2; .*routers.* are not known/)]);
  });

  test('routes that cannot be read are a warning for each family, and the addresses are there', async () => {
    write('ip', `case "$*" in *address) echo '${links}';; *) echo 'RTNETLINK: no' >&2; exit 2;; esac`);
    const { interfaces, warnings } = await readInterfaces();
    expect(interfaces.map(({ zone, unusable }) => [zone, unusable])).toEqual([
      ['eth0', null],
      ['eth1', 'it is switched off (administratively down)'],
    ]);
    expect(warnings.toSorted()).toEqual([
      expect.stringMatching(/routers of IPv4 not known: .* ended with status 2/),
      expect.stringMatching(/routers of IPv6 not known: .* ended with status 2/),
    ]);
  });

  test('name servers of systemd-resolved go to their own interface', async () => {
    write('ip', `case "$*" in *address) echo '${links}';; *) echo '[]';; esac`);
    write('resolvectl', `echo 'Global: 192.0.2.99'; echo 'Link 2 (eth0): 2001:db8::53'`);
    const { interfaces, warnings } = await readInterfaces();
    expect(warnings).toEqual([]);
    expect(interfaces.map(({ zone, dns }) => [zone, dns])).toEqual([
      ['eth0', ['2001:db8::53']],
      ['eth1', []],
    ]);
  });

  test('cancelling is no warning: it ends with the reason of the signal', async () => {
    write('ip', 'exec /bin/sleep 30');
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('cancelled')), 50);
    await expect(readInterfaces(abort.signal)).rejects.toThrow('cancelled');
  });
});

test('the interfaces of this computer fit the contract', async () => {
  const { interfaces } = await readInterfaces();
  expect(interfaces.length).toBeGreaterThan(0);
  for (const found of interfaces) expect(networkInterface.parse(found)).toEqual(found);
});
