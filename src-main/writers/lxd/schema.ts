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
  line,
  list,
  macAddress,
  matching,
  planNode,
  prefix,
} from '../fields.ts';

const name = (title: string, sample: string, description: string) =>
  matching(
    /^[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
    'expected letters, digits and "-", a letter first',
    {
      title,
      sample,
      description,
    },
  );

const container = group(
  {
    node: planNode(),
    name: name('Container', 'web', 'Its name in LXD, and in the zone.'),
    mac: macAddress({
      title: 'MAC',
      sample: '00:16:3e:cf:be:f5',
      description: 'volatile.eth0.hwaddr: its address by SLAAC follows from it.',
    }).optional(),
    address: address({
      title: 'Address',
      family: 6,
      sample: '2001:db8:1::80',
      linkLocal: false,
      description: 'Where it has one that does not follow from its MAC.',
    }).optional(),
  },
  { title: 'Container' },
);

export const schema = group(
  {
    node: planNode(),
    target: choice(['netplan', 'networkd'], {
      title: 'Network of the host',
      labels: { netplan: 'netplan', networkd: 'systemd-networkd' },
    }).default('netplan'),
    program: choice(['lxc', 'incus'], {
      title: 'Containers',
      labels: { lxc: 'LXD', incus: 'Incus' },
      description: 'Both read the same profile.',
    }).default('lxc'),
    profile: name(
      'Profile',
      'extbridge',
      'Laid over the default one: lxc launch -p default -p extbridge …',
    ).default('extbridge'),
    description: line({ title: 'Description', sample: 'Bridged to the outside', max: 200 }).default(
      'Bridged to the outside',
    ),
    device: interfaceName({
      title: 'Interface in the container',
      sample: 'eth0',
      description: 'The same as in the default profile, so that it takes its place.',
    }).default('eth0'),
    bridge: interfaceName({ title: 'Bridge', sample: 'br0' }).default('br0'),
    outside: interfaceName({
      title: 'Interface of the host',
      sample: 'eth0',
      description: 'Becomes a port of the bridge; its addresses move to the bridge.',
    }),
    mac: macAddress({
      title: 'MAC of the bridge',
      sample: '02:16:3e:00:00:01',
      description: 'A fixed one keeps the addresses of the host from changing with the ports of the bridge.',
    }).optional(),
    routerAdvertisements: flag({ title: 'Host: router advertisements (SLAAC)' }).default(true),
    dhcp4: flag({ title: 'Host: DHCPv4' }).default(false),
    addresses: list(interfaceAddress({ title: 'Address', sample: '2001:db8:1::2/64' }), {
      title: 'Host: addresses',
      max: 64,
    }).default([]),
    gateway6: address({
      title: 'Host: IPv6 gateway',
      family: 6,
      sample: '2001:db8:1::1',
      description: 'Left out: router advertisements tell it.',
    }).optional(),
    zone: domain({
      title: 'Zone',
      sample: 'example.net',
      description: 'Where the containers get AAAA records. Left out: no zone file.',
    }).optional(),
    prefix: prefix({
      title: 'Prefix of the link',
      family: 6,
      sample: '2001:db8:1::/64',
      description: 'The /64 in which the containers have their addresses.',
    }).optional(),
    ttl: integer({ title: 'TTL', sample: 3600, unit: 's', min: 0, max: 2_147_483_647 }).default(3600),
    containers: list(container, { title: 'Containers', max: 10_000 }).default([]),
  },
  { title: 'Containers on the outer network' },
);

export type LxdValues = z.output<typeof schema>;
