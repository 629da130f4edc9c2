import { expect, it } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { readNode, type NodePatch } from '../../src-core/plan/node.ts';
import bird from './bird/index.ts';
import ios from './cisco-ios/index.ts';
import firewall from './firewall/index.ts';
import junos from './junos/index.ts';
import linuxVxlan from './linux-vxlan/index.ts';
import { previewOf } from './preview.ts';
import sixToFour from './six-to-four/index.ts';
import vyosVxlan from './vyos-vxlan/index.ts';
import xen from './xen/index.ts';
import type { PlanSubject, Writer } from './writer.ts';

const node = (id: string, parent: string | null, prefix: string, fields: NodePatch) =>
  readNode({ ...fields, id, parent, ipv6: parsePrefix(prefix) }, id);

const addresses = (...texts: string[]) => texts.map((text) => parseAddress(text));

const office = node('office', 'site', '2001:db8:0:1::/64', {
  name: 'Office',
  role: 'lan',
  vlan: 10,
  ipv4: parsePrefix('192.0.2.0/26'),
  gateways: addresses('2001:db8:0:1::ff', '192.0.2.1'),
  dns: addresses('2001:db8::53', '192.0.2.53'),
});
const subject: PlanSubject = {
  planName: 'Plan',
  node: node('site', null, '2001:db8::/48', { name: 'Site', role: 'site' }),
  above: [],
  below: [
    office,
    node('range', 'office', '2001:db8:0:1::8000/113', { role: 'pool' }),
    node('guests', 'site', '2001:db8:0:2::/64', { role: 'lan', vlan: 20 }),
    node('tiny', 'site', '2001:db8:0:3::/120', { role: 'lan', vlan: 30 }),
    node('clients', 'site', '2001:db8:0:100::/56', { role: 'pool', delegates: 60 }),
    node('uplink', 'site', '2001:db8:0:ffff::/127', { role: 'point-to-point' }),
  ],
};

/** A plan of 6to4: the IPv4 address is in its prefixes. */
const old: PlanSubject = {
  planName: 'Old',
  node: node('home', null, '2002:c000:201::/48', { role: 'site' }),
  above: [],
  below: [
    node('tunnel', 'home', '2002:c000:201::/64', { role: 'lan' }),
    node('floor', 'home', '2002:c000:201:7::/64', { role: 'lan', vlan: 7 }),
    node('attic', 'home', '2002:c000:201:ff::/64', { role: 'lan' }),
  ],
};

const given: readonly [Writer, PlanSubject, Record<string, unknown>][] = [
  [
    firewall,
    subject,
    {
      role: 'router',
      outside: 'wan0',
      networks: [
        { node: 'office', prefix: '2001:db8:0:1::/64', name: 'Office' },
        { node: 'guests', prefix: '2001:db8:0:2::/64' },
        { node: 'tiny', prefix: '2001:db8:0:3::/120' },
        { node: 'clients', prefix: '2001:db8:0:100::/56' },
      ],
    },
  ],
  [bird, subject, { announced: [{ node: 'site', prefix: '2001:db8::/48' }] }],
  [
    ios,
    subject,
    {
      pools: [
        {
          name: 'pool-1',
          dnsServers: [],
          delegation: { node: 'clients', localPool: 'pd-pool-1', prefix: '2001:db8:0:100::/56', length: 60 },
        },
      ],
      interfaces: [
        {
          node: 'office',
          name: 'Vlan10',
          address: '2001:db8:0:1::ff/64',
          ipv4: '192.0.2.1/26',
          rdnss: [{ address: '2001:db8::53' }],
        },
        { node: 'guests', name: 'Vlan20', address: '2001:db8:0:2::1/64', rdnss: [] },
      ],
      aggregates: [{ node: 'site', prefix: '2001:db8::/48' }],
    },
  ],
  [
    junos,
    { ...subject, node: office, below: [] },
    { ipv6: '2001:db8:0:1::100/64', gateway6: '2001:db8:0:1::ff', nameServers: ['2001:db8::53'] },
  ],
  [
    linuxVxlan,
    subject,
    {
      vxlans: [
        { node: 'office', vni: 10, addresses: ['2001:db8:0:1::101/64'] },
        { node: 'guests', vni: 20, addresses: ['2001:db8:0:2::101/64'] },
        { node: 'tiny', vni: 30, addresses: [] },
      ],
    },
  ],
  [
    vyosVxlan,
    subject,
    {
      vxlans: [
        {
          node: 'office',
          vni: 10,
          addresses: ['2001:db8:0:1::ff/64', '192.0.2.1/26'],
          advertisements: { rdnss: ['2001:db8::53'] },
        },
        { node: 'guests', vni: 20, addresses: ['2001:db8:0:2::1/64'], advertisements: {} },
        { node: 'tiny', vni: 30, addresses: [] },
      ],
    },
  ],
  [
    sixToFour,
    old,
    {
      ipv4: '192.0.2.1',
      networks: [
        { node: 'floor', subnet: 7, interface: 'vlan7' },
        { node: 'attic', subnet: 255, interface: 'eth255' },
      ],
    },
  ],
];

it.each(given.map(([writer, from, values]) => [writer.id, writer, from, values] as const))(
  '%s takes what a plan gives, and its files can be written',
  (_id, writer, from, values) => {
    expect(writer.fromPlan?.(from)).toEqual(values);
    const form = Object.assign({}, writer.start, values);
    expect(previewOf(writer, form).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);

it.each([
  [xen, { guests: [{ node: 'lan', name: 'LAN', gateway: '2001:db8::1/64', address: '2001:db8::2/64' }] }],
  [junos, { ipv6: '2001:db8::100/64', gateway6: '', nameServers: [] }],
] as const)('%# takes no link-local gateway for one of the subnet', (writer, values) => {
  const lan = node('lan', null, '2001:db8::/64', {
    name: 'LAN',
    role: 'lan',
    gateways: addresses('fe80::1'),
  });
  expect(writer.fromPlan?.({ planName: 'Plan', node: lan, above: [], below: [] })).toEqual(values);
});
