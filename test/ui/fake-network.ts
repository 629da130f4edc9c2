import type { Host, HostAddress, SourceId } from '../../src-core/api/discovery.ts';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { identifierKind, kindOf } from '../../src-core/net/kind.ts';
import { eui64LinkLocal, macOrigin, parseMac, type Mac } from '../../src-core/net/mac.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';

/** A made-up network with documentation addresses only, the same for the same numbers. */
export const ethernet = parseZone('eth0');
export const wireless = parseZone('wlp0s20f3');

const vendors = [
  ['00:00:5e', 'ICANN, IANA Department'],
  ['3c:52:82', 'Hewlett Packard'],
  ['b8:27:eb', 'Raspberry Pi Foundation'],
  ['f4:92:bf', 'Ubiquiti Inc'],
  ['00:11:32', 'Synology Incorporated'],
  ['d0:03:4b', 'Apple, Inc.'],
  ['00:1b:21', 'Intel Corporate'],
] as const;
const names = [
  'printer-2nd-floor',
  'nas',
  'desk-042',
  'camera-yard',
  'lab-switch',
  'phone-of-reception',
  'build-07',
];
const services = ['_ipp._tcp', '_ssh._tcp', '_smb._tcp', '_http._tcp', 'upnp:rootdevice', 'wsdp:Device'];

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function macOf(index: number): Mac {
  const [prefix] = vendors[index % vendors.length] ?? vendors[0];
  if (index % 11 === 3) return parseMac(`da:a1:19:${hex(index >> 8, 2)}:${hex(index & 255, 2)}:7c`);
  return parseMac(`${prefix}:10:${hex((index >> 8) & 255, 2)}:${hex(index & 255, 2)}`);
}

function addressOf(
  text: string,
  zone: Zone,
  at: number,
  sources: SourceId[],
  rttMs: number | null,
): HostAddress {
  const address = parseAddress(text);
  const six = address.includes(':');
  const identifier = six ? identifierKind(address) : null;
  return {
    address,
    zone,
    kind: kindOf(address),
    identifier,
    temporary:
      identifier === 'opaque' && kindOf(address) !== 'link-local' ? 'likely' : six ? 'no' : 'unknown',
    sources,
    confirmed: rttMs !== null,
    rttMs,
    firstSeen: at,
    lastSeen: at,
  };
}

/** Host number `index` with up to four addresses, seen at `at`. */
export function fakeHost(index: number, at: number): Host {
  const zone = index % 9 === 8 ? wireless : ethernet;
  const mac = macOf(index);
  const router = index === 0;
  const self = index === 1;
  const linkLocal = router ? 'fe80::1' : eui64LinkLocal(mac);
  const identifier = String(linkLocal).replace(/^fe80::/, '');
  const rttMs = index % 7 === 5 ? null : 0.2 + ((index * 37) % 900) / 100;
  const addresses = [
    addressOf(linkLocal, zone, at, ['multicast-echo', 'neighbours'], rttMs),
    addressOf(router ? '2001:db8:a:1::1' : `2001:db8:a:1:${identifier}`, zone, at, ['multicast-echo'], rttMs),
    addressOf(
      `2001:db8:a:1:${hex(0x3a00 + (index % 999), 4)}:9d41:77c2:${hex(index + 1, 4)}`,
      zone,
      at,
      ['recombination', 'neighbour-probe'],
      null,
    ),
    addressOf(`192.0.2.${(index % 254) + 1}`, zone, at, ['ipv4-sweep'], rttMs === null ? null : rttMs + 0.3),
  ];
  if (index % 5 === 2)
    addresses.push(addressOf(`fd00:57a:1::${hex(index + 16, 1)}`, zone, at, ['neighbours'], null));
  const name = router
    ? 'gateway.example.net'
    : index % 3 === 2
      ? null
      : `${names[index % names.length] ?? 'host'}${index > 6 ? `-${index}` : ''}.example.net`;
  const origin = macOrigin(mac);
  return {
    id: `h${index}`,
    deviceId: index + 1,
    change: index % 10 === 4 ? 'new' : index % 13 === 6 ? 'changed' : 'known',
    name,
    names:
      name === null
        ? []
        : [
            { name, source: 'mdns' },
            { name: name.replace('example.net', 'local'), source: 'reverse-dns' },
          ],
    mac,
    macOrigin: origin,
    vendor: origin === 'universal' ? (vendors[index % vendors.length]?.[1] ?? null) : null,
    role: router ? 'router' : self ? 'self' : 'host',
    addresses,
    services: services
      .slice(index % 6, (index % 6) + (index % 3))
      .map((type) => ({ type, name: name ?? '', port: 80, source: 'mdns' })),
    rttMs,
    duplicates: index % 40 === 7 ? 2 : 0,
    sources: [...new Set(addresses.flatMap((each) => each.sources))],
    firstSeen: at,
    lastSeen: at,
  };
}

/** A host that tries to break the page. */
export function hostileHost(at: number): Host {
  const host = fakeHost(5, at);
  const text = '<img src=x onerror=alert(1)>\u202egnp.exe\u0007'.padEnd(255, 'A');
  return {
    ...host,
    id: 'hostile',
    deviceId: 6,
    name: text,
    names: [{ name: text, source: 'mdns' }],
    vendor: '=HYPERLINK("http://192.0.2.66")',
    services: [{ type: text, name: text, port: 1, source: 'ssdp' }],
  };
}

function interfaceAddress(
  text: string,
  length: number,
  more: Partial<NetworkInterface['addresses'][number]> = {},
) {
  const address = parseAddress(text);
  return {
    address,
    length,
    kind: kindOf(address),
    temporary: false,
    deprecated: false,
    tentative: false,
    eui64: false,
    preferredSeconds: 14_000,
    validSeconds: 86_000,
    ...more,
  };
}

const wired: NetworkInterface = {
  zone: ethernet,
  name: 'eth0',
  index: 2,
  mac: parseMac('00:1b:21:10:00:01'),
  state: 'up',
  kind: 'ethernet',
  mtu: 1500,
  multicast: true,
  addresses: [
    interfaceAddress('fe80::21b:21ff:fe10:1', 64, { eui64: true }),
    interfaceAddress('2001:db8:a:1:21b:21ff:fe10:1', 64, { eui64: true }),
    interfaceAddress('2001:db8:a:1:3a01:9d41:77c2:2', 64, { temporary: true }),
    interfaceAddress('fd00:57a:1::11', 64),
    interfaceAddress('192.0.2.2', 24),
  ],
  prefixes: [
    { prefix: parsePrefix('2001:db8:a:1::/64'), origin: 'ra', validSeconds: 86_000 },
    { prefix: parsePrefix('fd00:57a:1::/64'), origin: 'ra', validSeconds: 86_000 },
    { prefix: parsePrefix('192.0.2.0/24'), origin: 'dhcp', validSeconds: null },
  ],
  routers: [
    { address: parseAddress('fe80::1'), zone: ethernet, origin: 'ra', metric: 100, lifetimeSeconds: 1700 },
    {
      address: parseAddress('192.0.2.1'),
      zone: ethernet,
      origin: 'dhcp',
      metric: 100,
      lifetimeSeconds: null,
    },
  ],
  dns: ['2001:db8:a:1::53', '192.0.2.53'],
  unusable: null,
};

export const fakeInterfaces: NetworkInterface[] = [
  wired,
  {
    ...wired,
    zone: wireless,
    name: 'wlp0s20f3',
    index: 3,
    mac: parseMac('da:a1:19:00:01:7c'),
    kind: 'wireless',
    addresses: [
      interfaceAddress('fe80::d8a1:19ff:fe00:17c', 64, { eui64: true }),
      interfaceAddress('2001:db8:a:2::77', 64, { deprecated: true }),
    ],
    prefixes: [{ prefix: parsePrefix('2001:db8:a:2::/64'), origin: 'ra', validSeconds: 3600 }],
    routers: [
      { address: parseAddress('fe80::1'), zone: wireless, origin: 'ra', metric: 600, lifetimeSeconds: 1500 },
    ],
    dns: [],
  },
  {
    ...wired,
    zone: parseZone('lo'),
    name: 'lo',
    index: 1,
    kind: 'loopback',
    mac: null,
    addresses: [],
    prefixes: [],
    routers: [],
    dns: [],
    unusable: 'it is the loopback: nobody else is on it',
  },
  {
    ...wired,
    zone: parseZone('eth1'),
    name: 'eth1',
    index: 4,
    state: 'no-carrier',
    addresses: [],
    prefixes: [],
    routers: [],
    dns: [],
    unusable: 'no carrier: plug in the cable',
  },
];
