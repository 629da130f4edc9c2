import { fromBigInt, parseAddress, type Address } from '../net/address.ts';

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

/** Words that people spell with hexadecimal digits. */
const words = new Set(
  'dead beef cafe babe face feed f00d food c0de c0ca fade bad bed bead deaf d00d abba ace b00b b00c 1337 ba5e fee1'.split(
    ' ',
  ),
);

/** What a person may have meant by an interface identifier. */
export interface IdentifierGuess {
  readonly text: string;
  readonly sure: string;
  readonly ipv4?: Address;
}

const byHand = 'low-byte: set by hand, or given out by DHCPv6';

/** A number in the last group alone (RFC 7707 section 4.1). */
export function guessOfLowByte(identifier: bigint): IdentifierGuess {
  const port = portOf(identifier);
  if (port !== undefined) return port;
  return { text: byHand, sure: 'likely' };
}

/** Numbers in the last two groups: a port with a number beside it, an IPv4 address, or a number. */
export function guessOfLow32(identifier: bigint): IdentifierGuess {
  const [high, low] = [identifier >> 16n, identifier & 0xffffn];
  const port = (low <= 0xffn ? portOf(high) : undefined) ?? (high <= 0xffn ? portOf(low) : undefined);
  if (port !== undefined) return port;
  if (!isHost(Number(identifier >> 24n))) return { text: byHand, sure: 'likely' };
  return {
    text: 'an IPv4 address in the last 32 bits',
    sure: 'a guess: a number would look the same',
    ipv4: fromBigInt(identifier, 4),
  };
}

/** What no source of random numbers gives, or all but never; undefined where it may well be random. */
export function guessOfPattern(identifier: bigint): IdentifierGuess | undefined {
  const digits = identifier.toString(16).padStart(16, '0');
  const groups = (digits.match(/..../g) ?? []).map((group) => group.replace(/^0+(?=.)/, ''));
  const asOctets = octetsOf(groups);
  if (asOctets !== undefined) return asOctets;
  if (groups.some((group) => words.has(group)))
    return { text: 'words in hexadecimal: set by hand', sure: 'likely' };
  const zeros = (digits.match(/../g) ?? []).filter((octet) => octet === '00').length;
  // Of random ones, one in 300,000 has three octets that are zero; one in 10^14 has groups of one digit each.
  if (zeros >= 3 || groups.every((group) => /^(.)\1{3}$/.test(group)))
    return { text: 'a pattern: set by hand', sure: 'nearly certain: a random one all but never looks so' };
  return undefined;
}

/** `2001:db8::192:0:2:33` written by hand for 192.0.2.33. */
function octetsOf(groups: readonly string[]): IdentifierGuess | undefined {
  const isOctets = groups.every((group) => /^\d{1,3}$/.test(group) && Number(group) <= 255);
  if (!isOctets || !isHost(Number(groups[0])) || groups.slice(1).every((group) => group === '0'))
    return undefined;
  return {
    text: 'an IPv4 address, an octet a group',
    sure: groups.some((group) => group.length > 1)
      ? 'likely: each group reads as an octet'
      : 'a guess: small numbers would look the same',
    ipv4: parseAddress(groups.join('.')),
  };
}

/** True for the first octet of an address that a host can have: neither 0, nor loopback, nor multicast or above. */
function isHost(octet: number): boolean {
  return octet > 0 && octet < 224 && octet !== 127;
}

/** A port in one group: as digits that a person reads, or as its value. */
function portOf(group: bigint): IdentifierGuess | undefined {
  const text = group.toString(16);
  const asRead = /^\d+$/.test(text) ? Number(text) : -1;
  const value = Number(group);
  const port = Object.hasOwn(ports, asRead)
    ? asRead
    : value > 255 && Object.hasOwn(ports, value)
      ? value
      : undefined;
  if (port === undefined) return undefined;
  return {
    text: `set by hand: a port, ${port} (${ports[port]})`,
    sure: 'a guess: a low number would look the same',
  };
}
