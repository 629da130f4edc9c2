import { bitsOf, family, fromBigInt, fullForm, toBigInt, type Address, type Family } from '../net/address.ts';
import { isMulticast } from '../net/kind.ts';
import {
  lastOf,
  lengthOf,
  networkOf,
  prefixAt,
  prefixFamily,
  prefixOf,
  sizeOf,
  type InterfaceAddress,
  type Prefix,
} from '../net/prefix.ts';
import { formatRange, prefixesOfRange, type Range } from '../net/ranges.ts';
import { partAt, split } from '../net/split.ts';
import { addressFacts } from './address-facts.ts';
import { fact, groupsOf, type DescriptionContext, type Fact, type FactGroup } from './facts.ts';
import { reverseZones } from './reverse-zones.ts';
import { grouped, scanRates, scanTime } from './scan-time.ts';
import { blockFacts, uniqueLocalFacts } from './special-facts.ts';

/** All that follows from a prefix, and from the address in it where host bits are set. */
export function prefixFacts({ address, length }: InterfaceAddress, context: DescriptionContext): FactGroup[] {
  const prefix = prefixOf(address, length);
  const hasHostBits = networkOf(prefix) !== address;
  return groupsOf([
    { title: 'Prefix', facts: [...boundFacts(prefix, address, hasHostBits), ...maskFacts(prefix)] },
    { title: 'Size', facts: sizeFacts(prefix) },
    { title: 'In binary', facts: [fact('Network and host', dividedBits(address, length))] },
    { title: 'Around it', facts: neighbourFacts(prefix) },
    { title: 'Reverse DNS', facts: reverseFacts(prefix) },
    blockFacts(prefix),
    uniqueLocalFacts(networkOf(prefix)),
    scanFacts(sizeOf(prefix)),
    ...(hasHostBits
      ? addressFacts({ address }, context).map((group) => ({ ...group, title: `${address}: ${group.title}` }))
      : []),
  ]);
}

function boundFacts(prefix: Prefix, address: Address, hasHostBits: boolean): Fact[] {
  return [
    fact('Prefix', prefix),
    ...(prefixFamily(prefix) === 6
      ? [fact('Full', `${fullForm(networkOf(prefix))}/${lengthOf(prefix)}`, 'RFC 4291 section 2.2')]
      : []),
    fact('Host bits', hasHostBits ? `set: ${address} is an address in ${prefix}` : 'none are set'),
    fact('First address', networkOf(prefix)),
    fact('Last address', lastOf(prefix)),
  ];
}

/** The masks, with the hosts of IPv4 (/31 and /32 as they are) and the anycast address of IPv6. */
function maskFacts(prefix: Prefix): Fact[] {
  const size = sizeOf(prefix);
  if (prefixFamily(prefix) === 6)
    return [
      fact('Netmask', fromBigInt((1n << 128n) - size, 6)),
      fact('Wildcard', fromBigInt(size - 1n, 6)),
      ...anycastFacts(prefix),
    ];
  const mask = (1n << 32n) - size;
  const masks = [
    fact('Netmask', fromBigInt(mask, 4), 'RFC 950'),
    fact('Netmask in hexadecimal', `0x${mask.toString(16).padStart(8, '0')}`),
    fact('Wildcard', fromBigInt(size - 1n, 4)),
    ...classFacts(prefix),
  ];
  if (size === 1n) return [...masks, fact('Broadcast', 'none: it is one host')];
  if (size === 2n) return [...masks, fact('Broadcast', 'none: both addresses are hosts', 'RFC 3021')];
  const first = toBigInt(networkOf(prefix));
  return [
    ...masks,
    fact('Broadcast', lastOf(prefix), 'RFC 919'),
    fact('Hosts', `${fromBigInt(first + 1n, 4)} to ${fromBigInt(first + size - 2n, 4)}`),
  ];
}

/** The address that any router of the link answers (RFC 4291 section 2.6.1), which a /127 does without (RFC 6164). */
function anycastFacts(prefix: Prefix): Fact[] {
  const size = sizeOf(prefix);
  if (size === 1n || isMulticast(networkOf(prefix))) return [];
  return [
    size === 2n
      ? fact('Subnet-router anycast', 'none: both addresses are routers', 'RFC 6164')
      : fact('Subnet-router anycast', networkOf(prefix), 'RFC 4291 section 2.6.1'),
  ];
}

/** The class of all of a prefix, where it lies in one: old commands go by it when no mask is given. */
function classFacts(prefix: Prefix): Fact[] {
  const first = Number(toBigInt(networkOf(prefix)) >> 24n);
  const last = Number(toBigInt(lastOf(prefix)) >> 24n);
  const classOf = (octet: number) => 'ABCDE'[Math.min(4, Math.max(0, Math.clz32(~(octet << 24))))] ?? 'E';
  if (classOf(first) !== classOf(last)) return [];
  return [fact('Class', `${classOf(first)}, as it was before prefixes had lengths`, 'RFC 791, RFC 4632')];
}

/** All bits of an address in octets, with a bar after those of the network. */
function dividedBits(address: Address, length: number): string {
  const bits = toBigInt(address)
    .toString(2)
    .padStart(bitsOf(family(address)), '0');
  const octets = (part: string, from: number) =>
    Array.from(part, (bit, index) => ((from + index) % 8 === 0 && index > 0 ? ` ${bit}` : bit)).join('');
  return `${octets(bits.slice(0, length), 0)}|${octets(bits.slice(length), length)}`;
}

/** The lengths in which IPv6 is given out: links, homes and small sites, sites (RFC 6177, RFC 7421). */
const countedLengths = [64, 56, 48] as const;

function sizeFacts(prefix: Prefix): Fact[] {
  const which = prefixFamily(prefix);
  const host = bitsOf(which) - lengthOf(prefix);
  const facts = [fact('Addresses', power(host))];
  if (which === 6)
    return [...facts, ...countedLengths.map((length) => fact(`/${length}s`, inLengths(prefix, length)))];
  const size = sizeOf(prefix);
  return [
    ...facts,
    fact('Hosts', grouped(size > 2n ? size - 2n : size), size === 2n ? 'RFC 3021' : undefined),
  ];
}

/** `256 (2^8)`. */
function power(bits: number): string {
  return `${grouped(1n << BigInt(bits))} (2^${bits})`;
}

function inLengths(prefix: Prefix, length: number): string {
  const difference = length - lengthOf(prefix);
  return difference >= 0 ? power(difference) : `less than one: a /${length} has ${power(-difference)} of it`;
}

/** Lengths that end on a nibble are those that people can read, and that are one zone of reverse DNS. */
function neighbourFacts(prefix: Prefix): Fact[] {
  const which = prefixFamily(prefix);
  const length = lengthOf(prefix);
  const facts: Fact[] = [];
  if (which === 6) facts.push(fact('Nibble boundary', nibbleText(length), 'RFC 6177'));
  if (length > 0) facts.push(fact('Parent', prefixOf(networkOf(prefix), length - 1)));
  const [before, after] = [beside(prefix, -1n), beside(prefix, 1n)];
  if (before !== undefined) facts.push(fact('Before it', before));
  if (after !== undefined) facts.push(fact('After it', after));
  if (length < bitsOf(which)) {
    const halves = split(prefix, length + 1);
    facts.push(fact('Halves', `${partAt(halves, 0n)} and ${partAt(halves, 1n)}`));
  }
  return facts;
}

function nibbleText(length: number): string {
  if (length % 4 === 0) return 'yes';
  return `no: the nearest are /${length - (length % 4)} and /${length + 4 - (length % 4)}`;
}

/** The prefix of the same length before or after; undefined at the ends of the family. */
function beside(prefix: Prefix, step: bigint): Prefix | undefined {
  const which: Family = prefixFamily(prefix);
  const value = toBigInt(networkOf(prefix)) + step * sizeOf(prefix);
  return value < 0n || value >> BigInt(bitsOf(which)) !== 0n
    ? undefined
    : prefixAt(value, lengthOf(prefix), which);
}

/** The most zones that are listed; a prefix has up to 128. */
const mostZones = 16;

function reverseFacts(prefix: Prefix): Fact[] {
  const { zones, count, kind } = reverseZones(prefix, mostZones);
  const source = prefixFamily(prefix) === 6 ? 'RFC 3596 section 2.5' : 'RFC 1035 section 3.5';
  const [first = ''] = zones;
  if (kind === 'classless') {
    const parent = first.slice(first.indexOf('.') + 1);
    return [
      fact('Zone', first, 'RFC 2317'),
      fact('Delegated from', `${parent}, with a CNAME for each address`, 'RFC 2317'),
    ];
  }
  if (kind === 'whole') return [fact('Zone', first, source)];
  const listed = zones.map((zone, index) => fact(`Zone ${index + 1} of ${count}`, zone, source));
  return count > zones.length ? [...listed, fact('More', `${count - zones.length} zones follow`)] : listed;
}

/** How long it takes to ask every address. */
function scanFacts(size: bigint): FactGroup {
  return { title: 'Time to scan', facts: scanRates.map((rate) => fact(rate.label, scanTime(size, rate))) };
}

/** The most prefixes of a range that are listed; an IPv6 range can have 254. */
const mostPrefixes = 32;

/** All that follows from a range. */
export function rangeFacts(range: Range): FactGroup[] {
  const { family: which, first, last } = range;
  const prefixes = prefixesOfRange(range);
  const listed = prefixes.slice(0, mostPrefixes).map((prefix, index) => fact(`Prefix ${index + 1}`, prefix));
  let length: number = bitsOf(which);
  while (first >> BigInt(bitsOf(which) - length) !== last >> BigInt(bitsOf(which) - length)) length--;
  return groupsOf([
    {
      title: 'Range',
      facts: [
        fact('Range', formatRange(range)),
        fact('First address', fromBigInt(first, which)),
        fact('Last address', fromBigInt(last, which)),
        fact('Addresses', grouped(last - first + 1n)),
        fact('Smallest prefix around it', prefixAt(first, length, which)),
      ],
    },
    {
      title: `The fewest prefixes that are exactly it: ${prefixes.length}`,
      facts:
        prefixes.length > mostPrefixes
          ? [...listed, fact('More', `${prefixes.length - mostPrefixes} prefixes follow`)]
          : listed,
    },
    scanFacts(last - first + 1n),
  ]);
}
