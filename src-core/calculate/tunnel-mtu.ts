/** Something that wraps packets, and the octets it adds to each. */
export interface Tunnel {
  readonly name: string;
  readonly overhead: number;
  readonly source: string;
  /** The only family that it carries; left out: both. */
  readonly carries?: 4 | 6;
}

/** The tunnels that networks are joined with, by what they put before a packet (and after it, for WireGuard). */
export const tunnels: readonly Tunnel[] = [
  { name: '6in4, 6to4, ISATAP, 6rd', overhead: 20, source: 'RFC 4213 section 3.2', carries: 6 },
  { name: '4in6, DS-Lite', overhead: 40, source: 'RFC 2473 section 7', carries: 4 },
  { name: 'GRE over IPv4', overhead: 20 + 4, source: 'RFC 2784' },
  { name: 'GRE over IPv4 with a key', overhead: 20 + 8, source: 'RFC 2890' },
  { name: 'GRE over IPv6', overhead: 40 + 4, source: 'RFC 7676' },
  // 4 of type, 4 of receiver, 8 of counter and 16 of authentication.
  { name: 'WireGuard over IPv4', overhead: 20 + 8 + 32, source: 'WireGuard protocol' },
  { name: 'WireGuard over IPv6', overhead: 40 + 8 + 32, source: 'WireGuard protocol' },
  { name: 'PPPoE', overhead: 8, source: 'RFC 2516 section 7' },
];

/** The least that every link of IPv6 carries (RFC 8200 section 5). */
const smallestMtu = 1280;

/** Whether IPv6 can run where packets have this size. */
export function carriesIpv6(mtu: number): boolean {
  return mtu >= smallestMtu;
}
