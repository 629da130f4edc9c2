import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** A router with Cisco IOS or IOS XE: prefix delegation to and from it, and router advertisements. */
export default defineWriter({
  id: 'cisco-ios',
  title: 'Cisco IOS',
  group: 'routers',
  about:
    'A router that takes a delegated prefix, hands parts of it on by DHCPv6, and advertises itself and name servers on its VLANs.',
  keywords: ['IOS XE', '887VA', 'prefix delegation', 'DHCPv6 pool', 'local pool', 'RDNSS'],
  systems: ['S08'],
  schema,
  start: { interfaces: [{ name: 'Vlan1', address: '2001:db8:0:1::1/64' }] },
  sample: {
    upstream: { interface: 'Dialer0', generalPrefix: 'isp-prefix' },
    pools: [
      {
        name: 'local-ipv6',
        delegation: { localPool: 'local-ipv6-pd-pool', prefix: '2001:db8:0:100::/56', length: 60 },
        dnsServers: ['2001:db8::53'],
        domainName: 'example.net',
      },
    ],
    interfaces: [
      {
        name: 'Vlan1',
        generalPrefix: 'isp-prefix',
        address: '::1/64',
        otherConfig: true,
        raInterval: 30,
        rdnss: [{ address: '2001:db8::53' }],
        dhcpPool: 'local-ipv6',
        rapidCommit: true,
      },
    ],
  },
  examine,
  write,
  read,
  signs: {
    names: [],
    texts: [
      /^ipv6 unicast-routing\b/m,
      /^ipv6 dhcp pool /m,
      /^ +ipv6 (?:nd|enable|address|dhcp) ?/m,
      /^interface (?:(?:Fast|Gigabit|TenGigabit)?Ethernet|Vlan|Loopback|Tunnel|Dialer)\d/m,
    ],
  },
  fromPlan,
  // Cisco has none that runs elsewhere: grammar.test.ts holds the files against the command reference.
  checkers: [],
});
