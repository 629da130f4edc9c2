import { toBigInt, type Address } from './address.ts';

/** What the block of an IPv4 group is for, and how far packets to the group go. */
export interface MulticastBlock {
  readonly kind: string;
  readonly source: string;
  /** Where packets end that routers do not pass on; null where they go wherever multicast is routed. */
  readonly within: string | null;
}

/** The IPv4 Multicast Address Space Registry (RFC 5771): the last address of each block, in order. */
const blocks: readonly (readonly [last: string, kind: string, source: string, within?: string])[] = [
  ['224.0.0.255', 'local network control', 'RFC 5771 section 4', 'it stays on the link'],
  ['224.0.1.255', 'internetwork control', 'RFC 5771 section 5'],
  ['224.0.255.255', 'ad hoc, block I', 'RFC 5771 section 6'],
  ['224.1.255.255', 'reserved', 'RFC 5771'],
  ['224.2.255.255', 'announced by SAP', 'RFC 5771 section 7, RFC 2974'],
  ['224.4.255.255', 'ad hoc, block II', 'RFC 5771 section 6'],
  ['231.255.255.255', 'reserved', 'RFC 5771'],
  ['232.255.255.255', 'source-specific', 'RFC 4607, RFC 5771 section 8'],
  ['233.251.255.255', 'GLOP', 'RFC 3180'],
  ['233.255.255.255', 'ad hoc, block III', 'RFC 5771 section 6'],
  ['234.255.255.255', 'unicast-prefix-based', 'RFC 6034'],
  ['238.255.255.255', 'reserved', 'RFC 5771'],
];
/** 239.0.0.0/8 (RFC 2365): the widest scope last. */
const siteOnly = 'it stays in a site or an organisation';
const administered: readonly (readonly [first: number, last: number, kind: string, source: string])[] = [
  [255, 255, 'administratively scoped, local', 'RFC 2365 section 6.1'],
  [192, 195, 'administratively scoped, of an organisation', 'RFC 2365 section 6.2'],
  [0, 255, 'administratively scoped', 'RFC 2365'],
];

/**
 * The block of an IPv4 multicast address, with the AS or the prefix that is written into it. The length of that prefix
 * cannot be seen (RFC 6034 section 4).
 */
export function multicastBlockOf(group: Address): MulticastBlock {
  const octets = group.split('.').map(Number);
  const [first = 0, second = 0, third = 0, fourth = 0] = octets;
  if (first === 239) {
    const [, , kind = '', source = ''] =
      administered.find(([low, high]) => second >= low && second <= high) ?? administered[2] ?? [];
    return { kind, source, within: siteOnly };
  }
  const value = toBigInt(group);
  const [, kind = 'reserved', source = 'RFC 5771', within] =
    blocks.find(([last]) => value <= octetsValue(last)) ?? [];
  const owner =
    kind === 'GLOP'
      ? `, of AS ${second * 256 + third}`
      : first === 234
        ? `, of ${second}.${third}.${fourth}.0/24 or a prefix that holds it`
        : '';
  return { kind: `${kind}${owner}`, source, within: within ?? null };
}

function octetsValue(text: string): bigint {
  return text.split('.').reduce((value, octet) => value * 256n + BigInt(octet), 0n);
}
