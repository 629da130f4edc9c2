import { vxlansOfPlan } from '../forms/vxlan-fields.ts';
import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';
import { shellChecker } from '../file-checkers.ts';

/** VXLANs of a Linux host, by systemd-networkd or a script. */
export default defineWriter({
  id: 'linux-vxlan',
  title: 'VXLAN on Linux',
  group: 'tunnels-and-translation',
  about:
    'Ethernet segments over an IP network, with the multicast group from the VNI and checked sums of MTUs.',
  keywords: ['ip link', 'iproute2', 'systemd-networkd', 'netdev', 'VNI', 'multicast', 'overlay', 'Ubuntu'],
  systems: ['S21'],
  schema,
  start: { underlay: { interface: 'eth0', mtu: 9000 }, vxlans: [{ vni: 1000 }] },
  sample: {
    underlay: { interface: 'vlan300', mtu: 9000 },
    vxlans: [{ vni: 1000, addresses: ['2001:db8:1000::101/64', '10.0.0.11/23'] }],
  },
  examine,
  write,
  fromPlan: (subject) => ({ vxlans: vxlansOfPlan(subject, 0x101n) }),
  checkers: [shellChecker],
});
