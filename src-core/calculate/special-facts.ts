import { family, type Address } from '../net/address.ts';
import { isMulticast, kindOf, type AddressKind } from '../net/kind.ts';
import { multicastBlockOf } from '../net/multicast-ipv4.ts';
import { multicastOf } from '../net/multicast.ts';
import { containsAddress, lengthOf, parsePrefix, prefixFamily, type Prefix } from '../net/prefix.ts';
import {
  isGloballyReachable,
  specialPurposesOf,
  specialPurposesWithin,
  type SpecialPurpose,
} from '../net/special-purpose.ts';
import { uniqueLocalOf, reasonNotRandom } from '../net/ula.ts';
import { fact, type Fact, type FactGroup } from './facts.ts';

/** How far an address of each kind reaches, and where that is laid down, for IPv4 and for IPv6. */
const reach: Record<AddressKind, readonly [text: string, ipv4: string, ipv6: string]> = {
  'link-local': ['link-local: on one link only', 'RFC 3927', 'RFC 4291 section 2.5.6'],
  ula: ['unique local: inside of a site, never on the Internet', 'RFC 4193', 'RFC 4193'],
  global: ['global unicast', 'RFC 791', 'RFC 4291 section 2.5.4'],
  private: ['private: inside of a network, never on the Internet', 'RFC 1918', 'RFC 4193'],
  special: ['set aside: never on the Internet; see the blocks below', 'RFC 6890', 'RFC 6890'],
  multicast: ['multicast: whoever joined the group', 'RFC 5771', 'RFC 4291 section 2.7'],
  loopback: ['loopback: this host only', 'RFC 1122 section 3.2.1.3', 'RFC 4291 section 2.5.3'],
  unspecified: ['unspecified: no address', 'RFC 1122 section 3.2.1.3', 'RFC 4291 section 2.5.2'],
  broadcast: ['limited broadcast: every host on the link', 'RFC 919', 'RFC 4291'],
};

const answers = (value: boolean | null) => (value === null ? 'not said' : value ? 'yes' : 'no');

/** Between a provider and its customers (RFC 6598), which is private to neither. */
const sharedSpace = parsePrefix('100.64.0.0/10');
const globalUnicast = parsePrefix('2000::/3');

/** What an address is for, with every special-purpose block in which it lies. */
export function purposeFacts(address: Address): FactGroup {
  const [text, ipv4, ipv6] = reach[kindOf(address)];
  const blocks = specialPurposesOf(address);
  const unknown = family(address) === 6 && blocks.length === 0 && !containsAddress(globalUnicast, address);
  return {
    title: 'What it is for',
    facts: [
      containsAddress(sharedSpace, address)
        ? fact('Scope', 'shared: between a provider and its customers, never on the Internet', 'RFC 6598')
        : fact('Scope', text, family(address) === 4 ? ipv4 : ipv6),
      fact(
        'Reachable from the Internet',
        isMulticast(address) ? reachOfGroup(address) : answers(isGloballyReachable(address)),
      ),
      ...(unknown
        ? [
            fact(
              'Not given out',
              'IANA gives out addresses of 2000::/3 alone; all else is held back',
              'RFC 4291 section 2.4',
            ),
          ]
        : []),
      ...blocks.map(blockFact),
    ],
  };
}

/** The widest scope that ends before the Internet: of an organisation (RFC 7346 section 2). */
const organisationScope = 8;

function reachOfGroup(group: Address): string {
  const parts = multicastOf(group);
  if (parts === undefined) {
    const { within } = multicastBlockOf(group);
    return within === null ? 'where multicast is routed' : `no: ${within}`;
  }
  return parts.scope <= organisationScope
    ? `no: its scope is ${parts.scopeName}`
    : 'where multicast is routed';
}

function blockFact({ prefix, name, use, sources, terminated }: SpecialPurpose): Fact {
  return fact(prefix, `${name}${terminated ? ' (withdrawn)' : ''}: ${use}`, sources.join(', '));
}

/** The most blocks that are told of a prefix: a /0 touches all of them. */
const mostBlocks = 12;

/** The special-purpose blocks that a prefix touches. */
export function blockFacts(prefix: Prefix): FactGroup {
  const blocks = specialPurposesWithin(prefix).filter(
    (block) => prefixFamily(block.prefix) === prefixFamily(prefix),
  );
  const facts = blocks.slice(0, mostBlocks).map((block) => {
    const { label, ...rest } = blockFact(block);
    return {
      ...rest,
      label: lengthOf(block.prefix) > lengthOf(prefix) ? `Holds ${label}` : `Lies in ${label}`,
    };
  });
  const more = blocks.length - facts.length;
  return {
    title: 'Special-purpose blocks',
    facts: more > 0 ? [...facts, fact('More', `${more} other blocks lie in it`)] : facts,
  };
}

/** A unique local address or prefix taken apart. */
export function uniqueLocalFacts(address: Address): FactGroup | undefined {
  const parts = uniqueLocalOf(address);
  if (parts === undefined) return undefined;
  const { globalId, subnetId, site, locallyAssigned } = parts;
  const reason = reasonNotRandom(globalId);
  const source = 'RFC 4193 section 3';
  return {
    title: 'Unique local',
    facts: [
      fact('Site', site, source),
      fact('Global identifier', `0x${globalId.toString(16).padStart(10, '0')}`, source),
      fact('Subnet identifier', `0x${subnetId.toString(16).padStart(4, '0')}`, source),
      fact(
        'Random',
        reason === undefined ? 'it may well be' : `it does not look so: ${reason}`,
        'RFC 4193 section 3.2',
      ),
      ...(locallyAssigned ? [] : [fact('Assigned', 'not: nothing was ever defined in fc00::/8', source)]),
    ],
  };
}
