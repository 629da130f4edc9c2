import { defineWriter } from '../writer.ts';
import { checker } from './checker.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** Kea's DHCPv6 server: Kea Administrator Reference Manual, "The DHCPv6 Server". */
export default defineWriter({
  id: 'kea-dhcp6',
  title: 'Kea DHCPv6',
  group: 'dhcpv6',
  about: 'Addresses, delegated prefixes, reservations and options from ISC Kea, with leases in a file.',
  keywords: ['kea-dhcp6.conf', 'ISC', 'prefix delegation', 'IA_PD', 'reservations', 'DUID', 'JSON'],
  systems: ['S11'],
  schema,
  start: {
    interfaces: [{ name: 'eth0' }],
    subnets: [
      {
        id: 1,
        prefix: '2001:db8:1::/64',
        interface: 'eth0',
        pools: [{ range: '2001:db8:1::1000-2001:db8:1::1fff' }],
      },
    ],
  },
  sample: {
    interfaces: [{ name: 'eth1', address: '2001:db8::1' }],
    renewTimer: 1000,
    rebindTimer: 2000,
    preferredLifetime: 3000,
    validLifetime: 4000,
    dnsServers: ['2001:db8::53'],
    domainSearch: ['example.net'],
    subnets: [
      {
        id: 1024,
        prefix: '2001:db8::/64',
        comment: 'Virtual machines',
        interface: 'eth1',
        pools: [{ range: '2001:db8::100-2001:db8::ffff' }],
        prefixPools: [{ prefix: '2001:db8:fff::/48', delegatedLength: 60 }],
        reservations: [
          { mac: '52:54:00:d6:c2:a9', hostname: 'vm1', addresses: ['2001:db8::5054:ff:fed6:c2a9'] },
          { duid: '00:03:00:01:52:54:00:d6:c2:aa', prefixes: ['2001:db8:fff:ff00::/60'] },
        ],
      },
    ],
  },
  examine,
  write,
  read,
  signs: { names: [/(^|\/)kea-dhcp6[^/]*\.(conf|json)$/], texts: [/"Dhcp6"\s*:/, /"subnet6"\s*:/] },
  fromPlan,
  checkers: [checker],
});
