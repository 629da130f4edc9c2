import type { z } from 'zod';
import {
  absolutePath,
  address,
  clientDuid,
  group,
  integer,
  list,
  macAddress,
  matching,
  planNode,
  prefix,
} from '../fields.ts';
import { addressPool, delegatedLength, lifetimes, nameServers } from '../forms/dhcp6-fields.ts';

const subnet = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Subnet', family: 6, sample: '2001:db8:1::/64' }),
    ...lifetimes,
    ...nameServers,
    pools: list(addressPool, { title: 'Address pools', max: 1000 }).default([]),
    prefixPools: list(
      group(
        {
          node: planNode(),
          prefix: prefix({ title: 'Pool', family: 6, sample: '2001:db8:100::/40' }),
          delegatedLength,
        },
        { title: 'Pool for prefix delegation' },
      ),
      { title: 'Pools for prefix delegation', max: 1000 },
    ).default([]),
  },
  { title: 'Subnet' },
);

const host = group(
  {
    node: planNode(),
    name: matching(
      /^[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/,
      'expected a host name: letters, digits and "-", each part beginning with a letter',
      { title: 'Name', sample: 'web1', description: 'Of the declaration.' },
    ),
    mac: macAddress({
      title: 'MAC',
      sample: '52:54:00:12:34:56',
      description: 'Of the interface that asks. Either this or the DUID.',
    }).optional(),
    duid: clientDuid({
      title: 'DUID',
      sample: '00:03:00:01:52:54:00:12:34:56',
      description: 'The client makes it by itself (RFC 8415 section 11).',
    }).optional(),
    address: address({
      title: 'Address',
      family: 6,
      sample: '2001:db8:1::10',
      linkLocal: false,
      description: 'One alone: dhcpd.conf(5).',
    }).optional(),
    prefixes: list(prefix({ title: 'Prefix', family: 6, sample: '2001:db8:100::/56' }), {
      title: 'Delegated prefixes',
      max: 100,
    }).default([]),
  },
  { title: 'Host' },
);

export const schema = group(
  {
    ...lifetimes,
    ...nameServers,
    bootFile: matching(/^[!-~]{1,1000}$/, 'expected a URL', {
      title: 'Boot file',
      sample: 'http://[2001:db8::1]/ipxe.efi',
      description: 'Option 59 (RFC 5970).',
    }).optional(),
    informationRefresh: integer({
      title: 'Information refresh time',
      sample: 21_600,
      unit: 's',
      min: 600,
      max: 4_294_967_295,
      description: 'For hosts that ask for options alone (RFC 8415 section 21.23).',
    }).optional(),
    leaseFile: absolutePath({
      title: 'Lease file',
      sample: '/var/lib/dhcp/dhcpd6.leases',
    }).optional(),
    subnets: list(subnet, { title: 'Subnets', min: 1, max: 10_000 }),
    hosts: list(host, { title: 'Hosts' }).default([]),
  },
  { title: 'ISC dhcpd for IPv6' },
);

export type DhcpdValues = z.output<typeof schema>;
export type DhcpdSubnet = DhcpdValues['subnets'][number];
