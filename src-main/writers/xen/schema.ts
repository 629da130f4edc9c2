import type { z } from 'zod';
import {
  address,
  flag,
  group,
  interfaceAddress,
  interfaceName,
  list,
  matching,
  planNode,
} from '../fields.ts';

const guest = group(
  {
    node: planNode(),
    name: matching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'expected letters, digits, ".", "_" and "-"', {
      title: 'DomU',
      sample: 'mydomu1',
      description: 'Its name in xl list; upper and lower case are kept apart.',
    }),
    gateway: interfaceAddress({
      title: 'Address of Dom0',
      family: 6,
      sample: '2001:db8:0:1::1/64',
      description: 'On the interface to this DomU, and its gateway; the whole subnet is routed there.',
    }),
    address: interfaceAddress({
      title: 'Address of the DomU',
      family: 6,
      sample: '2001:db8:0:1::2/64',
    }),
    ipv4: address({
      title: 'IPv4 of the DomU',
      family: 4,
      sample: '192.0.2.31',
      description: 'A single address, as vif-route has it.',
    }).optional(),
    ipv4Gateway: address({ title: 'IPv4 gateway', family: 4, sample: '192.0.2.1' }).optional(),
    device: interfaceName({ title: 'Interface in the DomU', sample: 'eth0' }).default('eth0'),
    noChecksums: flag({
      title: 'No checksum offload',
      description: 'Where routed packets arrive with wrong checksums: ethtool -K eth0 tx off.',
    }).default(false),
  },
  { title: 'DomU' },
);

export const schema = group(
  {
    guests: list(guest, { title: 'DomUs', min: 1, max: 1000 }),
  },
  { title: 'Xen, routed' },
);

export type XenValues = z.output<typeof schema>;
export type XenGuest = XenValues['guests'][number];
