import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';
import { forEachFile, nftChecker, shellChecker } from '../file-checkers.ts';

/** BIRD, the routing daemon: Babel and RIPng. */
export default defineWriter({
  id: 'bird',
  title: 'BIRD',
  group: 'routers',
  about:
    'Routers that tell each other their routes by Babel (wired and wireless) or RIPng, with the firewall line.',
  keywords: ['bird.conf', 'bird6.conf', 'Babel', 'RIPng', 'routing protocol', 'OpenWrt'],
  systems: ['S29'],
  schema,
  start: { routerId: '192.0.2.1', babel: [{ interfaces: ['eth0'] }] },
  sample: {
    routerId: '192.0.2.1',
    babel: [
      { interfaces: ['wlan0', 'wlan1'], type: 'wireless', hello: 1, rxcost: 512 },
      { interfaces: ['br-lan'], type: 'wired' },
    ],
    announced: [{ prefix: '2001:db8::/48' }],
    routes: [{ prefix: '2001:db8:5::/48', gateway: '2001:db8::1' }],
  },
  examine,
  write,
  read,
  signs: {
    names: [/(^|\/)bird6?\.conf$/],
    texts: [
      /^[ \t]*protocol[ \t]+(?:kernel|device|direct|static|babel|rip|ospf|bgp|radv|pipe)\b/m,
      /^[ \t]*router[ \t]+id[ \t]/m,
    ],
  },
  fromPlan,
  checkers: [
    {
      name: 'bird -p',
      command: 'bird',
      package: 'bird2',
      plan: forEachFile(({ path }) => path === 'etc/bird/bird.conf', '-p', '-c'),
    },
    {
      name: 'bird6 -p',
      command: 'bird6',
      package: 'bird (1.6)',
      plan: forEachFile(({ path }) => path === 'etc/bird/bird6.conf', '-p', '-c'),
    },
    nftChecker,
    shellChecker,
  ],
});
