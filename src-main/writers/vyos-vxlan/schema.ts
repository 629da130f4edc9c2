import type { z } from 'zod';
import {
  address,
  choice,
  domain,
  flag,
  group,
  integer,
  interfaceAddress,
  list,
  matching,
} from '../fields.ts';
import { underlayFields, vxlanFields } from '../forms/vxlan-fields.ts';

const description = matching(
  /^[\x20-\x26\x28-\x3e\x40-\x5b\x5d-\x7e]{1,200}$/,
  'expected text without "\'", "?" and "\\"',
  {
    title: 'Description',
    sample: 'VXLAN',
  },
);

const advertisements = group(
  {
    maxInterval: integer({ title: 'Longest interval', sample: 600, unit: 's', min: 4, max: 1800 }).default(
      600,
    ),
    hopLimit: integer({ title: 'Hop limit', sample: 64, min: 0, max: 255 }).default(64),
    managed: flag({ title: 'Managed (M)', description: 'Addresses are to be had by DHCPv6.' }).default(false),
    otherConfig: flag({
      title: 'Other configuration (O)',
      description: 'Other settings are to be had by DHCPv6.',
    }).default(false),
    validLifetime: integer({
      title: 'Valid lifetime',
      sample: 2_592_000,
      unit: 's',
      min: 1,
      max: 4_294_967_295,
      description: 'Of the prefixes, which are those of its addresses.',
    }).default(2_592_000),
    rdnss: list(address({ title: 'Name server', family: 6, sample: '2001:db8::53' }), {
      title: 'Name servers (RDNSS)',
      max: 8,
    }).default([]),
    dnssl: list(domain({ title: 'Domain', sample: 'example.net' }), {
      title: 'Search domains (DNSSL)',
      description: 'VyOS 1.2 and later.',
      max: 20,
    }).default([]),
  },
  { title: 'Router advertisements' },
);

const vxlan = group(
  {
    ...vxlanFields,
    description: description.optional(),
    arpFlags: flag({
      title: 'Accept and announce ARP',
      description: 'For IPv4: takes in gratuitous ARP, and answers with the best own address.',
    }).default(false),
    advertisements: advertisements.optional(),
  },
  { title: 'VXLAN' },
);

export const schema = group(
  {
    target: choice(['1.4', '1.1'], {
      title: 'VyOS version',
      labels: { '1.4': '1.4 and later', '1.1': '1.1 (older, as the document)' },
    }).default('1.4'),
    underlay: group(
      {
        interface: matching(/^(?:eth|bond|br)\d{1,3}$/, 'expected eth0, bond0 or br0 with its number', {
          title: 'Interface',
          sample: 'eth5',
        }),
        vlan: integer({ title: 'VLAN', sample: 300, min: 1, max: 4094 }).optional(),
        description: description.optional(),
        address: interfaceAddress({ title: 'Own address', sample: '2001:db8:300::1/64' }).optional(),
        ...underlayFields,
      },
      { title: 'Underlay', description: 'The network that carries the frames.' },
    ),
    port: integer({
      title: 'UDP port',
      sample: 4789,
      min: 1,
      max: 65_535,
      description: 'VyOS takes 8472 where it is not given; IANA assigned 4789.',
    }).default(4789),
    vxlans: list(vxlan, { title: 'VXLANs', min: 1, max: 4000 }),
  },
  { title: 'VXLAN on VyOS' },
);

export type VyosValues = z.output<typeof schema>;
export type VyosVxlan = VyosValues['vxlans'][number];
