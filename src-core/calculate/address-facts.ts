import { bitsOf, family, fromBigInt, fullForm, toBigInt, type Address } from '../net/address.ts';
import { formatBase85 } from '../net/base85.ts';
import { isMulticast } from '../net/kind.ts';
import { ethernetOfMulticast, solicitedNode } from '../net/multicast.ts';
import { containsAddress, lengthOf, networkOf, parsePrefix, prefixAt, type Prefix } from '../net/prefix.ts';
import { reverseName } from '../net/reverse.ts';
import { isGloballyReachable } from '../net/special-purpose.ts';
import {
  embeddedIpv4,
  ipv4OfNat64,
  mappedAddress,
  nat64Address,
  nat64Lengths,
  sixToFourPrefix,
  teredoOf,
  wellKnownNat64,
} from '../net/transition.ts';
import { formatScoped, formatUriHost, type ScopedAddress } from '../net/zone.ts';
import { fact, groupsOf, type DescriptionContext, type Fact, type FactGroup } from './facts.ts';
import { identifierFacts } from './identifier-facts.ts';
import { ethernetSource, multicastFacts } from './multicast-facts.ts';
import { purposeFacts, uniqueLocalFacts } from './special-facts.ts';

/** All that follows from an address of either family. */
export function addressFacts(scoped: ScopedAddress, context: DescriptionContext): FactGroup[] {
  const { address } = scoped;
  return groupsOf([
    { title: 'Forms', facts: formFacts(scoped) },
    purposeFacts(address),
    { title: 'On the link', facts: linkFacts(address) },
    identifierFacts(address, context),
    multicastFacts(address),
    uniqueLocalFacts(address),
    { title: 'IPv4 and IPv6', facts: [...transitionFacts(address), ...nat64Facts(address, context.nat64)] },
  ]);
}

function formFacts(scoped: ScopedAddress): Fact[] {
  const { address, zone } = scoped;
  const value = toBigInt(address);
  const bits = bitsOf(family(address));
  const six = family(address) === 6;
  return [
    fact('Canonical', formatScoped(scoped), six ? 'RFC 5952' : 'RFC 6943 section 3.1.1'),
    ...(six
      ? [
          fact('Full', fullForm(address), 'RFC 4291 section 2.2'),
          fact('Mixed', mixedForm(address), 'RFC 4291 section 2.2'),
        ]
      : []),
    ...(zone === undefined ? [] : [fact('Zone', zone, 'RFC 4007')]),
    fact('In a URI', formatUriHost(scoped), 'RFC 3986 section 3.2.2'),
    fact('Reverse name', reverseName(address), six ? 'RFC 3596 section 2.5' : 'RFC 1035 section 3.5'),
    fact('Integer', String(value)),
    fact('Hexadecimal', `0x${value.toString(16).padStart(bits / 4, '0')}`),
    fact(
      'Binary',
      value
        .toString(2)
        .padStart(bits, '0')
        .replace(/\B(?=(.{8})+$)/g, ' '),
    ),
    ...(six ? [fact('Base 85', formatBase85(address), 'RFC 1924')] : []),
  ];
}

/** The form with a dotted tail: six groups, shortened as RFC 5952 section 4 wants it, and four octets. */
function mixedForm(address: Address): string {
  const value = toBigInt(address);
  const tail = fromBigInt(value & 0xffff_ffffn, 4);
  const groups = Array.from({ length: 6 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn);
  let [from, length] = [0, 1];
  for (let start = 0; start < 6; start++) {
    let end = start;
    while (end < 6 && groups[end] === 0n) end++;
    if (end - start > length) [from, length] = [start, end - start];
  }
  const text = (part: readonly bigint[]) => part.map((group) => group.toString(16)).join(':');
  if (length < 2) return `${text(groups)}:${tail}`;
  const rest = text(groups.slice(from + length));
  return `${text(groups.slice(0, from))}::${rest === '' ? '' : `${rest}:`}${tail}`;
}

function linkFacts(address: Address): Fact[] {
  if (family(address) === 4 || isMulticast(address) || address === '::') return [];
  const group = solicitedNode(address);
  const ethernet = ethernetOfMulticast(group);
  return [
    fact('Solicited-node address', group, 'RFC 4291 section 2.7.1'),
    ...(ethernet === undefined ? [] : [fact('Its Ethernet address', ethernet, ethernetSource(group))]),
  ];
}

const formNames = {
  mapped: 'IPv4-mapped',
  compatible: 'IPv4-compatible (deprecated)',
  translated: 'IPv4-translated',
  nat64: 'NAT64, well-known prefix',
  '6to4': '6to4, the IPv4 address of the site',
  teredo: 'Teredo, the client',
  isatap: 'ISATAP',
} as const;

const sixToFour = 'RFC 3056 section 2';
const nat64 = 'RFC 6052 section 3.1';

/** 6to4 and the well-known NAT64 prefix are for public IPv4 addresses alone. */
function notPublicFacts(ipv4: Address, who: string, source: string): Fact[] {
  if (!isMulticast(ipv4) && isGloballyReachable(ipv4) !== false) return [];
  return [fact('Not to be used', `${who} carry ${ipv4}: it is not public`, source)];
}

function transitionFacts(address: Address): Fact[] {
  if (family(address) === 4) {
    return [
      fact('IPv4-mapped', mappedAddress(address), 'RFC 4291 section 2.5.5.2'),
      fact('6to4 site', sixToFourPrefix(address), 'RFC 3056 section 2'),
      fact('NAT64', nat64Address(wellKnownNat64, address), 'RFC 6052 section 2.1'),
      ...notPublicFacts(
        address,
        'neither 6to4 nor the well-known NAT64 prefix may',
        `${sixToFour}, ${nat64}`,
      ),
    ];
  }
  const facts = embeddedIpv4(address).flatMap(({ form, ipv4, source }) => [
    fact(formNames[form], ipv4, source),
    ...(form === '6to4' ? notPublicFacts(ipv4, '6to4 may not', sixToFour) : []),
    ...(form === 'nat64' ? notPublicFacts(ipv4, 'the well-known NAT64 prefix may not', nat64) : []),
  ]);
  const teredo = teredoOf(address);
  if (teredo === undefined) return facts;
  const source = 'RFC 4380 section 4';
  return [
    ...facts,
    fact('Teredo server', teredo.server, source),
    fact('Teredo port', String(teredo.port), source),
    fact('Teredo flags', `0x${teredo.flags.toString(16).padStart(4, '0')}`, 'RFC 4380 section 4, RFC 5991'),
  ];
}

/** Local-use NAT64 (RFC 8215), in which each network takes a prefix of a length of its own. */
const localUse = parsePrefix('64:ff9b:1::/48');

function nat64Facts(address: Address, prefix: Prefix | undefined): Fact[] {
  const source = 'RFC 6052 section 2.2';
  if (prefix !== undefined) {
    if (family(address) === 4) return [fact(`NAT64 with ${prefix}`, nat64Address(prefix, address), source)];
    const ipv4 = ipv4OfNat64(prefix, address);
    return [fact(`NAT64 with ${prefix}`, ipv4 ?? 'the address is outside of it', source)];
  }
  if (!containsAddress(localUse, address)) return [];
  return nat64Lengths
    .filter((length) => length >= lengthOf(localUse))
    .map((length) => prefixAt(toBigInt(address), length, 6))
    .flatMap((each) => {
      const ipv4 = hasRoom(each) ? ipv4OfNat64(each, address) : undefined;
      // No host has an address in 0.0.0.0/8: the prefix must have another length.
      if (ipv4 === undefined || ipv4.startsWith('0.')) return [];
      return [fact(`NAT64, if it is /${lengthOf(each)}`, ipv4, `${source}, RFC 8215`)];
    });
}

/** A prefix of NAT64 has bits 64 to 71 zero. */
function hasRoom(prefix: Prefix): boolean {
  return ((toBigInt(networkOf(prefix)) >> 56n) & 0xffn) === 0n;
}
