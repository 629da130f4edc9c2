import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';
import { forEachFile, nftChecker } from '../file-checkers.ts';

/** An IPv6 filter that keeps what RFC 4890 says must not be dropped. */
export default defineWriter({
  id: 'firewall',
  title: 'IPv6 firewall',
  group: 'firewall',
  about:
    'A filter of a host or a router that lets through what IPv6 needs (Packet Too Big, neighbour discovery, fragments), and the services that you open.',
  keywords: ['nft', 'nftables', 'ip6tables', 'netfilter', 'RFC 4890', 'ICMPv6', 'path MTU'],
  systems: ['S34', 'S36'],
  schema,
  start: { services: [{ service: 'ssh' }] },
  sample: {
    role: 'router',
    outside: 'wan0',
    networks: [{ name: 'Office', prefix: '2001:db8:1::/64' }],
    services: [
      { service: 'ssh', sources: ['2001:db8:1::/64'] },
      { service: 'https', destination: '2001:db8:1::443/128' },
    ],
  },
  examine,
  write,
  fromPlan,
  checkers: [
    nftChecker,
    {
      name: 'ip6tables-restore --test',
      command: 'ip6tables-restore',
      package: 'iptables',
      root: true,
      plan: forEachFile(({ path }) => path.endsWith('rules.v6'), '--test'),
    },
  ],
});
