import { expect, it } from 'vitest';
import { readNode, type NodePatch } from '../../../src-core/plan/node.ts';
import dhcpd from '../isc-dhcp6/index.ts';
import { previewOf } from '../preview.ts';
import { fromPlan } from './from-plan.ts';
import kea from './index.ts';
import { parsePrefix } from '../../../src-core/net/prefix.ts';

const node = (id: string, parent: string | null, fields: NodePatch & { prefix?: string }) => {
  const { prefix, ...rest } = fields;
  return readNode(
    { ...rest, id, parent, ...(prefix === undefined ? {} : { ipv6: parsePrefix(prefix) }) },
    id,
  );
};

const site = node('site', null, { name: 'Site', role: 'site', prefix: '2001:db8::/40' });
const subject = {
  planName: 'Plan',
  node: site,
  above: [],
  below: [
    node('customers', 'site', { role: 'pool', prefix: '2001:db8:80::/44', delegates: 56 }),
    node('servers', 'site', { name: 'Servers', role: 'lan', prefix: '2001:db8:1::/64', vlan: 704 }),
    node('range', 'servers', { role: 'pool', prefix: '2001:db8:1::8000/113' }),
    node('web', 'servers', {
      name: 'web1',
      role: 'host',
      prefix: '2001:db8:1::10/128',
      tags: ['mac=52:54:00:12:34:56'],
    }),
    node('db', 'servers', { name: 'A database', role: 'host', prefix: '2001:db8:1:0:5054:ff:fe12:3457/128' }),
    node('office', 'site', { role: 'lan', prefix: '2001:db8:2::/64' }),
    node('old', 'site', { role: 'lan', prefix: '2001:db8:3::/64', status: 'retiring' }),
    node('cable', 'site', { role: 'point-to-point', prefix: '2001:db8:4::/127' }),
  ],
};

it('makes subnets, pools and reservations of a plan', () => {
  const values = fromPlan(subject);
  expect(values).toEqual({
    interfaces: [{ name: 'vlan704' }, { name: 'eth0' }],
    subnets: [
      {
        node: 'servers',
        id: 704,
        prefix: '2001:db8:1::/64',
        comment: 'Servers',
        interface: 'vlan704',
        dnsServers: [],
        pools: [{ node: 'range', range: '2001:db8:1::8000-2001:db8:1::ffff' }],
        prefixPools: [{ node: 'customers', prefix: '2001:db8:80::/44', delegatedLength: 56 }],
        reservations: [
          { node: 'web', mac: '52:54:00:12:34:56', hostname: 'web1', addresses: ['2001:db8:1::10'] },
          { node: 'db', mac: '52:54:00:12:34:57', addresses: ['2001:db8:1:0:5054:ff:fe12:3457'] },
        ],
      },
      {
        node: 'office',
        id: expect.any(Number),
        prefix: '2001:db8:2::/64',
        interface: 'eth0',
        dnsServers: [],
        pools: [{ range: '2001:db8:2::1000-2001:db8:2::1fff' }],
        prefixPools: [],
        reservations: [],
      },
    ],
  });
  expect(previewOf(kea, values).problems).toEqual([]);
});

it('keeps the number of a subnet when another stands before it', () => {
  const idOf = (below: typeof subject.below) => {
    const { subnets } = kea.schema.parse(fromPlan({ ...subject, below }));
    return subnets.find(({ node: of }) => of === 'office')?.id;
  };
  const first = node('new', 'site', { role: 'lan', prefix: '2001:db8:5::/64' });
  expect(idOf([first, ...subject.below])).toBe(idOf(subject.below));
});

it('gives dhcpd the same', () => {
  const values = dhcpd.fromPlan?.(subject);
  const errors = previewOf(dhcpd, values).problems.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
  expect(values?.['hosts']).toEqual([
    { node: 'web', name: 'web1', mac: '52:54:00:12:34:56', address: '2001:db8:1::10' },
    { node: 'db', name: 'host-db', mac: '52:54:00:12:34:57', address: '2001:db8:1:0:5054:ff:fe12:3457' },
  ]);
});
