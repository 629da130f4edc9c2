import type { z } from 'zod';
import { address, choice, group, integer, interfaceName, list, matching } from '../fields.ts';
import { underlayFields, vxlanFields } from '../forms/vxlan-fields.ts';

const vxlan = group(
  {
    ...vxlanFields,
    name: interfaceName({
      title: 'Interface',
      sample: 'vxlan1000',
      description: 'Left out: vxlan and the VNI.',
    }).optional(),
    bridge: interfaceName({
      title: 'Bridge',
      sample: 'br1000',
      description: 'That it becomes a port of; it must be there.',
    }).optional(),
  },
  { title: 'VXLAN' },
);

export const schema = group(
  {
    target: choice(['networkd', 'script'], {
      title: 'Made by',
      labels: { networkd: 'systemd-networkd', script: 'A script of ip commands' },
    }).default('networkd'),
    underlay: group(
      {
        interface: interfaceName({ title: 'Interface', sample: 'vlan300' }),
        ...underlayFields,
        local: address({
          title: 'Own address',
          sample: '2001:db8:300::1',
          linkLocal: false,
          description: 'From which the outer packets come. Left out: as the kernel chooses.',
        }).optional(),
        file: matching(
          /^[A-Za-z0-9][A-Za-z0-9._@-]{0,100}\.network$/,
          'expected a name that ends with ".network"',
          {
            title: 'Its .network file',
            sample: '10-vlan300.network',
            description:
              'By which systemd-networkd sets it up; the VXLANs are added to it. Left out: 10- and its name.',
          },
        ).optional(),
      },
      { title: 'Underlay', description: 'The network that carries the frames.' },
    ),
    port: integer({
      title: 'UDP port',
      sample: 4789,
      min: 1,
      max: 65_535,
      description: 'The kernel’s own default is 8472, from before IANA assigned 4789.',
    }).default(4789),
    ttl: integer({
      title: 'Hop limit',
      sample: 5,
      min: 1,
      max: 255,
      description: 'Of the outer packets: how many multicast routers away the others may be.',
    }).default(5),
    vxlans: list(vxlan, { title: 'VXLANs', min: 1, max: 4000 }),
  },
  { title: 'VXLAN on Linux' },
);

export type LinuxVxlanValues = z.output<typeof schema>;
export type LinuxVxlan = LinuxVxlanValues['vxlans'][number];

export function nameOf({ name, vni }: LinuxVxlan): string {
  return name ?? `vxlan${vni}`;
}
