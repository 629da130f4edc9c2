import { defineWriter } from '../writer.ts';
import { checkers } from './checkers.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { sampleHash, schema } from './schema.ts';
import { write } from './write.ts';

/** A server that installs machines over IPv6 alone: DHCPv6, router advertisements, DNS, HTTP, iPXE and the answers. */
export default defineWriter({
  id: 'netboot',
  title: 'Network boot over IPv6',
  group: 'netboot',
  about:
    'Installs machines over IPv6 alone: all files of the server, from its address to the answers of the installer.',
  keywords: ['PXE', 'iPXE', 'preseed', 'UEFI', 'bootfile-url', 'radvd', 'Unbound', 'Apache', 'dhcpd', 'Kea'],
  systems: ['S15'],
  schema,
  start: {
    interface: 'eth1',
    address: '2001:db8::1/64',
    hostname: 'alpha',
    domain: 'example.net',
    passwordHash: '',
  },
  sample: {
    interface: 'eth1',
    address: '2001:db8::1/64',
    hostname: 'alpha',
    domain: 'example.net',
    passwordHash: sampleHash,
  },
  examine,
  write,
  fromPlan,
  checkers,
});
