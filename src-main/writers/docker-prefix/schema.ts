import type { z } from 'zod';
import { choice, flag, group, integer, interfaceName } from '../fields.ts';

export const schema = group(
  {
    target: choice(['docker-ce', 'docker.io'], {
      title: 'Package of Docker',
      labels: { 'docker-ce': 'docker-ce (of Docker)', 'docker.io': 'docker.io (of Debian)' },
      description: 'They start dockerd from different places.',
    }).default('docker-ce'),
    interface: interfaceName({
      title: 'Interface',
      sample: 'eth0',
      description: 'Towards the router that delegates the prefix.',
    }),
    length: integer({
      title: 'Length of the subnet of containers',
      sample: 80,
      min: 64,
      max: 120,
      description: 'The first of this length in the delegated prefix. A /80 has room for their MACs.',
    }).default(80),
    filter: flag({
      title: 'Docker filters and translates IPv6',
      description:
        'Off: containers are reached by their own addresses, and nothing of Docker filters for them.',
    }).default(false),
    discard: flag({
      title: 'Discard what is not used of the prefix',
      description: 'So that packets for it do not go round in circles (RFC 7084 section 4.2).',
    }).default(true),
  },
  { title: 'Docker with a delegated prefix' },
);

export type DockerPrefixValues = z.output<typeof schema>;
