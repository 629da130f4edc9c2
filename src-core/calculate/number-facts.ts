import { fromBigInt } from '../net/address.ts';
import { fact, groupsOf, type FactGroup } from './facts.ts';
import { grouped } from './scan-time.ts';
import { carriesIpv6, tunnels } from './tunnel-mtu.ts';
import { groupOfVni, vxlanGroupBases, vxlanOverhead } from './vxlan.ts';

/** An integer of up to 128 bits as what it may stand for. */
export function numberFacts(value: bigint): FactGroup[] {
  const hex = value.toString(16);
  return groupsOf([
    { title: 'Number', facts: [fact('Integer', grouped(value)), fact('Hexadecimal', `0x${hex}`)] },
    {
      title: 'As an address',
      facts: [
        ...(value >> 32n === 0n ? [fact('IPv4', fromBigInt(value, 4))] : []),
        fact('IPv6', fromBigInt(value, 6)),
      ],
    },
  ]);
}

/** The MTU of links that are not told. */
const ethernetMtu = 1500;

/** A VXLAN by its identifier of 24 bits. */
export function vniFacts(vni: number): FactGroup[] {
  return [
    {
      title: 'VXLAN',
      facts: [
        fact('VNI', `${vni} (0x${vni.toString(16).padStart(6, '0')})`, 'RFC 7348 section 5'),
        ...vxlanGroupBases.map((base) =>
          fact(`Group in ${base}`, groupOfVni(base, vni), 'RFC 7348 section 4.2'),
        ),
      ],
    },
    { title: `MTU of the overlay where the underlay has ${ethernetMtu}`, facts: vxlanMtuFacts(ethernetMtu) },
  ];
}

function vxlanMtuFacts(underlay: number) {
  return ([4, 6] as const).flatMap((which) =>
    [false, true].map((tag) =>
      fact(
        `VXLAN over IPv${which}${tag ? ', inner tag' : ''}`,
        mtuText(underlay - vxlanOverhead(which, tag), underlay),
        'RFC 7348 section 5',
      ),
    ),
  );
}

/** What packets can have inside of tunnels over a link with this MTU. */
export function mtuFacts(mtu: number): FactGroup[] {
  return [
    {
      title: `MTU inside of a tunnel over a link of ${mtu}`,
      facts: [
        ...tunnels.map(({ name, overhead, source }) => fact(name, mtuText(mtu - overhead, mtu), source)),
        ...vxlanMtuFacts(mtu),
      ],
    },
    {
      title: 'Link for tunnels that carry 1500',
      facts: tunnels.map(({ name, overhead, source }) => fact(name, String(ethernetMtu + overhead), source)),
    },
  ];
}

function mtuText(inner: number, outer: number): string {
  const sum = `${inner} (${outer} - ${outer - inner})`;
  return carriesIpv6(inner) ? sum : `${sum}: too small for IPv6, which needs 1280`;
}
