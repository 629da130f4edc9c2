import { family, type Address } from '../net/address.ts';
import { ethernetOfMulticast, multicastOf, type Multicast } from '../net/multicast.ts';
import { multicastBlockOf } from '../net/multicast-ipv4.ts';
import { multicastName } from '../net/multicast-names.ts';
import { isMulticast } from '../net/kind.ts';
import { fact, type Fact, type FactGroup } from './facts.ts';
import { vniOfGroup } from './vxlan.ts';

const sources: Record<Multicast['kind'], string> = {
  'well-known': 'RFC 4291 section 2.7',
  'solicited-node': 'RFC 4291 section 2.7.1',
  transient: 'RFC 4291 section 2.7',
  'source-specific': 'RFC 4607',
  'unicast-prefix-based': 'RFC 3306 section 4',
  'link-scoped': 'RFC 4489',
  'embedded-rendezvous-point': 'RFC 3956 section 4',
  malformed: 'RFC 3306, RFC 3956',
};

/** A multicast address taken apart, for both families. */
export function multicastFacts(address: Address): FactGroup | undefined {
  if (!isMulticast(address)) return undefined;
  const name = multicastName(address);
  // A group that is known for something else is no VXLAN's.
  const vxlan = name === undefined ? vniOfGroup(address) : undefined;
  const facts: Fact[] = name === undefined ? [] : [fact('Group', name)];
  const parts = multicastOf(address);
  if (parts !== undefined) facts.push(...partFacts(parts));
  else {
    const { kind, source } = multicastBlockOf(address);
    facts.push(fact('Kind', kind, source));
  }
  const ethernet = ethernetOfMulticast(address);
  if (ethernet !== undefined) facts.push(fact('Ethernet', ethernet, ethernetSource(address)));
  if (vxlan !== undefined)
    facts.push(fact('As a VXLAN group', `VNI ${vxlan.vni} in ${vxlan.base}`, 'RFC 7348'));
  return { title: 'Multicast', facts };
}

/** Where the Ethernet address of a group is laid down. */
export function ethernetSource(address: Address): string {
  return family(address) === 6 ? 'RFC 2464 section 7' : 'RFC 1112 section 6.4';
}

function partFacts(parts: Multicast): Fact[] {
  const flags = [
    parts.rendezvousPointEmbedded && 'R (rendezvous point inside)',
    parts.prefixBased && 'P (made from a prefix)',
    parts.transient && 'T (transient)',
  ].filter((flag) => flag !== false);
  const facts = [
    fact('Kind', parts.kind, sources[parts.kind]),
    fact('Flags', flags.length === 0 ? 'none' : flags.join(', '), 'RFC 4291 section 2.7'),
    fact('Multicast scope', `${parts.scope} (${parts.scopeName})`, 'RFC 7346 section 2'),
    fact('Group identifier', `0x${parts.groupId.toString(16)}`),
  ];
  if (parts.prefix !== undefined) facts.push(fact('Prefix inside', parts.prefix, sources[parts.kind]));
  if (parts.rendezvousPoint !== undefined)
    facts.push(fact('Rendezvous point', parts.rendezvousPoint, 'RFC 3956 section 4'));
  if (parts.solicitedBits !== undefined) {
    const ending = parts.solicitedBits.toString(16).padStart(6, '0');
    facts.push(fact('Stands for', `every address that ends in ${ending.slice(0, 2)}:${ending.slice(2)}`));
  }
  if (parts.interfaceIdentifier !== undefined)
    facts.push(
      fact('Interface identifier inside', `0x${parts.interfaceIdentifier.toString(16)}`, 'RFC 4489'),
    );
  return facts;
}
