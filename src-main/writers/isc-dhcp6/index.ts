import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { toKea } from './to-kea.ts';
import { write } from './write.ts';

/** ISC dhcpd for IPv6: dhcpd.conf(5). ISC ended it in 2022; Kea is what follows. */
export default defineWriter({
  id: 'isc-dhcp6',
  title: 'ISC dhcpd for IPv6',
  group: 'dhcpv6',
  about: 'The DHCPv6 server that ISC ended in 2022: to read old files, check them, and move them to Kea.',
  keywords: ['dhcpd6.conf', 'isc-dhcp-server', 'subnet6', 'range6', 'prefix6', 'prefix delegation'],
  systems: ['S11', 'S15'],
  schema,
  start: {
    subnets: [{ prefix: '2001:db8:1::/64', pools: [{ range: '2001:db8:1::1000-2001:db8:1::1fff' }] }],
  },
  sample: {
    renewTimer: 1000,
    rebindTimer: 2000,
    preferredLifetime: 3000,
    validLifetime: 4000,
    dnsServers: ['2001:db8::1'],
    domainSearch: ['example.net'],
    subnets: [
      {
        prefix: '2001:db8::/64',
        pools: [{ range: '2001:db8::100-2001:db8::ffff' }],
        prefixPools: [{ prefix: '2001:db8:fff::/48', delegatedLength: 60 }],
      },
    ],
    hosts: [
      { name: 'vm1', duid: '00:03:00:01:52:54:00:d6:c2:a9', address: '2001:db8::10' },
      { name: 'router1', duid: '00:03:00:01:52:54:00:d6:c2:aa', prefixes: ['2001:db8:fff:fff0::/60'] },
    ],
  },
  examine,
  write,
  read,
  signs: {
    names: [/(^|\/)dhcpd6?\.conf$/],
    texts: [
      /^[ \t]*subnet6[ \t]+[0-9A-Fa-f:]+\/\d+/m,
      /^[ \t]*option[ \t]+dhcp6\.[a-z-]+/m,
      /^[ \t]*(?:range6|prefix6|fixed-address6)[ \t]/m,
    ],
  },
  fromPlan,
  convert: { 'kea-dhcp6': toKea },
  checkers: [
    {
      name: 'dhcpd -6 -t',
      command: 'dhcpd',
      package: 'isc-dhcp-server',
      plan: (_files, folder) => [
        {
          args: [
            '-6',
            '-t',
            '-cf',
            `${folder}/etc/dhcp/dhcpd6.conf`,
            '-lf',
            `${folder}/dhcpd6.leases`,
            '-pf',
            `${folder}/dhcpd6.pid`,
          ],
          extra: { 'dhcpd6.leases': '' },
        },
      ],
      word: (line, folder) => {
        // The banner that it always begins with, and the advice that it ends with.
        if (
          /^(Internet Systems|Copyright|All rights|For info|Config file:|Database file:|PID file:)/.test(line)
        )
          return undefined;
        const place = /dhcpd6\.conf line (\d{1,7}): /.exec(line);
        const found = place?.[1] === undefined ? null : Number(place[1]);
        return {
          file: found === null ? null : 'etc/dhcp/dhcpd6.conf',
          line: found,
          severity: found === null ? 'note' : /^\S+ line \d+: WARNING/i.test(line) ? 'warning' : 'error',
          text: line.replaceAll(`${folder}/`, ''),
        };
      },
    },
  ],
});
