import {
  family,
  fromBigInt,
  interfaceIdentifier,
  toBigInt,
  type Address,
} from '../../src-core/net/address.ts';
import { identifierKind, kindOf } from '../../src-core/net/kind.ts';
import { eui64Identifier, macOrigin, type Mac } from '../../src-core/net/mac.ts';
import {
  containsAddress,
  lengthOf,
  networkOf,
  prefixOf,
  withIdentifier,
  type Prefix,
} from '../../src-core/net/prefix.ts';
import type { KnownAddress } from './source.ts';

const linkLocal = prefixOf(fromBigInt(0xfe80n << 112n, 6), 64);
/** ::1 to ::ff under every prefix; under fe80::/64 fewer are in use (RFC 7707 section 4.1.3). */
const lowest = { routable: 0xff, likeliest: 0xbf, linkLocal: 0x1f } as const;
/** A way of writing IPv4 into IPv6 that nobody here is seen to use is tried for so many hosts only. */
const ipv4Sample = 16;
/** So far around an address of the low 16 bits others are tried: servers and DHCPv6 pools number in rows. */
const around = 16;

/**
 * Addresses that are likely to be there, the likeliest first, without those that are known already.
 * Identifiers that are opaque are only tried for hosts with no address under a prefix: they mostly differ by prefix
 * (RFC 7217), and a host that has answered there needs no guess. Nor does a host that answers multicast echo, under the
 * prefixes that were swept: had it an address there, it would have answered from it.
 */
export function likelyAddresses(options: {
  readonly prefixes: readonly Prefix[];
  /** Those of them from which multicast echo was sent. */
  readonly swept: readonly Prefix[];
  readonly known: readonly KnownAddress[];
  readonly macs: readonly Mac[];
  /** ::1 to ::ff under every prefix. */
  readonly withLowAddresses: boolean;
  /** IPv4 addresses written into IPv6 ones: worth a question only once the surer forms have failed. */
  readonly withIpv4Forms: boolean;
}): Address[] {
  const prefixes = [...options.prefixes.filter((prefix) => lengthOf(prefix) <= 64), linkLocal];
  const seen = new Set<Address>(options.known.map(({ address }) => address));
  const found = new Set<Address>();
  const add = (prefix: Prefix, identifier: bigint) => {
    const address = withIdentifier(prefix, identifier);
    if (identifier !== 0n && !seen.has(address)) found.add(address);
  };
  const others = options.known.filter(({ self }) => !self);
  const six = others.filter(({ address }) => family(address) === 6);
  const covered = coverage(others, prefixes, [...options.swept, linkLocal]);

  for (const mac of options.macs) {
    if (macOrigin(mac) === 'virtual-router') continue;
    for (const prefix of prefixes) if (!covered.has(`${mac} ${prefix}`)) add(prefix, eui64Identifier(mac));
  }
  for (const { address, mac } of six) {
    for (const prefix of prefixes) {
      if (mac !== null && covered.has(`${mac} ${prefix}`)) continue;
      add(prefix, interfaceIdentifier(address));
    }
  }
  for (const { address } of six) {
    if (identifierKind(address) !== 'low-byte' || kindOf(address) === 'link-local') continue;
    const prefix = prefixOf(address, 64);
    const identifier = interfaceIdentifier(address);
    if (identifier <= BigInt(lowest.routable)) continue;
    for (let step = 1n; step <= BigInt(around); step++) {
      add(prefix, identifier + step);
      if (identifier > step) add(prefix, identifier - step);
    }
  }
  const addLow = (from: number, to: number) => {
    for (let identifier = from; options.withLowAddresses && identifier <= to; identifier++) {
      for (const prefix of prefixes) {
        if (prefix !== linkLocal || identifier <= lowest.linkLocal) add(prefix, BigInt(identifier));
      }
    }
  };
  addLow(1, lowest.likeliest);
  if (options.withIpv4Forms) {
    const inUse = ipv4FormsInUse(others);
    let sampled = 0;
    for (const { address, mac } of others) {
      if (family(address) !== 4) continue;
      const open = prefixes.filter(
        (prefix) => prefix !== linkLocal && !(mac !== null && covered.has(`${mac} ${prefix}`)),
      );
      if (open.length > 0) sampled++;
      ofIpv4(address).forEach((identifier, form) => {
        if (inUse.has(form) || sampled <= ipv4Sample) for (const prefix of open) add(prefix, identifier);
      });
    }
  }
  addLow(lowest.likeliest + 1, lowest.routable);
  return [...found, ...smallPrefixes(options.prefixes, seen)];
}

/** Which MAC is known to have an address under which prefix, or to have none there, as `mac prefix`. */
function coverage(
  known: readonly KnownAddress[],
  prefixes: readonly Prefix[],
  swept: readonly Prefix[],
): Set<string> {
  const covered = new Set<string>();
  for (const { address, mac, echoes } of known) {
    if (mac === null) continue;
    if (echoes) for (const prefix of swept) covered.add(`${mac} ${prefix}`);
    for (const prefix of prefixes) if (containsAddress(prefix, address)) covered.add(`${mac} ${prefix}`);
  }
  return covered;
}

/**
 * The forms in which people write an IPv4 address into an IPv6 one: as its 32 bits (::c000:205), its octets read as
 * groups (::192:0:2:5), and its last octet read as a group (::5 for .5, ::25 for .25).
 */
function ofIpv4(address: Address): bigint[] {
  const octets = address.split('.');
  const groups = octets.map((octet) => BigInt(`0x${octet}`));
  const [first = 0n, second = 0n, third = 0n, last = 0n] = groups;
  return [last, (first << 48n) | (second << 32n) | (third << 16n) | last, toBigInt(address)];
}

/** Which of the forms of ofIpv4() some device of the link has: people number a network in one way. */
function ipv4FormsInUse(known: readonly KnownAddress[]): Set<number> {
  const identifiers = new Set<string>();
  for (const { address, mac } of known) {
    if (mac !== null && family(address) === 6) identifiers.add(`${mac} ${interfaceIdentifier(address)}`);
  }
  const inUse = new Set<number>();
  for (const { address, mac } of known) {
    if (mac === null || family(address) !== 4) continue;
    ofIpv4(address).forEach((identifier, form) => {
      if (identifiers.has(`${mac} ${identifier}`)) inUse.add(form);
    });
  }
  return inUse;
}

/** Prefixes longer than /64 that are small enough are tried whole. */
function smallPrefixes(prefixes: readonly Prefix[], seen: ReadonlySet<Address>): Address[] {
  const found: Address[] = [];
  for (const prefix of prefixes) {
    if (lengthOf(prefix) < 120) continue;
    const network = toBigInt(networkOf(prefix));
    for (let offset = 0n; offset < 1n << BigInt(128 - lengthOf(prefix)); offset++) {
      const address = fromBigInt(network + offset, 6);
      if (!seen.has(address)) found.push(address);
    }
  }
  return found;
}
