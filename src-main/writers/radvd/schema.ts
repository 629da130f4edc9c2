import type { z } from 'zod';
import {
  address,
  choice,
  domain,
  flag,
  group,
  integer,
  interfaceName,
  list,
  planNode,
  prefix,
} from '../fields.ts';

/** Seconds as radvd takes them; 4294967295 (all one bits) means for ever (RFC 4861 section 4.6.2). */
export const forever = 4_294_967_295;

const lifetime = (title: string, sample: number, description: string) =>
  integer({ title, sample, unit: 's', min: 0, max: forever, description });

const preference = (title: string) =>
  choice(['medium', 'low', 'high'], { title, description: 'RFC 4191 section 2.1.' });

const advertisedPrefix = group(
  {
    node: planNode(),
    prefix: prefix({
      title: 'Prefix',
      family: 6,
      sample: '2001:db8:1::/64',
      description: '::/64 means every prefix that the interface has.',
    }),
    onLink: flag({ title: 'On-link', description: 'L flag: hosts reach it without the router.' }).default(
      true,
    ),
    autonomous: flag({
      title: 'Autonomous (SLAAC)',
      description: 'A flag: hosts make addresses in it by themselves; that takes a /64.',
    }).default(true),
    validLifetime: lifetime('Valid lifetime', 86_400, 'How long an address in it may be used.').default(
      86_400,
    ),
    preferredLifetime: lifetime(
      'Preferred lifetime',
      14_400,
      'How long it is used for new connections.',
    ).default(14_400),
    deprecateAtEnd: flag({
      title: 'Deprecate when radvd stops',
      description: 'Only where no other router advertises the same prefix.',
    }).default(false),
    decrementLifetimes: flag({
      title: 'Count lifetimes down',
      description: 'For a delegated prefix: it ages as the delegation does.',
    }).default(false),
  },
  { title: 'Prefix' },
);

const route = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Route to', family: 6, sample: '2001:db8:2::/48' }),
    preference: preference('Preference').default('medium'),
    lifetime: lifetime('Lifetime', 1800, 'Left out: three times the longest interval.').optional(),
  },
  { title: 'Route' },
);

const resolver = group(
  {
    addresses: list(
      address({ title: 'Address', family: 6, sample: '2001:db8::53', description: 'Of a name server.' }),
      { title: 'Name servers', min: 1, max: 127 },
    ),
    lifetime: lifetime('Lifetime', 1200, 'Left out: twice the longest interval.').optional(),
  },
  { title: 'Name servers (RDNSS)', description: 'RFC 8106 section 5.1.' },
);

const search = group(
  {
    domains: list(domain({ title: 'Domain', sample: 'example.net' }), { title: 'Domains', min: 1, max: 100 }),
    lifetime: lifetime('Lifetime', 1200, 'Left out: twice the longest interval.').optional(),
  },
  { title: 'Search domains (DNSSL)', description: 'RFC 8106 section 5.2.' },
);

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
    maxInterval: integer({
      title: 'Longest interval',
      sample: 600,
      unit: 's',
      min: 4,
      max: 1800,
      description: 'Between two advertisements that nobody asked for (RFC 4861 section 6.2.1).',
    }).default(600),
    minInterval: integer({
      title: 'Shortest interval',
      sample: 198,
      unit: 's',
      min: 3,
      max: 1350,
      description: 'At most three quarters of the longest. Left out: a third of it.',
    }).optional(),
    managed: flag({ title: 'Managed (M)', description: 'Addresses are to be had by DHCPv6.' }).default(false),
    otherConfig: flag({
      title: 'Other configuration (O)',
      description: 'Other settings are to be had by DHCPv6.',
    }).default(false),
    defaultLifetime: integer({
      title: 'Router lifetime',
      sample: 1800,
      unit: 's',
      min: 0,
      max: 9000,
      description: '0: not a default router. Left out: three times the longest interval.',
    }).optional(),
    preference: preference('Router preference').default('medium'),
    mtu: integer({
      title: 'MTU',
      sample: 1500,
      unit: 'bytes',
      min: 1280,
      max: 65_535,
      description: 'Left out: hosts take that of their interface.',
    }).optional(),
    hopLimit: integer({ title: 'Hop limit', sample: 64, min: 0, max: 255 }).optional(),
    reachableTime: integer({
      title: 'Reachable time',
      sample: 30_000,
      unit: 'ms',
      min: 0,
      max: 3_600_000,
    }).optional(),
    retransmitTimer: integer({
      title: 'Retransmission timer',
      sample: 1000,
      unit: 'ms',
      min: 0,
      max: forever,
    }).optional(),
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
    rdnss: list(resolver, { title: 'Name servers (RDNSS)', max: 50 }).default([]),
    dnssl: list(search, { title: 'Search domains (DNSSL)', max: 50 }).default([]),
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
