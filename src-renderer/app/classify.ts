import { family, type Address } from '../../src-core/net/address.ts';
import { identifierKind, kindOf, type AddressKind } from '../../src-core/net/kind.ts';
import { macOfEui64, macOrigin, tryParseMac, type Mac } from '../../src-core/net/mac.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { sizeOf, tryParsePrefix, type Prefix } from '../../src-core/net/prefix.ts';
import { needsZone, parseScoped, tryParseScoped, type ScopedAddress } from '../../src-core/net/zone.ts';

/** What a person has put into the box on top. `says` is one line about it; `search` is what to look for in the devices. */
export type Classified =
  | { readonly is: 'nothing' }
  | { readonly is: 'address'; readonly target: ScopedAddress; readonly says: string; readonly search: string }
  | { readonly is: 'mac'; readonly mac: Mac; readonly says: string; readonly search: string }
  | { readonly is: 'prefix'; readonly prefix: Prefix; readonly says: string; readonly search: string }
  | { readonly is: 'text'; readonly says: string; readonly search: string };

const kindWords: Record<AddressKind, string> = {
  'link-local': 'link-local address',
  ula: 'unique local address (ULA)',
  global: 'global address',
  private: 'private address',
  special: 'address that is set aside (documentation, tests, protocols)',
  multicast: 'multicast group',
  loopback: 'loopback address',
  unspecified: 'the unspecified address',
  broadcast: 'the broadcast address',
};

/** The longest text that the search takes. */
const longest = 200;

/** Says what a text is. Nothing is corrected in silence: what only looks like an address is text, with the reason. */
export function classify(given: string): Classified {
  const text = given.trim().slice(0, longest);
  if (text === '') return { is: 'nothing' };
  const mac = tryParseMac(text);
  if (mac !== undefined) return { is: 'mac', mac, says: describeMac(mac), search: mac };
  const plain = withoutBrackets(text);
  const target = tryParseScoped(plain);
  if (target !== undefined)
    return { is: 'address', target, says: describeAddress(target), search: target.address };
  const prefix = tryParsePrefix(text);
  if (prefix !== undefined) return { is: 'prefix', prefix, says: describePrefix(prefix), search: text };
  return { is: 'text', says: describeText(plain), search: text };
}

/** The host part of a URI (RFC 3986, RFC 6874) is the same address: `[fe80::1%25eth0]`, also with a scheme or a port. */
function withoutBrackets(text: string): string {
  const inside = /^(?:[a-z][a-z0-9+.-]*:\/\/)?\[([^\]]+)\](?::[0-9]+)?(?:\/.*)?$/i.exec(text)?.[1];
  return inside === undefined ? text : inside.replace('%25', '%');
}

function describeMac(mac: Mac): string {
  const origins: Record<ReturnType<typeof macOrigin>, string> = {
    universal: 'from a manufacturer',
    'locally-administered': 'locally administered: chosen by software',
    randomised: 'locally administered, probably randomised for privacy',
    'virtual-router': 'of a virtual router',
    group: 'a group address, not one host',
  };
  return `MAC address, ${origins[macOrigin(mac)]}`;
}

function describeAddress(target: ScopedAddress): string {
  const { address, zone } = target;
  const parts = [`IPv${family(address)} ${kindWords[kindOf(address)]}`];
  if (zone !== undefined) parts.push(`on ${zone}`);
  else if (needsZone(address)) parts.push('without its zone: which interface it is on is not said');
  const mac = macOfEui64(address);
  if (mac !== undefined) parts.push(`formed from the MAC ${mac}`);
  else if (isIsatap(address)) parts.push('ISATAP');
  return parts.join(', ');
}

function isIsatap(address: Address): boolean {
  return family(address) === 6 && identifierKind(address) === 'isatap';
}

function describePrefix(prefix: Prefix): string {
  const size = sizeOf(prefix);
  const bits = size.toString(2).length - 1;
  const count = bits > 40 ? `2^${bits}` : size.toLocaleString('en');
  return `IPv${prefix.includes(':') ? 6 : 4} prefix with ${count} ${size === 1n ? 'address' : 'addresses'}`;
}

/** What looks like an address and is none gets the reason; anything else is a name or a word. */
function describeText(text: string): string {
  if (!/^[0-9a-f:.%]+[:.%]/i.test(text) || !/[0-9]/.test(text)) return 'A name or a word';
  try {
    parseScoped(text);
    return 'A name or a word';
  } catch (error) {
    if (error instanceof ParseError) return error.message;
    throw error;
  }
}
