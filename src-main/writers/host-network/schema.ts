import type { z } from 'zod';
import {
  address,
  choice,
  domain,
  flag,
  group,
  integer,
  interfaceAddress,
  interfaceName,
  list,
  macAddress,
  planNode,
  prefix,
} from '../fields.ts';

const bondModes = [
  'active-backup',
  '802.3ad',
  'balance-rr',
  'balance-xor',
  'broadcast',
  'balance-tlb',
  'balance-alb',
] as const;

const milliseconds = (title: string, sample: number, description: string) =>
  integer({ title, sample, unit: 'ms', min: 0, max: 600_000, description });

const route = group(
  {
    node: planNode(),
    to: prefix({ title: 'Route to', sample: '2001:db8:2::/48' }),
    via: address({ title: 'Via', sample: '2001:db8:1::ff', description: 'The next router on this link.' }),
  },
  { title: 'Route' },
);

const networkInterface = group(
  {
    node: planNode(),
    name: interfaceName({ title: 'Interface', sample: 'eth0' }),
    kind: choice(['ethernet', 'vlan', 'bridge', 'bond'], { title: 'Kind' }).default('ethernet'),
    vlanId: integer({
      title: 'VLAN',
      sample: 10,
      min: 1,
      max: 4094,
      description: 'IEEE 802.1Q; of a VLAN only.',
    }).optional(),
    link: interfaceName({
      title: 'VLAN on',
      sample: 'eth0',
      description: 'The interface below a VLAN.',
    }).optional(),
    members: list(interfaceName({ title: 'Member', sample: 'eth1' }), {
      title: 'Members',
      max: 64,
      description: 'Interfaces under a bridge or a bond; each is in this list with its own entry.',
    }).default([]),
    stp: flag({ title: 'Spanning tree', description: 'Of a bridge: IEEE 802.1D.' }).default(false),
    bondMode: choice(bondModes, {
      title: 'Bond mode',
      labels: {
        'active-backup': 'active-backup (1)',
        '802.3ad': '802.3ad, LACP (4)',
        'balance-rr': 'balance-rr (0)',
        'balance-xor': 'balance-xor (2)',
        broadcast: 'broadcast (3)',
        'balance-tlb': 'balance-tlb (5)',
        'balance-alb': 'balance-alb (6)',
      },
    }).default('active-backup'),
    miimon: milliseconds('Link check', 100, 'How often a bond looks at the links of its members.').default(
      100,
    ),
    upDelay: milliseconds('Up delay', 200, 'A multiple of the link check.').optional(),
    downDelay: milliseconds('Down delay', 200, 'A multiple of the link check.').optional(),
    mac: macAddress({
      title: 'MAC',
      sample: '02:12:04:6d:6f:01',
      description:
        'A fixed one keeps the addresses of a bond from changing with the order of its members; locally administered.',
    }).optional(),
    wait: integer({
      title: 'Wait before it comes up',
      sample: 5,
      unit: 's',
      min: 1,
      max: 60,
      description: 'For the second member of a bond without a fixed MAC; interfaces(5) only.',
    }).optional(),
    mtu: integer({
      title: 'MTU',
      sample: 1500,
      unit: 'bytes',
      min: 1280,
      max: 65_535,
      description: 'IPv6 needs 1280 (RFC 8200 section 5).',
    }).optional(),
    start: choice(['boot', 'hotplug'], {
      title: 'Comes up',
      labels: { boot: 'at the start', hotplug: 'when it is plugged in' },
      description: 'The start does not wait for one that may be missing.',
    }).default('boot'),
    routerAdvertisements: flag({
      title: 'Router advertisements (SLAAC)',
      description: 'Off: only the addresses and gateways given here.',
    }).default(true),
    dhcp6: flag({ title: 'DHCPv6' }).default(false),
    dhcp4: flag({ title: 'DHCPv4' }).default(false),
    privacy: flag({
      title: 'Temporary addresses',
      description: 'RFC 8981: preferred for outgoing connections.',
    }).default(false),
    addresses: list(
      interfaceAddress({
        title: 'Address',
        sample: '2001:db8:1::5/64',
        description: 'IPv6 or IPv4, with the length of its subnet.',
      }),
      { title: 'Addresses', max: 1000 },
    ).default([]),
    gateway6: address({
      title: 'IPv6 gateway',
      family: 6,
      sample: '2001:db8:1::1',
      description: 'Left out: router advertisements tell it. A link-local address is fine here.',
    }).optional(),
    gateway4: address({ title: 'IPv4 gateway', family: 4, sample: '192.0.2.1' }).optional(),
    dns: list(address({ title: 'Name server', sample: '2001:db8::53', own: true }), {
      title: 'Name servers',
      max: 16,
    }).default([]),
    search: list(domain({ title: 'Search domain', sample: 'example.net' }), {
      title: 'Search domains',
      max: 32,
    }).default([]),
    routes: list(route, { title: 'Routes', max: 1000 }).default([]),
  },
  { title: 'Interface' },
);

export const schema = group(
  {
    target: choice(['netplan', 'networkd', 'interfaces'], {
      title: 'Format',
      labels: { netplan: 'netplan', networkd: 'systemd-networkd', interfaces: 'interfaces(5), ifupdown' },
      description: 'An old file of one format is read back and written in another by choosing here.',
    }).default('netplan'),
    interfaces: list(networkInterface, { title: 'Interfaces', min: 1, max: 1000 }),
  },
  { title: 'Network of a host' },
);

export type HostValues = z.output<typeof schema>;
export type HostInterface = HostValues['interfaces'][number];

/** The bridge or bond that has it as a member, and the path of that membership. */
export function masterOf(
  interfaces: readonly HostInterface[],
  name: string,
): { readonly master: HostInterface; readonly path: string } | undefined {
  for (const [index, master] of interfaces.entries()) {
    if (master.kind !== 'bridge' && master.kind !== 'bond') continue;
    const member = master.members.indexOf(name);
    if (member >= 0) return { master, path: `interfaces.${index}.members.${member}` };
  }
  return undefined;
}
