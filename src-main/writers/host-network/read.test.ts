import { expect, it } from 'vitest';
import { previewOf } from '../preview.ts';
import { read } from './read.ts';
import writer from './index.ts';

const textOf = (lines: readonly string[]) => lines.join('\n');

/** An old file of a Debian host, with what the form has no place for. */
const interfacesFile = textOf([
  '# The primary network interface',
  'source /etc/network/interfaces.d/*',
  '',
  'auto lo',
  'iface lo inet loopback',
  'allow-hotplug eth0',
  'iface eth0 inet static',
  '  address 192.0.2.5',
  '  netmask 255.255.255.0',
  '  gateway 192.0.2.1',
  '  broadcast 192.0.2.255',
  'auto br0',
  'iface br0 inet6 static',
  '  address 2001:db8::5',
  '  netmask 64',
  '  gateway 2001:db8::1',
  '  bridge-ports eth1 \\',
  '    eth2',
  '  bridge_stp on',
  '  post-up ip -6 route add 2001:db8:9::/48 via 2001:db8::9 dev $IFACE',
  '  post-up /usr/local/bin/tell',
  'auto eth0.30',
  'iface eth0.30 inet6 auto',
]);

const base = { addresses: [], dns: [], search: [], members: [], routes: [] };

it('reads an interfaces(5) of the old kind, and tells what it cannot hold', () => {
  const { values, left } = read([{ name: 'interfaces', text: interfacesFile }]);
  expect(values).toEqual({
    target: 'interfaces',
    interfaces: [
      { ...base, name: 'eth0', start: 'hotplug', addresses: ['192.0.2.5/24'], gateway4: '192.0.2.1' },
      {
        ...base,
        name: 'br0',
        start: 'boot',
        kind: 'bridge',
        stp: true,
        routerAdvertisements: false,
        members: ['eth1', 'eth2'],
        addresses: ['2001:db8::5/64'],
        gateway6: '2001:db8::1',
        routes: [{ to: '2001:db8:9::/48', via: '2001:db8::9' }],
      },
      {
        ...base,
        name: 'eth0.30',
        start: 'boot',
        kind: 'vlan',
        vlanId: 30,
        link: 'eth0',
        routerAdvertisements: true,
      },
      { ...base, name: 'eth1' },
      { ...base, name: 'eth2' },
    ],
  });
  expect(left.map(({ line, kind, text }) => [line, kind, text])).toEqual([
    [1, 'comment', '# The primary network interface'],
    [2, 'unknown', 'source /etc/network/interfaces.d/*'],
    [11, 'unknown', 'broadcast 192.0.2.255'],
    [21, 'unknown', 'post-up /usr/local/bin/tell'],
  ]);
});

it('moves a host from interfaces(5) to netplan and on to systemd-networkd without a loss', () => {
  let values = read([{ name: 'interfaces', text: interfacesFile }]).values;
  for (const target of ['netplan', 'networkd']) {
    const { files, usable } = previewOf(writer, { ...values, target });
    expect(usable).toBe(true);
    const again = read(files.map(({ path, lines }) => ({ name: path, text: textOf(lines) })));
    expect(again.left).toEqual([]);
    const order = (form: Record<string, unknown>) =>
      previewOf(writer, { ...form, target: 'networkd' })
        .files.map(({ path, lines }) => [path, ...lines].join('\n'))
        .toSorted();
    expect(order(again.values)).toEqual(order(values));
    values = again.values;
  }
});

it('reads netplan of the old kind: gateway6, spanning tree on where it is not said, what it does not know', () => {
  const { values, left } = read([
    {
      name: '50-cloud-init.yaml',
      text: textOf([
        '# This file is generated',
        'network:',
        '    version: 2',
        '    ethernets:',
        '        ens3:',
        '            dhcp4: true   # as ever',
        '            match: {macaddress: "52:54:00:12:34:56"}',
        '            set-name: ens3',
        '    bridges:',
        '        br0: {interfaces: [ens3], addresses: [2001:db8::2/64], gateway6: 2001:db8::1}',
      ]),
    },
  ]);
  expect(values).toEqual({
    target: 'netplan',
    interfaces: [
      { ...base, name: 'ens3', kind: 'ethernet', dhcp4: true },
      {
        ...base,
        name: 'br0',
        kind: 'bridge',
        stp: true,
        members: ['ens3'],
        addresses: ['2001:db8::2/64'],
        gateway6: '2001:db8::1',
      },
    ],
  });
  expect(left.map(({ line, kind, text }) => [line, kind, text])).toEqual([
    [1, 'comment', '# This file is generated'],
    [6, 'comment', '# as ever'],
    [7, 'unknown', 'match: {macaddress: "52:54:00:12:34:56"}'],
    [8, 'unknown', 'set-name: ens3'],
  ]);
});

it.each([
  ['neither of the formats', 'hello\n'],
  ['a tab in YAML', 'network:\n\tversion: 2\n'],
  ['nested without end', `network: ${'- '.repeat(20_000)}\n`],
])('refuses %s', (_name, text) => {
  expect(() => read([{ name: 'x', text }])).toThrow(/x/);
});

it('does not follow aliases, and tells them', () => {
  const text = 'network:\n  ethernets:\n    eth0: &a {dhcp4: true}\n    eth1: *a\n    eth2: {<<: *a}\n';
  expect(read([{ name: 'x', text }]).left.map(({ line }) => line)).toEqual([4, 5]);
});

it('gives what an alias has to its interface, and tells it', () => {
  const text = textOf([
    'auto eth0 eth0:1',
    'iface eth0 inet static',
    '  address 192.0.2.5/24',
    'iface eth0:1 inet static',
    '  address 192.0.2.6/24',
  ]);
  const { values, left } = read([{ name: 'interfaces', text }]);
  expect(values).toEqual({
    target: 'interfaces',
    interfaces: [{ ...base, name: 'eth0', start: 'boot', addresses: ['192.0.2.5/24', '192.0.2.6/24'] }],
  });
  expect(left.map(({ line, kind }) => [line, kind])).toEqual([[4, 'unknown']]);
});

it.each([
  [
    'netplan.yaml',
    `network:
  version: 2
  ethernets:
    eth0:
      routes:
        - {to: 2001:db8:1::/48, via: 2001:db8::1, table: 101}
        - {to: 2001:db8:2::/48, via: 2001:db8::2, metric: 5}
`,
    ['to: 2001:db8:1::/48', 'via: 2001:db8::1', 'table: 101', 'metric: 5'],
  ],
  [
    'eth0.network',
    `[Match]
Name=eth0
[Route]
Destination=2001:db8:1::/48
Gateway=2001:db8::1
Table=101
[Route]
Destination=2001:db8:2::/48
Gateway=2001:db8::2
Metric=5
`,
    ['Destination=2001:db8:1::/48', 'Gateway=2001:db8::1', 'Table=101', 'Metric=5'],
  ],
])('takes no route of another table for one of the main table: %s', (name, text, unknown) => {
  const { values, left } = read([{ name, text }]);
  expect(values).toMatchObject({
    interfaces: [{ name: 'eth0', routes: [{ to: '2001:db8:2::/48', via: '2001:db8::2' }] }],
  });
  expect(left.map(({ text: words }) => words)).toEqual(unknown);
});

it('takes no word of networkd for a gateway', () => {
  const text = '[Match]\nName=eth0\n[Network]\nGateway=_ipv6ra\nGateway=fe80::1\n';
  const { values, left } = read([{ name: 'eth0.network', text }]);
  expect(values).toMatchObject({ interfaces: [{ name: 'eth0', gateway6: 'fe80::1' }] });
  expect(left.map(({ text: words }) => words)).toEqual(['Gateway=_ipv6ra']);
});

it('takes nothing of a tunnel, nor of an interface that is only started', () => {
  const text = `auto tun eth0 eth9
iface tun inet6 v4tunnel
    endpoint any
    address 2002:c000:201::1
    netmask 64
iface eth0 inet6 auto
`;
  const { values, left } = read([{ name: 'interfaces', text }]);
  expect(values['interfaces']).toEqual([
    { ...base, name: 'eth0', start: 'boot', routerAdvertisements: true },
  ]);
  expect(left.map(({ line, why }) => [line, why])).toEqual([
    [1, 'this file has no "iface eth9"'],
    ...[2, 3, 4, 5].map((line) => [line, 'the form has no "inet6 v4tunnel"']),
  ]);
});
