import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';
import { shellChecker } from '../file-checkers.ts';

/** Containers with addresses of a prefix that is delegated by DHCPv6. */
export default defineWriter({
  id: 'docker-prefix',
  title: 'Docker with a delegated prefix',
  group: 'containers-and-virtual-machines',
  about: 'dhclient asks for a prefix, and its hook gives Docker the first /80 of it, whenever it changes.',
  keywords: ['dhclient', 'prefix delegation', 'fixed-cidr-v6', 'dockerd', 'hook', 'systemd'],
  systems: ['S23'],
  schema,
  start: { interface: 'eth0' },
  sample: { interface: 'eth0' },
  examine,
  write,
  checkers: [shellChecker],
});
