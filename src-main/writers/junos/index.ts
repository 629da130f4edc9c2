import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** The management routing instance of Junos (17.3R1 and later). */
export default defineWriter({
  id: 'junos',
  title: 'Junos management instance',
  group: 'routers',
  about:
    'The management port of a Juniper switch in a routing instance of its own, with name servers and default routes: it stays reachable when the routing of the network breaks.',
  keywords: ['Juniper', 'QFX5100', 'mgmt_junos', 'em0', 'dad-disable', 'virtual chassis'],
  systems: ['S20'],
  schema,
  start: { ipv6: '2001:db8:153::100/64', gateway6: '2001:db8:153::1' },
  sample: {
    hostName: 'switch1',
    ipv6: '2001:db8:153::100/64',
    gateway6: '2001:db8:153::1',
    ipv4: '172.17.5.10/24',
    gateway4: '172.17.5.1',
    nameServers: ['2001:db8:53::53', '192.0.2.53'],
  },
  examine,
  write,
  read,
  signs: {
    names: [],
    texts: [
      /\bmgmt_junos\b/,
      /^[ \t]*(?:set interfaces )?(?:em[01]|fxp0|me0|vme)[ \t]+(?:\{|unit |description )/m,
      /^[ \t]*(?:set system )?management-instance\b/m,
    ],
  },
  fromPlan,
  // Juniper has none that runs elsewhere: forms.test.ts holds both forms against the hierarchy and each other.
  checkers: [],
});
