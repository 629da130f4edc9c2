import type { z } from 'zod';
import {
  choice,
  flag,
  group,
  integer,
  interfaceName,
  list,
  matching,
  planNode,
  prefix,
  line,
} from '../fields.ts';
import { serviceForm, serviceNames } from './services.ts';

const network = group(
  {
    node: planNode(),
    name: line({
      title: 'Name',
      sample: 'Office',
      max: 100,
      description: 'A comment in the file.',
    }).optional(),
    prefix: prefix({ title: 'Prefix', family: 6, sample: '2001:db8:1::/64' }),
    reaches: choice(['everything', 'outside', 'nothing'], {
      title: 'May reach',
      labels: {
        everything: 'Everything',
        outside: 'The outside only, not the other networks',
        nothing: 'Nothing: it only answers',
      },
    }).default('everything'),
  },
  { title: 'Network', description: 'Behind this router.' },
);

const service = group(
  {
    node: planNode(),
    service: matching(
      serviceForm,
      `expected ports as 8080/tcp or 6000-6100/udp, or one of ${serviceNames.join(', ')}`,
      { title: 'Service', sample: 'ssh', description: 'A name, or ports: 8080/tcp, 6000-6100/udp.' },
    ),
    sources: list(prefix({ title: 'Source', family: 6, sample: '2001:db8:2::/48' }), {
      title: 'From',
      description: 'Left empty: from anywhere.',
      max: 500,
    }).default([]),
    destination: prefix({
      title: 'To',
      family: 6,
      sample: '2001:db8:1::443/128',
      description: 'An address or prefix behind this router. Left out: this machine itself.',
    }).optional(),
    interface: interfaceName({
      title: 'On the interface',
      sample: 'eth1',
      description: 'Where it comes in. Left out: on any.',
    }).optional(),
  },
  { title: 'Service' },
);

export const schema = group(
  {
    target: choice(['nft', 'ip6tables'], {
      title: 'Format',
      labels: { nft: 'nftables', ip6tables: 'ip6tables-restore (older)' },
    }).default('nft'),
    role: choice(['host', 'router'], {
      title: 'This machine is',
      labels: { host: 'A host', router: 'A router' },
    }).default('host'),
    outside: interfaceName({
      title: 'Outside interface',
      sample: 'wan0',
      description: 'Of a router: where the Internet is.',
    }).optional(),
    networks: list(network, { title: 'Networks behind it', max: 4000 }).default([]),
    services: list(service, { title: 'Open services', max: 4000 }).default([]),
    echoLimit: integer({
      title: 'Echo requests',
      sample: 10,
      unit: 'per second',
      min: 1,
      max: 10_000,
      description: 'How many pings this machine answers; more are dropped.',
    }).default(10),
    dhcpv6Client: flag({
      title: 'DHCPv6 client',
      description: 'Answers of DHCPv6 servers come in (RFC 8415 section 7.2).',
    }).default(true),
    redirects: flag({
      title: 'Redirects',
      description: 'ICMPv6 Redirect from routers of the link comes in (RFC 4890 section 4.4.4).',
    }).default(false),
    ipsec: flag({
      title: 'IPsec',
      description: 'ESP, AH and IKE come in, also to what is behind a router (RFC 6092 section 3.2.4).',
    }).default(false),
    clampMss: flag({
      title: 'Fit TCP to the outside MTU',
      description: 'For PPPoE and tunnels: the maximum segment size of forwarded TCP follows the path MTU.',
    }).default(false),
    refusal: choice(['drop', 'reject'], {
      title: 'All the rest is',
      labels: { drop: 'Dropped', reject: 'Refused: "administratively prohibited"' },
    }).default('drop'),
    log: flag({ title: 'Log what is refused', description: 'At most ten lines a minute.' }).default(false),
  },
  { title: 'IPv6 firewall' },
);

export type FirewallValues = z.output<typeof schema>;
export type FirewallService = FirewallValues['services'][number];
