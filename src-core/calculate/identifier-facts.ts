import { fromBigInt, interfaceIdentifier, toBigInt, type Address } from '../net/address.ts';
import { identifierKind, isMulticast } from '../net/kind.ts';
import { macOfEui64 } from '../net/mac.ts';
import { reservedIdentifierOf } from '../net/stable-identifier.ts';
import { fact, type DescriptionContext, type Fact, type FactGroup } from './facts.ts';
import { macOriginText } from './mac-facts.ts';

/** Ports that people write into addresses, as decimal digits (`::443`) or as the value (`::1bb`). */
const ports: Record<number, string> = {
  21: 'FTP',
  22: 'SSH',
  23: 'Telnet',
  25: 'SMTP',
  53: 'DNS',
  67: 'DHCP',
  80: 'HTTP',
  110: 'POP3',
  123: 'NTP',
  143: 'IMAP',
  161: 'SNMP',
  389: 'LDAP',
  443: 'HTTPS',
  465: 'SMTP over TLS',
  514: 'syslog',
  587: 'mail submission',
  636: 'LDAP over TLS',
  853: 'DNS over TLS',
  993: 'IMAP over TLS',
  995: 'POP3 over TLS',
  1194: 'OpenVPN',
  3306: 'MySQL',
  3389: 'RDP',
  5060: 'SIP',
  5432: 'PostgreSQL',
  8080: 'HTTP',
  8443: 'HTTPS',
};

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
  const digits = digitsAsIpv4(identifier);
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
      return lowByteFacts(identifier, kind);
    case 'embedded-ipv4':
      return [
        ...kind(
          'an IPv4 address in the last 32 bits',
          'a guess: a number would look the same',
          'RFC 7707 section 4.1',
        ),
        fact('IPv4 address', fromBigInt(identifier, 4)),
      ];
    case 'opaque':
      if (digits !== undefined)
        return [
          ...kind(
            'an IPv4 address, an octet a group',
            'likely: each group reads as an octet',
            'RFC 7707 section 4.1',
          ),
          fact('IPv4 address', digits),
        ];
      return kind(
        'random, or stable and opaque',
        'likely; one address alone does not tell a temporary one (RFC 8981) from a stable one (RFC 7217)',
        'RFC 7217, RFC 8981',
      );
  }
}

function lowByteFacts(
  identifier: bigint,
  kind: (text: string, sure: string, source: string) => Fact[],
): Fact[] {
  const port = portOf(identifier);
  if (port !== undefined)
    return kind(
      `set by hand: a port, ${port}`,
      'a guess: a low number would look the same',
      'RFC 7707 section 4.1',
    );
  if (identifier === 0n)
    return kind('all zeros: the anycast address of the routers', 'certain', 'RFC 4291 section 2.6.1');
  return kind('low-byte: set by hand, or given out by DHCPv6', 'likely', 'RFC 7707 section 4.1');
}

/** A port in the last group: as digits that a person reads, or as its value. */
function portOf(identifier: bigint): string | undefined {
  const text = identifier.toString(16);
  const asRead = /^\d+$/.test(text) ? Number(text) : -1;
  if (Object.hasOwn(ports, asRead)) return `${asRead} (${ports[asRead]})`;
  const value = Number(identifier);
  return value > 255 && Object.hasOwn(ports, value) ? `${value} (${ports[value]})` : undefined;
}

/** `2001:db8::192:0:2:33` written by hand for 192.0.2.33. */
function digitsAsIpv4(identifier: bigint): string | undefined {
  const groups = (identifier.toString(16).padStart(16, '0').match(/..../g) ?? []).map((group) =>
    group.replace(/^0+(?=.)/, ''),
  );
  const isOctets = groups.every((group) => /^\d{1,3}$/.test(group) && Number(group) <= 255);
  return isOctets && groups[0] !== '0' ? groups.join('.') : undefined;
}
