import { netplanChecker } from '../forms/netplan-checker.ts';
import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

const interfacesPath = 'etc/network/interfaces';

/** The interfaces of a Linux host, in one of three formats: netplan(5), systemd.network(5), interfaces(5). */
export default defineWriter({
  id: 'host-network',
  title: 'Network of a Linux host',
  group: 'hosts',
  about:
    'Addresses, gateways, name servers, VLANs, bridges and bonds of a host, for netplan, systemd-networkd or ifupdown. Reads each of the three, so that a host moves from one to another.',
  keywords: [
    'netplan',
    'systemd-networkd',
    'interfaces',
    'ifupdown',
    'bond',
    'bridge',
    'VLAN',
    'SLAAC',
    'MAC',
  ],
  systems: ['S17'],
  schema,
  start: { interfaces: [{ name: 'eth0' }] },
  sample: {
    interfaces: [
      { name: 'eth0', mtu: 1500 },
      {
        name: 'eth0.10',
        kind: 'vlan',
        vlanId: 10,
        link: 'eth0',
        mtu: 1500,
        routerAdvertisements: false,
        addresses: ['2001:db8:10::5/64', '192.0.2.5/24'],
        gateway6: '2001:db8:10::1',
        gateway4: '192.0.2.1',
        dns: ['2001:db8::53'],
        search: ['example.net'],
        routes: [{ to: '2001:db8:20::/48', via: '2001:db8:10::ff' }],
      },
      { name: 'eth1' },
      { name: 'eth2' },
      { name: 'bond0', kind: 'bond', members: ['eth1', 'eth2'], mac: '02:12:04:6d:6f:01' },
    ],
  },
  examine,
  write,
  read,
  signs: {
    names: [
      /(^|\/)interfaces$/,
      /(^|\/)network\/interfaces\.d\/[^/]+$/,
      /(^|\/)netplan\/[^/]+\.ya?ml$/,
      /\.(network|netdev)$/,
    ],
    texts: [
      /^[ \t]*iface[ \t]+\S+[ \t]+inet6?[ \t]/m,
      /^\[(?:Match|NetDev)\]/m,
      /^[ \t]*(?:ethernets|bonds|bridges|vlans)[ \t]*:/m,
      /^network[ \t]*:/m,
    ],
  },
  fromPlan,
  checkers: [
    netplanChecker,
    {
      name: 'ifquery',
      command: 'ifquery',
      package: 'ifupdown',
      plan: (files, folder) =>
        files.some(({ path }) => path === interfacesPath)
          ? [
              { args: ['--interfaces', `${folder}/${interfacesPath}`, '--list'] },
              { args: ['--interfaces', `${folder}/${interfacesPath}`, '--all', '--list'] },
            ]
          : [],
    },
    {
      name: 'ifup --no-act',
      command: 'ifup',
      package: 'ifupdown',
      plan: (files, folder) =>
        files.some(({ path }) => path === interfacesPath)
          ? [
              {
                args: [
                  '--no-act',
                  '--force',
                  '--no-mappings',
                  '--no-scripts',
                  '--state-dir',
                  folder,
                  '--interfaces',
                  `${folder}/${interfacesPath}`,
                  '--all',
                ],
              },
            ]
          : [],
    },
  ],
});
