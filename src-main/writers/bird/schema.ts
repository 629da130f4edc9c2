import type { z } from 'zod';
import {
  address,
  choice,
  flag,
  group,
  integer,
  interfaceForm,
  interfaceName,
  list,
  matching,
  planNode,
  prefix,
} from '../fields.ts';

const pattern = matching(
  new RegExp(`^(?:\\*|${interfaceForm}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,13}\\*)$`),
  'expected the name of an interface, which may end with "*"',
  { title: 'Interface', sample: 'eth0', description: 'Or a pattern: wlan*' },
);

const interfaces = list(pattern, { title: 'Interfaces', min: 1, max: 200 });

const babelLink = group(
  {
    interfaces,
    type: choice(['wired', 'wireless'], {
      title: 'Type',
      description: 'Wireless follows how many hellos are lost (RFC 8966 appendix A.2.2), wired does not.',
    }).default('wired'),
    hello: integer({
      title: 'Hello interval',
      sample: 4,
      unit: 's',
      min: 1,
      max: 655,
      description: 'Left out: 4 s.',
    }).optional(),
    update: integer({
      title: 'Update interval',
      sample: 16,
      unit: 's',
      min: 1,
      max: 655,
      description: 'Left out: four times the hello interval.',
    }).optional(),
    rxcost: integer({
      title: 'Cost (rxcost)',
      sample: 256,
      min: 1,
      max: 65_534,
      description: 'Left out: 96 on wired links, 256 on wireless ones.',
    }).optional(),
    limit: integer({
      title: 'Hello limit',
      sample: 12,
      unit: 'of 16',
      min: 1,
      max: 16,
      description: 'So many of the last hellos must have come; left out: 12.',
    }).optional(),
    checkLink: flag({
      title: 'Follow the link state',
      description: 'A pulled cable is noticed at once.',
    }).default(true),
  },
  { title: 'Babel on', description: 'RFC 8966.' },
);

const ripngLink = group(
  {
    interfaces,
    metric: integer({ title: 'Metric', sample: 1, min: 1, max: 15 }).default(1),
    passive: flag({ title: 'Passive', description: 'It listens and sends nothing.' }).default(false),
    update: integer({
      title: 'Update time',
      sample: 30,
      unit: 's',
      min: 1,
      max: 3600,
      description: 'Left out: 30 s.',
    }).optional(),
    timeout: integer({
      title: 'Timeout',
      sample: 180,
      unit: 's',
      min: 1,
      max: 36_000,
      description: 'When a route that is not heard of any more is lost. Left out: 180 s.',
    }).optional(),
  },
  { title: 'RIPng on', description: 'RFC 2080.' },
);

const staticRoute = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Route to', family: 6, sample: '2001:db8:5::/48' }),
    how: choice(['via', 'interface', 'unreachable', 'blackhole', 'prohibit'], {
      title: 'Leads',
      labels: {
        via: 'To a gateway',
        interface: 'To an interface',
        unreachable: 'Nowhere: unreachable',
        blackhole: 'Nowhere, in silence',
        prohibit: 'Nowhere: prohibited',
      },
    }).default('via'),
    gateway: address({ title: 'Gateway', family: 6, sample: '2001:db8::1' }).optional(),
    interface: interfaceName({
      title: 'Interface',
      sample: 'eth0',
      description: 'Needed for a link-local gateway.',
    }).optional(),
  },
  { title: 'Static route' },
);

const announced = group(
  {
    node: planNode(),
    prefix: prefix({
      title: 'Prefix',
      family: 6,
      sample: '2001:db8::/48',
      description: 'And all that is in it.',
    }),
  },
  { title: 'Prefix' },
);

export const schema = group(
  {
    target: choice(['2', '1.6'], {
      title: 'BIRD version',
      labels: { '2': 'BIRD 2', '1.6': 'BIRD 1.6 (bird6, older)' },
    }).default('2'),
    routerId: address({
      title: 'Router ID',
      own: true,
      family: 4,
      sample: '192.0.2.1',
      description:
        'Four octets that no other router of the network has. BIRD takes an IPv4 address of this host where it is left out.',
    }).optional(),
    babel: list(babelLink, { title: 'Babel', max: 200 }).default([]),
    ripng: list(ripngLink, { title: 'RIPng', max: 200 }).default([]),
    announced: list(announced, {
      title: 'Announced prefixes',
      description: 'Left empty: every route that BIRD knows.',
      max: 2000,
    }).default([]),
    connected: flag({
      title: 'Connected networks',
      description: 'Those of the interfaces are announced.',
    }).default(true),
    learn: flag({
      title: 'Routes of the kernel',
      description: 'Those that others put into the kernel are learnt, as a default route by DHCPv6.',
    }).default(false),
    persist: flag({
      title: 'Routes stay when BIRD ends',
      description: 'For a restart without an outage.',
    }).default(false),
    routes: list(staticRoute, { title: 'Static routes', max: 2000 }).default([]),
    scanTime: integer({
      title: 'Scan interfaces every',
      sample: 10,
      unit: 's',
      min: 1,
      max: 3600,
      description: 'In case a message of the kernel is lost.',
    }).default(10),
    firewall: choice(['nft', 'ip6tables', 'none'], {
      title: 'Firewall line',
      labels: { nft: 'nftables', ip6tables: 'ip6tables', none: 'None' },
      description: 'UDP 6696 (Babel) and 521 (RIPng) from the link must come in.',
    }).default('nft'),
  },
  { title: 'BIRD' },
);

export type BirdValues = z.output<typeof schema>;
export type BabelLink = BirdValues['babel'][number];
export type RipngLink = BirdValues['ripng'][number];
export type StaticRoute = BirdValues['routes'][number];

/** The UDP ports on which the protocols speak (RFC 8966 section 4.1, RFC 2080 section 2.1). */
export const routingPorts = { babel: 6696, ripng: 521 } as const;
