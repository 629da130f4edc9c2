import { fromPlan } from '../radvd/from-plan.ts';
import { defineWriter } from '../writer.ts';
import { toRadvd } from './convert.ts';
import { examine } from './examine.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** rtadvd, the router advertisement daemon of FreeBSD: rtadvd.conf(5). It has no checker; its grammar is read strictly. */
export default defineWriter({
  id: 'rtadvd',
  title: 'rtadvd',
  group: 'router-advertisements',
  about: 'Router advertisements from a FreeBSD router: prefixes, routes and name servers of each link.',
  keywords: ['rtadvd.conf', 'FreeBSD', 'rc.conf', 'termcap', 'SLAAC', 'RDNSS', 'DNSSL'],
  systems: ['S13'],
  schema,
  start: { interfaces: [{ name: 'vlan704', prefixes: [{ prefix: '2001:db8:100::/64' }] }] },
  sample: {
    interfaces: [
      {
        name: 'vlan704',
        maxInterval: 600,
        otherConfig: true,
        prefixes: [{ prefix: '2001:db8:100::/64' }],
        routes: [{ prefix: '2001:db8:200::/48' }],
        rdnss: [{ addresses: ['2001:db8:53::1', '2001:db8:53::2'], lifetime: 900 }],
        dnssl: [{ domains: ['example.net'] }],
      },
    ],
  },
  examine,
  write,
  read,
  signs: {
    names: [/(^|\/)rtadvd(\.conf)?$/],
    texts: [
      /:(?:addr|rdnss|dnssl)\d*="?[0-9A-Za-z]/,
      /:(?:raflags|rltime|maxinterval|mininterval|prefixlen|vltime|pltime)\d*#/,
      /^[ \t]*rtadvd_(?:enable|interfaces)=/m,
    ],
  },
  fromPlan,
  convert: { radvd: toRadvd },
  checkers: [],
});
