import type { z } from 'zod';
import { address, choice, group, interfaceName, list, planNode, prefix } from '../fields.ts';

export const schema = group(
  {
    node: planNode(),
    target: choice(['27', '20.10', '17'], {
      title: 'Docker version',
      labels: { '27': '27 and later', '20.10': '20.10 to 26', '17': 'before 20.10' },
      description: 'From 27 on Docker writes rules for IPv6 by default; 20.10 to 26 call that experimental.',
    }).default('27'),
    rule: choice(['nft', 'ip6tables', 'docker'], {
      title: 'Who translates',
      labels: { nft: 'a rule of nft', ip6tables: 'a rule of ip6tables', docker: 'Docker by itself' },
      description: 'A rule of its own keeps Docker from writing rules for IPv6 at all.',
    }).default('nft'),
    prefix: prefix({
      title: 'Prefix of the containers',
      family: 6,
      sample: 'fd5a:3c1e:9b42::/64',
      description: 'A random unique local one (RFC 4193); fixed-cidr-v6 of the bridge docker0.',
    }),
    outside: interfaceName({
      title: 'Way out',
      sample: 'eth0',
      description: 'Where the host gets its own address by SLAAC, which it would lose as it forwards.',
    }).optional(),
    dns: list(address({ title: 'Name server', sample: '2001:db8::53', linkLocal: false }), {
      title: 'Name servers of the containers',
      max: 3,
    }).default([]),
  },
  { title: 'Docker with IPv6 behind NAT' },
);

export type DockerValues = z.output<typeof schema>;
