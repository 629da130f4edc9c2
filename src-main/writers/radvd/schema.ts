import type { z } from 'zod';
import { choice, flag, group, integer, interfaceName, list, planNode, prefix } from '../fields.ts';
import {
  decrementLifetimes,
  hostFields,
  lifetime,
  linkMtu,
  nameServers,
  preference,
  prefixFlags,
  prefixLifetimes,
  routerFields,
  searchDomains,
} from '../forms/router-advertisement-fields.ts';

const advertisedPrefix = group(
  {
    node: planNode(),
    prefix: prefix({
      title: 'Prefix',
      family: 6,
      sample: '2001:db8:1::/64',
      description: '::/64 means every prefix that the interface has.',
    }),
    ...prefixFlags,
    ...prefixLifetimes(86_400, 14_400),
    deprecateAtEnd: flag({
      title: 'Deprecate when radvd stops',
      description: 'Only where no other router advertises the same prefix.',
    }).default(false),
    decrementLifetimes,
  },
  { title: 'Prefix' },
);

const route = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Route to', family: 6, sample: '2001:db8:2::/48' }),
    preference: preference('Preference'),
    lifetime: lifetime('Lifetime', 1800, 'Left out: three times the longest interval.').optional(),
  },
  { title: 'Route' },
);

const listed = lifetime('Lifetime', 1200, 'Left out: twice the longest interval.').optional();

const nat64 = group(
  {
    prefix: prefix({ title: 'NAT64 prefix', family: 6, sample: '64:ff9b::/96' }),
    lifetime: integer({
      title: 'Lifetime',
      sample: 1800,
      unit: 's',
      min: 0,
      max: 65_528,
      description: 'A multiple of 8 on the wire.',
    }).optional(),
  },
  { title: 'NAT64 prefix (PREF64)', description: 'RFC 8781; radvd 2.20 and later.' },
);

const advertisedInterface = group(
  {
    node: planNode(),
    name: interfaceName({ title: 'Interface', sample: 'eth0' }),
    ...routerFields(198),
    mtu: linkMtu('Left out: hosts take that of their interface.'),
    ...hostFields,
    unicastOnly: flag({
      title: 'Unicast only',
      description: 'For links without multicast, as ISATAP.',
    }).default(false),
    ignoreIfMissing: flag({
      title: 'May be missing at the start',
      description: 'radvd waits for the interface instead of ending.',
    }).default(true),
    prefixes: list(advertisedPrefix, { title: 'Prefixes', max: 1000 }).default([]),
    routes: list(route, { title: 'Routes', max: 1000 }).default([]),
    rdnss: nameServers(listed, 127, 50),
    dnssl: searchDomains(listed, 100, 50),
    nat64: list(nat64, { title: 'NAT64 prefixes (PREF64)', max: 20 }).default([]),
  },
  { title: 'Interface' },
);

export const schema = group(
  {
    target: choice(['2.20', '2.19'], {
      title: 'radvd version',
      labels: { '2.20': '2.20 and later', '2.19': '2.19 and before' },
      description: 'Debian 12 and Ubuntu 24.04 have 2.19, which knows no NAT64 prefixes.',
    }).default('2.20'),
    interfaces: list(advertisedInterface, { title: 'Interfaces', min: 1, max: 4094 }),
  },
  { title: 'Router advertisements' },
);

export type RadvdValues = z.output<typeof schema>;
export type RadvdInterface = RadvdValues['interfaces'][number];
