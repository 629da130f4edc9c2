import type { z } from 'zod';
import { choice, flag, group, integer, interfaceName, prefix } from '../fields.ts';

/** Random once, but not the reader's own. */
export const samplePrefix = 'fd8b:32c5:4f0e::/58';

export const schema = group(
  {
    target: choice(['nft', 'ip6tables'], {
      title: 'Packet filter',
      labels: { nft: 'nftables', ip6tables: 'ip6tables' },
      description: 'One of them alone should hold rules for NAT on a machine.',
    }).default('nft'),
    externalInterface: interfaceName({
      title: 'External interface',
      sample: 'eth0',
      description: 'Towards the router that delegates the prefix.',
    }),
    internalPrefix: prefix({
      title: 'Internal prefix',
      family: 6,
      sample: samplePrefix,
      description: 'A random one of fd00::/8 (Calculate makes one), of the length that is asked for outside.',
    }),
    identifier: integer({
      title: 'Identity association (IAID)',
      sample: 1,
      min: 1,
      max: 4_294_967_295,
      description: 'Tells several delegations of one client apart.',
    }).default(1),
    hairpin: flag({
      title: 'Reach the inside by its external addresses',
      description: 'From the inside as well, for names that stand for external addresses.',
    }).default(true),
    mark: integer({
      title: 'Packet mark',
      sample: 2_330_716_277,
      min: 1,
      max: 4_294_967_295,
      description: 'Of packets that turn around; no other rule may set it.',
    }).default(2_330_716_277),
    highAvailability: flag({
      title: 'Several nodes, one active',
      description: 'The DUID is made of the MAC, which they share, so that the prefix stays at a fail-over.',
    }).default(false),
  },
  { title: 'NPTv6 with a dynamic prefix' },
);

export type Nptv6Values = z.output<typeof schema>;
