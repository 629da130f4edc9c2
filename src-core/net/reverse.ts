import { family, fullForm, type Address } from './address.ts';

/** The reverse DNS name of an address, without the final dot: ip6.arpa by nibble (RFC 3596), or in-addr.arpa. */
export function reverseName(address: Address): string {
  if (family(address) === 4) return `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
  const nibbles = fullForm(address).replaceAll(':', '');
  return `${[...nibbles].toReversed().join('.')}.ip6.arpa`;
}
