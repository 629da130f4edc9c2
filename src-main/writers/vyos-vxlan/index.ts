import { vxlansOfPlan } from '../forms/vxlan-fields.ts';
import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** VXLANs of a VyOS router, with router advertisements on them. */
export default defineWriter({
  id: 'vyos-vxlan',
  title: 'VXLAN on VyOS',
  group: 'tunnels-and-translation',
  about:
    'A VyOS router as the gateway of VXLANs: multicast groups from the VNIs, checked sums of MTUs, and router advertisements.',
  keywords: ['VNI', 'multicast', 'overlay', 'router-advert', 'set interfaces vxlan'],
  systems: ['S21'],
  schema,
  start: { underlay: { interface: 'eth5', mtu: 9000 }, vxlans: [{ vni: 1000 }] },
  sample: {
    underlay: {
      interface: 'eth5',
      vlan: 300,
      mtu: 9000,
      address: '2001:db8:300::1/64',
      description: 'VXLAN',
    },
    vxlans: [
      {
        vni: 1000,
        addresses: ['2001:db8:1000::1/64', '10.0.0.1/23'],
        advertisements: { rdnss: ['2001:db8::53'] },
      },
    ],
  },
  examine,
  write,
  read,
  signs: {
    names: [],
    texts: [
      /^set interfaces vxlan |^[ \t]+vxlan vxlan\d+ \{/m,
      /^\/\/ vyos-config-version|^\/\* === vyatta-config-version/m,
      /^[ \t]+router-advert \{/m,
      /^set (?:service|interfaces \S+ \S+ ipv6) router-advert /m,
    ],
  },
  fromPlan: (subject) => {
    const servers = new Map([subject.node, ...subject.below].map(({ id, dns }) => [id, dns]));
    return {
      vxlans: vxlansOfPlan(subject, undefined).map((one) => {
        if (!one.addresses.some((address) => address.endsWith('/64'))) return one;
        const rdnss = (servers.get(one.node) ?? []).filter((address) => address.includes(':'));
        return { ...one, advertisements: rdnss.length === 0 ? {} : { rdnss } };
      }),
    };
  },
  // VyOS has none that runs elsewhere: grammar.test.ts holds the commands against its documents.
  checkers: [],
});
