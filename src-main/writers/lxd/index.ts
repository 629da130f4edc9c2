import { lengthOf } from '../../../src-core/net/prefix.ts';
import { hostsOf } from '../forms/plan-hosts.ts';
import { netplanChecker } from '../forms/netplan-checker.ts';
import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

const records = 'etc/bind/containers.zone';
const mainZone = 'check/main.zone';

/** LXD and Incus: containers on a bridge to the outer network, with names. */
export default defineWriter({
  id: 'lxd',
  title: 'LXD and Incus containers on a bridge',
  group: 'containers-and-virtual-machines',
  about:
    'A profile whose containers hang on the outer network and get their addresses there, the bridge of the host for it, and AAAA records of the containers.',
  keywords: ['LXD', 'Incus', 'LXC', 'profile', 'bridge', 'br0', 'AAAA', 'netplan'],
  systems: ['S27'],
  schema,
  start: { outside: 'eth0' },
  sample: {
    outside: 'eth0',
    mac: '02:16:3e:00:00:01',
    addresses: ['2001:db8:1::2/64'],
    zone: 'example.net',
    prefix: '2001:db8:1::/64',
    containers: [
      { name: 'web', mac: '00:16:3e:cf:be:f5' },
      { name: 'db', address: '2001:db8:1::80' },
    ],
  },
  examine,
  write,
  fromPlan: (subject) => {
    const link = [subject.node, ...subject.below].find(({ ipv6 }) => ipv6 !== null && lengthOf(ipv6) === 64);
    return {
      node: subject.node.id,
      ...(link === undefined ? {} : { prefix: link.ipv6 }),
      containers: hostsOf(subject).flatMap(({ node, name, ipv6 }) =>
        ipv6 === undefined ? [] : [{ node, name, address: ipv6 }],
      ),
    };
  },
  checkers: [
    netplanChecker,
    {
      name: 'named-checkzone',
      command: 'named-checkzone',
      package: 'bind9-utils',
      plan: (files, folder) => {
        const first = files.find(({ path }) => path === records)?.lines[0]?.text;
        const zone = first === undefined ? undefined : /^\$ORIGIN (\S+)$/.exec(first)?.[1];
        if (zone === undefined) return [];
        // A zone has an SOA and a name server; the records are a part of one.
        const main = [
          '$TTL 3600',
          '@ IN SOA ns.invalid. hostmaster.invalid. 1 3600 900 604800 3600',
          '@ IN NS ns.invalid.',
          `$INCLUDE ${folder}/${records}`,
          '',
        ];
        return [
          { args: ['-k', 'fail', zone, `${folder}/${mainZone}`], extra: { [mainZone]: main.join('\n') } },
        ];
      },
    },
  ],
});
