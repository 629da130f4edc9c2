import { defineWriter } from '../writer.ts';
import { checkers } from './checkers.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { samplePrefix, schema } from './schema.ts';
import { write } from './write.ts';

/** A network of unique local addresses behind a delegated prefix that changes. */
export default defineWriter({
  id: 'nptv6',
  title: 'NPTv6 with a dynamic prefix',
  group: 'tunnels-and-translation',
  about:
    'dhcpcd asks for a prefix, and a script maps the unique local prefix of the inside onto it, whenever it changes.',
  keywords: [
    'NETMAP',
    'NAT66',
    'dhcpcd',
    'ia_pd',
    'ULA',
    'prefix translation',
    'nftables',
    'ip6tables',
    'DUID',
  ],
  systems: ['S26'],
  schema,
  // Everybody would keep a prefix that stood here: a random one is asked for.
  start: { externalInterface: 'eth0', internalPrefix: '' },
  sample: { externalInterface: 'eth0', internalPrefix: samplePrefix },
  examine,
  write,
  fromPlan,
  checkers,
});
