import { expect, it } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parsePrefix } from '../../../src-core/net/prefix.ts';
import { readNode } from '../../../src-core/plan/node.ts';
import { previewOf } from '../preview.ts';
import { fromPlan } from './from-plan.ts';
import writer from './index.ts';

const servers = readNode(
  {
    id: 'servers',
    role: 'lan',
    ipv6: parsePrefix('2001:db8:1::/64'),
    ipv4: parsePrefix('192.0.2.0/24'),
    vlan: 704,
    gateways: [parseAddress('2001:db8:1::1'), parseAddress('192.0.2.1')],
    dns: [parseAddress('2001:db8::53')],
  },
  'servers',
);
const web = readNode(
  {
    id: 'web',
    parent: 'servers',
    role: 'host',
    ipv6: parsePrefix('2001:db8:1::10/128'),
    ipv4: parsePrefix('192.0.2.10/32'),
  },
  'web',
);
const below = { name: 'eth0', routerAdvertisements: false };
const vlan = { name: 'eth0.704', kind: 'vlan', vlanId: 704, link: 'eth0', dns: ['2001:db8::53'] };

it.each([
  [
    'a host with its addresses in the subnet around it',
    { node: web, below: [], above: [servers] },
    {
      ...vlan,
      node: 'web',
      routerAdvertisements: false,
      addresses: ['2001:db8:1::10/64', '192.0.2.10/24'],
      gateway6: '2001:db8:1::1',
      gateway4: '192.0.2.1',
    },
  ],
  [
    'a subnet as an interface that listens to its router',
    { node: servers, below: [web], above: [] },
    { ...vlan, node: 'servers', routerAdvertisements: true, addresses: [] },
  ],
])('takes %s', (_name, subject, expected) => {
  const values = fromPlan({ planName: 'Plan', ...subject });
  expect(values).toEqual({ interfaces: [below, expected] });
  expect(previewOf(writer, values).usable).toBe(true);
});
