import type { IdentifierKind } from './plan.ts';

/** Prefixes that the IEEE gave to vendors, with how the registry's name of each begins. */
const vendors: readonly (readonly [string, string])[] = [
  ['fc:fc:48', 'Apple'],
  ['fc:f8:ae', 'Intel'],
  ['b8:27:eb', 'Raspberry Pi'],
  ['fc:3f:db', 'Hewlett Packard'],
  ['fc:fb:fb', 'Cisco'],
  ['fc:ec:da', 'Ubiquiti'],
  ['00:11:32', 'Synology'],
  ['fc:f5:c4', 'Espressif'],
  ['fc:f1:36', 'Samsung'],
  ['fc:4c:ea', 'Dell'],
  ['b4:22:00', 'Brother'],
  ['fc:f5:28', 'Zyxel'],
  ['fc:d7:33', 'TP-LINK'],
  ['fc:91:5d', 'Google'],
  ['fc:96:43', 'Juniper'],
  ['e4:8d:8c', 'Routerboard'],
];

/** The kinds of identifiers that the answering hosts of a link take in turn. */
export const identifierPatterns: readonly IdentifierKind[] = [
  'eui64',
  'stable-privacy',
  'temporary',
  'low-byte',
];

/**
 * The MAC address of the n-th host of a link. Every fifth is locally administered, as telephones make them for each
 * network; the others are of known vendors, so that a table of vendors has something to say.
 */
export function macFor(
  link: number,
  number: number,
): { readonly mac: string; readonly vendor: string | null } {
  const tail = [link, number >> 8, number & 0xff].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  if (number % 5 === 4) {
    // Scattered by a multiplier, with the second bit of the first octet set and the first clear (IEEE 802 section 8.2).
    const scattered = (number * 2_654_435_761) >>> 0;
    const middle = [scattered & 0xff, (scattered >>> 8) & 0xff].map((byte) =>
      byte.toString(16).padStart(2, '0'),
    );
    return {
      mac: `${(((scattered >>> 16) & 0xf0) | 0x0a).toString(16).padStart(2, '0')}:${middle.join(':')}:${tail}`,
      vendor: null,
    };
  }
  const [prefix, vendor] = vendors[number % vendors.length] ?? ['fc:fc:48', 'Apple'];
  return { mac: `${prefix}:${tail}`, vendor };
}
