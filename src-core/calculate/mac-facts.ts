import type { Address } from '../net/address.ts';
import { duidLl } from '../net/duid.ts';
import {
  eui64Identifier,
  eui64LinkLocal,
  isGroupMac,
  isLocalMac,
  macOrigin,
  macToBigInt,
  type Mac,
  type MacOrigin,
} from '../net/mac.ts';
import { lengthOf, prefixFamily, withIdentifier, type Prefix } from '../net/prefix.ts';
import { fact, groupsOf, type DescriptionContext, type Fact, type FactGroup } from './facts.ts';

const origins: Record<MacOrigin, string> = {
  universal: 'given by the manufacturer',
  'locally-administered': 'set by software: virtualisation or containers',
  randomised: 'likely random, as phones and laptops draw them for each network',
  'virtual-router': 'of a virtual router: it wanders between routers',
  group: 'a group, not one interface',
};

/** Where a MAC comes from, in words. */
export function macOriginText(mac: Mac): string {
  return origins[macOrigin(mac)];
}

/** All that follows from a MAC. */
export function macFacts(mac: Mac, context: DescriptionContext): FactGroup[] {
  const bare = mac.replaceAll(':', '');
  const vendor = context.vendorOf?.(mac) ?? null;
  return groupsOf([
    {
      title: 'Forms',
      facts: [
        fact('Canonical', mac),
        fact('Dashes', mac.replaceAll(':', '-').toUpperCase(), 'IEEE 802'),
        fact('Dots', bare.replace(/(....)(?=.)/g, '$1.')),
        fact('Digits', bare),
        fact('Integer', String(macToBigInt(mac))),
      ],
    },
    {
      title: 'What it is',
      facts: [
        fact('Vendor', vendor ?? 'none is known', 'IEEE registry'),
        fact('Given out', isLocalMac(mac) ? 'locally administered' : 'universally administered', 'IEEE 802'),
        fact('For', isGroupMac(mac) ? 'a group (multicast)' : 'one interface (unicast)', 'IEEE 802'),
        fact('Origin', macOriginText(mac)),
        ...groupFacts(mac),
      ],
    },
    isGroupMac(mac) ? undefined : { title: 'What is made from it', facts: derivedFacts(mac, context) },
  ]);
}

/** The IP multicast addresses that share a group MAC. */
function groupFacts(mac: Mac): Fact[] {
  if (mac.startsWith('33:33:'))
    return [
      fact(
        'Carries',
        `IPv6 multicast that ends in ${mac.slice(6, 11).replace(':', '')}:${mac.slice(12).replace(':', '')}`,
        'RFC 2464 section 7',
      ),
    ];
  const [, , , fourth = ''] = mac.split(':');
  if (mac.startsWith('01:00:5e:') && Number.parseInt(fourth, 16) < 128)
    return [fact('Carries', 'IPv4 multicast: 32 groups share it', 'RFC 1112 section 6.4')];
  return [];
}

function derivedFacts(mac: Mac, { under }: DescriptionContext): Fact[] {
  const identifier = eui64Identifier(mac);
  const facts = [
    fact(
      'EUI-64 identifier',
      identifier
        .toString(16)
        .padStart(16, '0')
        .replace(/(....)(?=.)/g, '$1:'),
      'RFC 4291 appendix A',
    ),
    fact('Link-local address', eui64LinkLocal(mac), 'RFC 4862 section 5.3'),
    fact('DUID-LL', duidLl(mac), 'RFC 8415 section 11.4'),
  ];
  const address = under === undefined ? undefined : addressUnder(under, identifier);
  return address === undefined
    ? facts
    : [...facts, fact(`Under ${under}`, address, 'RFC 4862 section 5.5.3')];
}

/** The EUI-64 address under a prefix; undefined where that has no room for it. */
function addressUnder(under: Prefix, identifier: bigint): Address | undefined {
  return prefixFamily(under) === 6 && lengthOf(under) <= 64 ? withIdentifier(under, identifier) : undefined;
}
