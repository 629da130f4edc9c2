import { interfaceIdentifier, toBigInt, type Address } from '../net/address.ts';
import { identifierKind, isMulticast } from '../net/kind.ts';
import { macOfEui64 } from '../net/mac.ts';
import { reservedIdentifierOf } from '../net/stable-identifier.ts';
import { fact, type DescriptionContext, type Fact, type FactGroup } from './facts.ts';
import { guessOfLow32, guessOfLowByte, guessOfPattern, type IdentifierGuess } from './identifier-guess.ts';
import { macOriginText } from './mac-facts.ts';

/** The interface identifier of a unicast address, what it looks like, and how sure that is; undefined where there is none. */
export function identifierFacts(address: Address, context: DescriptionContext): FactGroup | undefined {
  // Addresses that begin with 000 have no interface identifier of 64 bits (RFC 4291 section 2.5.1).
  if (!address.includes(':') || isMulticast(address) || toBigInt(address) >> 125n === 0n) return undefined;
  const identifier = interfaceIdentifier(address);
  const digits = identifier.toString(16).padStart(16, '0');
  const facts: Fact[] = [
    fact('Identifier', digits.replace(/(....)(?=.)/g, '$1:'), 'RFC 4291 section 2.5.1'),
    ...kindFacts(address, identifier, context),
  ];
  const reserved = reservedIdentifierOf(address);
  if (reserved !== undefined) facts.push(fact('Reserved', reserved, 'RFC 5453'));
  return { title: 'Interface identifier', facts };
}

function kindFacts(address: Address, identifier: bigint, context: DescriptionContext): Fact[] {
  const kind = (text: string, sure: string, source: string) => [
    fact('Kind', text, source),
    fact('How sure', sure),
  ];
  const guess = ({ text, sure, ipv4 }: IdentifierGuess) => [
    ...kind(text, sure, 'RFC 7707 section 4.1'),
    ...(ipv4 === undefined ? [] : [fact('IPv4 address', ipv4)]),
  ];
  switch (identifierKind(address)) {
    case 'eui64': {
      const mac = macOfEui64(address);
      if (mac === undefined)
        return kind('has ff:fe in the middle, but no MAC around it', 'certain', 'RFC 4291 appendix A');
      const vendor = context.vendorOf?.(mac) ?? null;
      return [
        ...kind(
          'EUI-64: made from a MAC',
          'nearly certain: one in 65,536 random ones looks like this as well',
          'RFC 4291 appendix A',
        ),
        fact('MAC', mac),
        fact('MAC kind', macOriginText(mac)),
        ...(vendor === null ? [] : [fact('Vendor', vendor)]),
      ];
    }
    case 'isatap':
      return kind('ISATAP: made from an IPv4 address', 'nearly certain', 'RFC 5214 section 6.1');
    case 'low-byte':
      if (identifier === 0n)
        return kind('all zeros: the anycast address of the routers', 'certain', 'RFC 4291 section 2.6.1');
      return guess(guessOfLowByte(identifier));
    case 'embedded-ipv4':
      return guess(guessOfLow32(identifier));
    case 'opaque': {
      if (reservedIdentifierOf(address) !== undefined)
        return kind('reserved: no interface may take it for itself', 'certain', 'RFC 5453');
      const pattern = guessOfPattern(identifier);
      if (pattern !== undefined) return guess(pattern);
      return kind(
        'random, or stable and opaque',
        'likely; one address alone does not tell a temporary one (RFC 8981) from a stable one (RFC 7217)',
        'RFC 7217, RFC 8981',
      );
    }
  }
}
