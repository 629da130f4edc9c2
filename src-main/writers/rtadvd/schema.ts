import type { z } from 'zod';
import {
  address,
  choice,
  domain,
  flag,
  group,
  integer,
  list,
  matching,
  planNode,
  prefix,
} from '../fields.ts';

/** All one bits mean for ever (RFC 4861 section 4.6.2). */
const forever = 4_294_967_295;

const lifetime = (title: string, sample: number, description: string) =>
  integer({ title, sample, unit: 's', min: 0, max: forever, description });

const preference = (title: string) =>
  choice(['medium', 'low', 'high'], { title, description: 'RFC 4191 section 2.1.' }).default('medium');

const advertisedPrefix = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Prefix', family: 6, sample: '2001:db8:1::/64' }),
    onLink: flag({ title: 'On-link', description: 'L flag: hosts reach it without the router.' }).default(
      true,
    ),
    autonomous: flag({
      title: 'Autonomous (SLAAC)',
      description: 'A flag: hosts make addresses in it by themselves; that takes a /64.',
    }).default(true),
    validLifetime: lifetime('Valid lifetime', 2_592_000, 'How long an address in it may be used.').default(
      2_592_000,
    ),
    preferredLifetime: lifetime(
      'Preferred lifetime',
      604_800,
      'How long it is used for new connections.',
    ).default(604_800),
    decrementLifetimes: flag({
      title: 'Count lifetimes down',
      description: 'For a delegated prefix: it ages as the delegation does.',
    }).default(false),
  },
  { title: 'Prefix' },
);

const listed = (description: string) => lifetime('Lifetime', 900, description).optional();
const usual = 'From the longest interval up to twice it. Left out: one and a half of it.';

const advertisedInterface = group(
  {
    node: planNode(),
    name: matching(
      /^[A-Za-z][A-Za-z0-9_.]{0,14}$/,
      'expected the name of an interface of FreeBSD: up to 15 letters, digits, "_", "."',
      { title: 'Interface', sample: 'vlan704' },
    ),
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
      sample: 200,
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
    preference: preference('Router preference'),
    mtu: integer({
      title: 'MTU',
      sample: 1500,
      unit: 'bytes',
      min: 1280,
      max: 65_535,
      description: 'At most that of the interface. Left out: hosts take that of their own.',
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
    interfacePrefixes: flag({
      title: 'Prefixes of the interface',
      description: 'Where no prefix is given here, those that the interface has are advertised.',
    }).default(true),
    linkLayerAddress: flag({
      title: 'Link-layer address',
      description: 'Off where several routers share the load (RFC 4861 section 6.2.3).',
    }).default(true),
    prefixes: list(advertisedPrefix, { title: 'Prefixes', max: 100 }).default([]),
    routes: list(
      group(
        {
          node: planNode(),
          prefix: prefix({ title: 'Route to', family: 6, sample: '2001:db8:2::/48' }),
          preference: preference('Preference'),
          lifetime: lifetime('Lifetime', 1800, 'rtadvd wants it said.').default(1800),
        },
        { title: 'Route' },
      ),
      { title: 'Routes', max: 100 },
    ).default([]),
    rdnss: list(
      group(
        {
          addresses: list(
            address({
              title: 'Address',
              family: 6,
              sample: '2001:db8::53',
              description: 'Of a name server.',
            }),
            { title: 'Name servers', min: 1, max: 20 },
          ),
          lifetime: listed(usual),
        },
        { title: 'Name servers (RDNSS)', description: 'RFC 8106 section 5.1.' },
      ),
      { title: 'Name servers (RDNSS)', max: 20 },
    ).default([]),
    dnssl: list(
      group(
        {
          domains: list(domain({ title: 'Domain', sample: 'example.net' }), {
            title: 'Domains',
            min: 1,
            max: 20,
          }),
          lifetime: listed(usual),
        },
        { title: 'Search domains (DNSSL)', description: 'RFC 8106 section 5.2.' },
      ),
      { title: 'Search domains (DNSSL)', max: 20 },
    ).default([]),
  },
  { title: 'Interface' },
);

export const schema = group(
  { interfaces: list(advertisedInterface, { title: 'Interfaces', min: 1, max: 4094 }) },
  { title: 'Router advertisements of FreeBSD' },
);

export type RtadvdValues = z.output<typeof schema>;
export type RtadvdInterface = RtadvdValues['interfaces'][number];
