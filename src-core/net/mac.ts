import { fromBigInt, interfaceIdentifier, type Address } from './address.ts';
import { identifierKind, isMulticast } from './kind.ts';
import { ParseError, attempt } from './parse-error.ts';

/** A canonical 48-bit MAC: six lower-case pairs with colons. */
export type Mac = string & { readonly __brand: 'Mac' };

const layouts = {
  pairs: { count: 6, group: /^[0-9a-f]{1,2}$/, why: 'six pairs of hexadecimal digits were expected' },
  fours: { count: 3, group: /^[0-9a-f]{4}$/, why: 'three groups of four digits were expected' },
  sixes: { count: 2, group: /^[0-9a-f]{6}$/, why: 'two groups of six digits were expected' },
};

/**
 * Reads a MAC as the systems write it: `02:00:5e:10:00:01`, `02-00-5E-10-00-01`, `0200.5e10.0001`, `0200-5e10-0001`,
 * `02005e-100001`, `02005e100001`, and with the leading zeros of its pairs left out (`2:0:5e:10:0:1`, macOS).
 * @throws ParseError
 */
export function parseMac(text: string): Mac {
  const fail = (at: number, why: string): never => {
    throw new ParseError('a MAC address', text, at, why);
  };
  const bad = text.search(/[^0-9a-fA-F:.-]/);
  if (bad >= 0) fail(bad, 'a hexadecimal digit was expected');
  const separator = /[:.-]/.exec(text)?.[0];
  if (separator === undefined) {
    if (text.length !== 12) fail(Math.min(text.length, 12), 'twelve hexadecimal digits were expected');
    return colons(text);
  }
  const groups = text.toLowerCase().split(separator, 8);
  const { count, group, why } = layoutOf(separator, groups);
  let at = 0;
  for (const [index, each] of groups.entries()) {
    const mixed = each.search(/[:.-]/);
    if (mixed >= 0) fail(at + mixed, 'the separators differ');
    if (index === count) fail(at - 1, why);
    if (!group.test(each)) fail(at, why);
    at += each.length + 1;
  }
  if (groups.length < count) fail(text.length, why);
  return colons(groups.map((each) => each.padStart(12 / count, '0')).join(''));
}

function layoutOf(separator: string, groups: readonly string[]): (typeof layouts)['pairs'] {
  if (separator === '.') return layouts.fours;
  if (separator === '-' && groups[0]?.length === 4) return layouts.fours;
  return separator === '-' && groups[0]?.length === 6 ? layouts.sixes : layouts.pairs;
}

function colons(digits: string): Mac {
  return digits.toLowerCase().replace(/(..)(?=.)/g, '$1:') as Mac;
}

/** As parseMac, but undefined where the text is no MAC. */
export function tryParseMac(text: string): Mac | undefined {
  return attempt(() => parseMac(text));
}

/** The MAC as 48 bits. */
export function macToBigInt(mac: Mac): bigint {
  return BigInt(`0x${mac.replaceAll(':', '')}`);
}

/**
 * The MAC with this value of 48 bits.
 * @throws RangeError where it does not fit
 */
export function macFromBigInt(value: bigint): Mac {
  if (value < 0n || value >> 48n !== 0n) throw new RangeError(`${value} is outside of the 48 bits of a MAC`);
  return value
    .toString(16)
    .padStart(12, '0')
    .replace(/(..)(?=.)/g, '$1:') as Mac;
}

/** True for group addresses (the low bit of the first octet, IEEE 802). */
export function isGroupMac(mac: Mac): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
}

/** True where the locally administered bit is set: the address was chosen by software, not by a manufacturer. */
export function isLocalMac(mac: Mac): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 2) === 2;
}

/** Where a MAC comes from, as far as it tells itself. */
export type MacOrigin = 'universal' | 'locally-administered' | 'randomised' | 'virtual-router' | 'group';

/** First octets that virtualisation and containers are known to give out, all locally administered. */
const knownLocalPrefixes = [
  '02:42:',
  '52:54:00',
  '0a:00:27',
  'fe:54:00',
  '02:00:',
  'aa:00:04',
  '06:',
  '0e:00:',
];

/**
 * Virtual router MACs: VRRP for IPv4 and IPv6 (RFC 9568 section 7.3), HSRP versions 1 and 2 (RFC 2281 section 5.3 and
 * Cisco's first hop redundancy guide, for IPv6 as well), and GLBP: they wander between routers.
 */
const virtualRouterPrefixes = [
  '00:00:5e:00:01:',
  '00:00:5e:00:02:',
  '00:00:0c:07:ac:',
  '00:00:0c:9f:f',
  '00:05:73:a0:0',
  '00:07:b4:00:',
];

/**
 * Classifies a MAC. `randomised` is said of locally administered addresses in the quadrants that privacy addresses of
 * phones and laptops use (second digit 2, 6, a or e) and that no known virtualisation prefix explains: it is likely,
 * not certain.
 */
export function macOrigin(mac: Mac): MacOrigin {
  if (isGroupMac(mac)) return 'group';
  if (virtualRouterPrefixes.some((prefix) => mac.startsWith(prefix))) return 'virtual-router';
  if (!isLocalMac(mac)) return 'universal';
  return knownLocalPrefixes.some((prefix) => mac.startsWith(prefix)) ? 'locally-administered' : 'randomised';
}

/** The modified EUI-64 interface identifier of a MAC (RFC 4291 appendix A). */
export function eui64Identifier(mac: Mac): bigint {
  const value = macToBigInt(mac);
  return (((value >> 24n) ^ 0x020000n) << 40n) | (0xfffen << 24n) | (value & 0xffffffn);
}

/** The link-local address that a host forms from its MAC (RFC 4862 section 5.3). */
export function eui64LinkLocal(mac: Mac): Address {
  return fromBigInt((0xfe80n << 112n) | eui64Identifier(mac), 6);
}

/**
 * The MAC inside of a modified EUI-64 address; undefined where the address has no such form, where it is multicast
 * (it has no interface identifier), and where the MAC would be a group address, which no interface has.
 */
export function macOfEui64(address: Address): Mac | undefined {
  if (!address.includes(':') || isMulticast(address) || identifierKind(address) !== 'eui64') return undefined;
  const identifier = interfaceIdentifier(address);
  const mac = macFromBigInt((((identifier >> 40n) ^ 0x020000n) << 24n) | (identifier & 0xffffffn));
  return isGroupMac(mac) ? undefined : mac;
}
