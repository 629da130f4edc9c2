import type { z } from 'zod';
import { address, choice, flag, group, integer, interfaceName, list, planNode } from '../fields.ts';

const ipv4 = (title: string, sample: string, description: string) =>
  address({ title, sample, description, family: 4 });

const network = group(
  {
    node: planNode(),
    interface: interfaceName({ title: 'Interface', sample: 'eth1' }),
    subnet: integer({
      title: 'Subnet number',
      sample: 1,
      min: 0,
      max: 0xffff,
      description: 'Of the 65,536 /64s of the /48; 0 holds the address of the tunnel itself.',
    }),
  },
  { title: 'Network behind the tunnel' },
);

const nat = group(
  {
    host: ipv4(
      'Address of this host',
      '192.168.1.5',
      'The private address to which the gateway hands protocol 41.',
    ),
    accept: flag({
      title: 'Accept it in the FORWARD chain too',
      description: 'Not needed where the gateway forwards everything.',
    }).default(true),
    firewall: choice(['nft', 'iptables'], { title: 'Firewall of the gateway' }).default('nft'),
  },
  { title: 'Behind a NAT gateway', description: 'Left out: this host has the public address itself.' },
);

export const schema = group(
  {
    target: choice(['networkd', 'interfaces'], {
      title: 'Set up by',
      labels: { networkd: 'systemd-networkd', interfaces: 'interfaces(5) of ifupdown' },
    }).default('networkd'),
    ipv4: ipv4('Public IPv4 address', '192.0.2.4', 'Static; the /48 follows from it (RFC 3056 section 2).'),
    relay: ipv4(
      'Relay',
      '198.51.100.1',
      'A 6to4 relay to the rest of IPv6. Left out: other 6to4 hosts alone are reached.',
    ).optional(),
    mtu: integer({
      title: 'MTU',
      sample: 1280,
      unit: 'bytes',
      min: 1280,
      max: 1480,
      description: 'Ethernet leaves 1480; 1280 goes everywhere.',
    }).default(1280),
    ttl: integer({ title: 'TTL of the IPv4 packets', sample: 64, min: 1, max: 255 }).default(64),
    name: interfaceName({ title: 'Name of the tunnel', sample: 'tun6to4' }).default('tun6to4'),
    networks: list(network, { title: 'Networks behind the tunnel', max: 1000 }).default([]),
    nat: nat.optional(),
  },
  { title: '6to4' },
);

export type SixToFourValues = z.output<typeof schema>;
