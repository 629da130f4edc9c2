import type { z } from 'zod';
import { choice, flag, group, interfaceName, list, planNode, prefix } from '../fields.ts';

const whole = group(
  {
    node: planNode(),
    prefix: prefix({
      title: 'Prefix',
      sample: '2001:db8:100::/64',
      description: 'Every address of it becomes one of this host. IPv6 or IPv4.',
    }),
  },
  { title: 'Prefix' },
);

export const schema = group(
  {
    target: choice(['networkd', 'systemd', 'interfaces'], {
      title: 'Set up by',
      labels: {
        networkd: 'systemd-networkd',
        systemd: 'a systemd unit that runs ip',
        interfaces: 'interfaces(5) of ifupdown',
      },
      description: 'By what manages the network of the host.',
    }).default('networkd'),
    prefixes: list(whole, { title: 'Prefixes', min: 1, max: 1000 }),
    reached: choice(['routed', 'on-link'], {
      title: 'How the prefixes reach the host',
      labels: {
        routed: 'A router sends them here (static route, delegated prefix)',
        'on-link': 'They are the prefix of the link itself',
      },
      description: 'The kernel answers neighbour solicitations for its own single addresses alone.',
    }).default('routed'),
    interface: interfaceName({
      title: 'Interface to the link',
      sample: 'eth0',
      description: 'Where ndppd answers neighbour solicitations.',
    }).optional(),
    bind: flag({
      title: 'Programs may bind to single addresses',
      description: 'Sets net.ipv6.ip_nonlocal_bind: without it a program can listen on "::" alone.',
    }).default(true),
  },
  { title: 'AnyIP' },
);

export type AnyIpValues = z.output<typeof schema>;
