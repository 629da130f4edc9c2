import { toRtadvd } from '../rtadvd/convert.ts';
import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** radvd, the router advertisement daemon of Linux: radvd.conf(5). */
export default defineWriter({
  id: 'radvd',
  title: 'radvd',
  group: 'router-advertisements',
  about:
    'Router advertisements from a Linux router: prefixes, routes, name servers and NAT64 prefix of each link.',
  keywords: ['radvd.conf', 'SLAAC', 'RDNSS', 'DNSSL', 'PREF64'],
  systems: ['S14'],
  schema,
  start: { interfaces: [{ name: 'eth0', prefixes: [{ prefix: '2001:db8:1::/64' }] }] },
  sample: {
    interfaces: [
      {
        name: 'eth1',
        minInterval: 5,
        maxInterval: 60,
        otherConfig: true,
        prefixes: [{ prefix: '2001:db8::/64' }],
        rdnss: [{ addresses: ['2001:db8::1'] }],
        dnssl: [{ domains: ['example.net'] }],
      },
    ],
  },
  examine,
  write,
  read,
  signs: {
    names: [/(^|\/)radvd\.conf$/],
    texts: [
      /^[ \t]*(?:AdvSendAdvert|Min(?:Delay|RtrAdvInterval)|MaxRtrAdvInterval|Adv[A-Z][A-Za-z]+)[ \t]/m,
      /^[ \t]*(?:prefix|route)[ \t]+[0-9A-Fa-f:]+\/\d+[ \t\r\n]*\{/m,
      /^[ \t]*(?:RDNSS|DNSSL)[ \t]/m,
    ],
  },
  fromPlan,
  convert: { rtadvd: toRtadvd },
  checkers: [
    {
      name: 'radvd -c',
      command: 'radvd',
      package: 'radvd',
      version: ['-v'],
      plan: (_files, folder) => [{ args: ['-c', '-m', 'stderr', '-C', `${folder}/etc/radvd.conf`] }],
      // radvd names its file by the path it was given: FOLDER/etc/radvd.conf:12 error: syntax error
    },
  ],
});
