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
  planNode,
  prefix,
} from '../fields.ts';

/** Seconds; 4294967295 (all one bits) means for ever. */
export const forever = 4_294_967_295;

/** A name of IOS: one word. "?" asks for help wherever it is typed, so it can be part of none. */
const name = (title: string, sample: string) =>
  matching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'expected a word of letters, digits, ".", "_", "-"', {
    title,
    sample,
  });

const interfaceOf = (title: string, sample: string) =>
  matching(
    /^[A-Z][A-Za-z-]{1,30}\d{1,5}(?:\/\d{1,4}){0,3}(?:\.\d{1,10})?$/,
    'expected an interface as IOS writes it in full: Vlan1, GigabitEthernet0/0/1.10',
    { title, sample },
  );

const lifetime = (title: string, sample: number) =>
  integer({ title, sample, unit: 's', min: 60, max: forever, description: '4294967295: for ever.' });

const delegation = group(
  {
    node: planNode(),
    localPool: name('Local pool', 'local-ipv6-pd-pool'),
    prefix: prefix({
      title: 'Prefix of the pool',
      family: 6,
      sample: '2001:db8:0:100::/56',
      description: 'What is handed out comes from it.',
    }),
    length: integer({
      title: 'Delegated length',
      sample: 60,
      min: 1,
      max: 64,
      description: 'Each client gets a prefix of this length.',
    }),
    validLifetime: lifetime('Valid lifetime', 3600).default(3600),
    preferredLifetime: lifetime('Preferred lifetime', 1800).default(1800),
  },
  { title: 'Prefix delegation', description: 'RFC 9915 (DHCPv6-PD).' },
);

const dhcpPool = group(
  {
    name: name('Pool', 'local-ipv6'),
    delegation: delegation.optional(),
    dnsServers: list(address({ title: 'Name server', family: 6, sample: '2001:db8::53', linkLocal: false }), {
      title: 'Name servers',
      max: 8,
    }).default([]),
    domainName: domain({ title: 'Domain', sample: 'example.net' }).optional(),
  },
  { title: 'DHCPv6 pool' },
);

const rdnss = group(
  {
    address: address({ title: 'Name server', family: 6, sample: '2001:db8::53' }),
    lifetime: integer({ title: 'Lifetime', sample: 1800, unit: 's', min: 0, max: forever }).optional(),
  },
  { title: 'Name server (RDNSS)' },
);

const lan = group(
  {
    node: planNode(),
    name: interfaceOf('Interface', 'Vlan1'),
    description: matching(
      /^[\x21-\x3e\x40-\x7e](?:[\x20-\x3e\x40-\x7e]{0,198}[\x21-\x3e\x40-\x7e])?$/,
      'expected text without "?"',
      {
        title: 'Description',
        sample: 'Office',
      },
    ).optional(),
    ipv4: interfaceAddress({ title: 'IPv4 address', family: 4, sample: '192.168.5.1/24' }).optional(),
    natInside: flag({ title: 'IPv4 NAT, inside' }).default(false),
    generalPrefix: name('Delegated prefix', 'isp-prefix')
      .meta({ description: 'The name that the outside interface gives to what it is delegated.' })
      .optional(),
    address: interfaceAddress({
      part: true,
      title: 'IPv6 address',
      family: 6,
      sample: '2001:db8:0:1::1/64',
      description: 'With a delegated prefix: the rest of it, ::1/64 or 0:0:0:1::1/64.',
    }),
    managed: flag({ title: 'Managed (M)', description: 'Addresses are to be had by DHCPv6.' }).default(false),
    otherConfig: flag({
      title: 'Other configuration (O)',
      description: 'Other settings are to be had by DHCPv6.',
    }).default(false),
    raInterval: integer({ title: 'RA interval', sample: 200, unit: 's', min: 4, max: 1800 }).optional(),
    raLifetime: integer({
      title: 'Router lifetime',
      sample: 1800,
      unit: 's',
      min: 0,
      max: 9000,
      description: '0: not a default router.',
    }).optional(),
    rdnss: list(rdnss, { title: 'Name servers (RDNSS)', max: 8 }).default([]),
    dhcpPool: name('DHCPv6 pool', 'local-ipv6').optional(),
    rapidCommit: flag({
      title: 'Rapid commit',
      description: 'Two messages in the place of four (RFC 9915 section 18.3.1).',
    }).default(false),
    mldQueryInterval: integer({
      title: 'MLD query interval',
      sample: 125,
      unit: 's',
      min: 1,
      max: 65_535,
    }).optional(),
  },
  { title: 'Inside interface' },
);

const upstream = group(
  {
    interface: interfaceOf('Interface', 'Dialer0'),
    generalPrefix: name('Name of the delegated prefix', 'isp-prefix').optional(),
    rapidCommit: flag({ title: 'Rapid commit' }).default(false),
    defaultRoute: flag({ title: 'Default route', description: 'Over this interface.' }).default(true),
  },
  { title: 'Outside interface', description: 'Where the provider is.' },
);

export const schema = group(
  {
    target: choice(['ios-xe', 'ios'], {
      title: 'System',
      labels: { 'ios-xe': 'IOS XE', ios: 'IOS 15 (older, as the 887VA)' },
    }).default('ios-xe'),
    upstream: upstream.optional(),
    pools: list(dhcpPool, { title: 'DHCPv6 pools', max: 500 }).default([]),
    interfaces: list(lan, { title: 'Inside interfaces', min: 1, max: 4094 }),
    aggregates: list(
      group(
        {
          node: planNode(),
          prefix: prefix({ title: 'Prefix', family: 6, sample: '2001:db8::/48' }),
        },
        { title: 'Prefix' },
      ),
      {
        title: 'Prefixes led to Null0',
        description: 'What no interface has does not go round in circles with the provider (RFC 7084 WPD-5).',
        max: 100,
      },
    ).default([]),
  },
  { title: 'Cisco IOS' },
);

export type IosValues = z.output<typeof schema>;
export type IosInterface = IosValues['interfaces'][number];
export type IosPool = IosValues['pools'][number];
