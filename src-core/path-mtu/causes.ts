import { tunnels } from '../calculate/tunnel-mtu.ts';

/** Something that makes packets as small as they were found to be. */
export interface MtuCause {
  readonly name: string;
  /** How it comes to the size, in words. */
  readonly why: string;
}

/** Sizes that tell what a link is, beside those that tunnels come to. */
const known: readonly (MtuCause & { readonly mtu: number; readonly family?: 4 | 6 })[] = [
  { mtu: 1500, name: 'Ethernet', why: 'what every Ethernet carries (RFC 894, RFC 2464)' },
  { mtu: 9000, name: 'Jumbo frames', why: 'Ethernet with larger frames by agreement' },
  {
    mtu: 1420,
    name: 'WireGuard',
    why: 'the default of wg-quick: 1500 less 80 octets, enough for IPv6 outside',
  },
  { mtu: 1450, name: 'VXLAN over IPv4', why: '1500 less 50 octets (RFC 7348)' },
  { mtu: 1430, name: 'VXLAN over IPv6', why: '1500 less 70 octets (RFC 7348)' },
  { mtu: 1400, name: 'A VPN or a mobile network', why: 'a round figure that many set by hand' },
  { mtu: 1460, name: 'A cloud network', why: 'the default of some virtual networks' },
  {
    mtu: 1280,
    name: 'The floor of IPv6',
    why: 'the least that every IPv6 link carries (RFC 8200 section 5), set where nothing else is sure',
    family: 6,
  },
  {
    mtu: 1280,
    name: 'A VPN or a tunnel at the floor of IPv6',
    why: 'set to the least that IPv6 needs inside (RFC 8200 section 5)',
    family: 4,
  },
  { mtu: 1480, name: 'IP in IP', why: '1500 less 20 octets (RFC 2003)', family: 4 },
  {
    mtu: 1480,
    name: '464XLAT',
    why: '1500 less 20 octets, as headers become those of IPv6 on the way (RFC 6877)',
    family: 4,
  },
  { mtu: 576, name: 'The floor of IPv4', why: 'what every IPv4 host must take (RFC 791)', family: 4 },
];

/** What outer links usually carry. */
const outer = [
  { mtu: 1500, name: 'Ethernet' },
  { mtu: 1492, name: 'PPPoE' },
] as const;

/**
 * What makes a path carry packets of this size at most, the likeliest first; empty where no usual thing comes to it.
 * @param mtu octets of a whole IP packet
 * @param family of the path
 */
export function mtuCauses(mtu: number, family: 4 | 6): MtuCause[] {
  const causes: MtuCause[] = known
    .filter((each) => each.mtu === mtu && (each.family ?? family) === family)
    .map(({ name, why }) => ({ name, why }));
  for (const link of outer) {
    for (const { name, overhead, source, carries = family } of tunnels) {
      if (carries !== family) continue;
      // What is usual for it is told already.
      if (causes.some((cause) => name.startsWith(`${cause.name} `))) continue;
      if (link.mtu - overhead !== mtu || (link.name === 'PPPoE' && name === 'PPPoE')) continue;
      const over = link.name === 'Ethernet' ? '' : ` over ${link.name}`;
      causes.push({ name: `${name}${over}`, why: `${link.mtu} less ${overhead} octets (${source})` });
    }
  }
  return causes;
}
