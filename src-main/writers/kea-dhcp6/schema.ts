import type { z } from 'zod';
import {
  absolutePath,
  address,
  choice,
  flag,
  group,
  integer,
  interfaceForm,
  interfaceName,
  line,
  list,
  matching,
  planNode,
  prefix,
} from '../fields.ts';
import {
  addressPool,
  delegatedLength,
  forever,
  lifetimes,
  nameServers,
  reservation,
} from '../forms/dhcp6-fields.ts';

/** Where a MAC is looked for in a message of a client. */
const macSource = choice(
  [
    'any',
    'raw',
    'duid',
    'ipv6-link-local',
    'client-link-addr-option',
    'remote-id',
    'subscriber-id',
    'docsis-cmts',
    'docsis-modem',
  ],
  { title: 'Source of the MAC' },
);

const otherOption = group(
  {
    code: integer({ title: 'Code', sample: 59, min: 1, max: 65_535 }),
    data: line({ title: 'Data', sample: 'http://[2001:db8::1]/boot.efi', max: 1000 }),
    hexadecimal: flag({
      title: 'Hexadecimal',
      description: 'The data is octets, not text and commas.',
    }).default(false),
  },
  { title: 'Option', description: 'Any other option by its code (IANA, DHCPv6 Option Codes).' },
);

const options = {
  ...nameServers,
  otherOptions: list(otherOption, { title: 'Other options', max: 200 }).default([]),
};

const prefixPool = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Pool', family: 6, sample: '2001:db8:100::/40' }),
    delegatedLength,
    excludedPrefix: prefix({
      title: 'Excluded prefix',
      family: 6,
      sample: '2001:db8:100::/64',
      description: 'Kept out of the first delegated prefix, for the link to the client (RFC 6603).',
    }).optional(),
  },
  { title: 'Pool for prefix delegation' },
);

const subnet = group(
  {
    node: planNode(),
    id: integer({
      title: 'Subnet ID',
      sample: 1,
      min: 1,
      max: 4_294_967_294,
      description: 'Leases are kept under it: never change it, never give it to another subnet.',
    }),
    prefix: prefix({ title: 'Subnet', family: 6, sample: '2001:db8:1::/64' }),
    comment: line({ title: 'Comment', sample: 'Servers' }).optional(),
    interface: interfaceName({
      title: 'Interface',
      sample: 'eth0',
      description: 'Of the server, where the clients are on the same link.',
    }).optional(),
    interfaceId: line({
      title: 'Interface ID',
      sample: 'port-1',
      description: 'As the relay tells it (option 18), instead of an interface.',
    }).optional(),
    relays: list(address({ title: 'Relay', family: 6, sample: '2001:db8:1::1' }), {
      title: 'Relays',
      description: 'Their addresses, where these do not lie in the subnet.',
      max: 100,
    }).default([]),
    rapidCommit: flag({
      title: 'Rapid commit',
      description: 'Two messages instead of four; safe with one server alone (RFC 8415 section 21.14).',
    }).default(false),
    allocator: choice(['iterative', 'random'], {
      title: 'Allocator of addresses',
      description: 'Kea 2.4 and later.',
    }).default('iterative'),
    prefixAllocator: choice(['iterative', 'random', 'flq'], {
      title: 'Allocator of prefixes',
      description: 'Kea 2.4 and later.',
    }).default('iterative'),
    ...lifetimes,
    ...options,
    pools: list(addressPool, { title: 'Address pools', max: 1000 }).default([]),
    prefixPools: list(prefixPool, { title: 'Pools for prefix delegation', max: 1000 }).default([]),
    reservations: list(group(reservation, { title: 'Reservation' }), { title: 'Reservations' }).default([]),
  },
  { title: 'Subnet' },
);

const boundInterface = group(
  {
    node: planNode(),
    name: matching(new RegExp(`^(?:\\*|${interfaceForm})$`), 'expected the name of an interface, or "*"', {
      title: 'Interface',
      sample: 'eth0',
      description: '* means all of them.',
    }),
    address: address({
      title: 'Address',
      family: 6,
      sample: '2001:db8:1::1',
      description: 'Also takes messages that relays and clients send to it; left out: multicast alone.',
    }).optional(),
  },
  { title: 'Interface' },
);

const leaseDatabase = group(
  {
    persist: flag({
      title: 'Keep leases in a file',
      description: 'Off: they are lost when Kea stops.',
    }).default(true),
    name: absolutePath({ title: 'Lease file', sample: '/var/lib/kea/kea-leases6.csv' }).optional(),
    cleanupInterval: integer({
      title: 'Clean the file up every',
      sample: 3600,
      unit: 's',
      min: 0,
      max: forever,
      description: '0: never.',
    }).default(3600),
  },
  { title: 'Lease database (memfile)' },
);

const logger = group(
  {
    name: matching(
      /^kea-dhcp6(\.[a-z0-9-]{1,40})?$/,
      'expected kea-dhcp6 or one of its parts: kea-dhcp6.leases',
      {
        title: 'Logger',
        sample: 'kea-dhcp6',
      },
    ),
    severity: choice(['INFO', 'DEBUG', 'WARN', 'ERROR', 'FATAL', 'NONE'], { title: 'Severity' }).default(
      'INFO',
    ),
    debugLevel: integer({ title: 'Debug level', sample: 0, min: 0, max: 99 }).default(0),
    output: matching(
      /^(stdout|stderr|syslog|\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]*)$/u,
      'expected stdout, stderr, syslog, or an absolute path without ".."',
      { title: 'Output', sample: 'syslog', description: 'stdout, stderr, syslog, or a file.' },
    ),
  },
  { title: 'Logger' },
);

export const schema = group(
  {
    target: choice(['3.0', '2.6', '2.4', '2.2'], {
      title: 'Kea version',
      labels: { '3.0': '3.0 and later', '2.6': '2.6', '2.4': '2.4', '2.2': '2.2' },
      description: 'Debian 12 has 2.2, Ubuntu 24.04 has 2.4, Debian 13 has 2.6.',
    }).default('3.0'),
    interfaces: list(boundInterface, { title: 'Interfaces', max: 4096 }).default([]),
    ...lifetimes,
    ...options,
    macSources: list(macSource, {
      title: 'Sources of MACs',
      description: 'Tried in this order for reservations by MAC. Left out: all that Kea knows.',
      max: 9,
    }).default([]),
    reservationsOutOfPool: flag({
      title: 'Reservations lie outside of pools',
      description: 'Kea then does not look for them in pools, which is quicker.',
    }).default(false),
    leaseDatabase: leaseDatabase.prefault({}),
    controlSocket: absolutePath({
      title: 'Control socket',
      sample: '/run/kea/kea6-ctrl-socket',
    }).optional(),
    loggers: list(logger, { title: 'Loggers', max: 50 }).default([]),
    subnets: list(subnet, { title: 'Subnets', max: 10_000 }).default([]),
  },
  { title: 'Kea DHCPv6' },
);

export type KeaValues = z.output<typeof schema>;
export type KeaSubnet = KeaValues['subnets'][number];
