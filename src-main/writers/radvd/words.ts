import type { Address } from '../../../src-core/net/address.ts';
import { fullForm } from '../../../src-core/net/address.ts';

/** Words that radvd's scanner (scanner.l, case does not matter) never takes for a name. */
const keywords = new Set([
  'abro',
  'clients',
  'dnssl',
  'high',
  'infinity',
  'interface',
  'low',
  'lowpanco',
  'medium',
  'nat64prefix',
  'off',
  'on',
  'prefix',
  'rdnss',
  'route',
]);

/** True where radvd reads a word as a keyword or as a number, and so not as a name. */
export function isNoName(word: string): boolean {
  return keywords.has(word.toLowerCase()) || /^\d+(?:\.\d+)?$/.test(word);
}

/** An address as radvd's scanner knows it: nothing may follow a "::" at the beginning, and no IPv4 address may end it. */
export function radvdAddress(address: Address): string {
  return address !== '::' && (address.startsWith('::') || address.includes('.'))
    ? fullForm(address)
    : address;
}
