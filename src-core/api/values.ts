import { z } from 'zod';
import { tryParseAddress, type Address } from '../net/address.ts';
import { tryParseMac, type Mac } from '../net/mac.ts';
import { tryParsePrefix, type Prefix } from '../net/prefix.ts';
import { parseZone, type Zone } from '../net/zone.ts';
import { attempt } from '../net/parse-error.ts';

// A strict content security policy forbids what zod would compile with `new Function`.
z.config({ jitless: true });

/** Values that were found right are remembered, up to so many: a run tells the same addresses again and again. */
const mostRemembered = 8192;

function canonical<T extends string>(parse: (text: string) => T | undefined, what: string) {
  const right = new Set<string>();
  const check = (value: unknown): boolean => {
    if (typeof value !== 'string') return false;
    if (right.has(value)) return true;
    if (parse(value) !== value) return false;
    if (right.size >= mostRemembered) right.clear();
    right.add(value);
    return true;
  };
  return z.custom<T>(check, { error: `expected ${what} in its canonical form` });
}

export const addressValue = canonical<Address>(tryParseAddress, 'an address');
export const macValue = canonical<Mac>(tryParseMac, 'a MAC address');
export const prefixValue = canonical<Prefix>(tryParsePrefix, 'a prefix');
export const zoneValue = canonical<Zone>((text) => attempt(() => parseZone(text)), 'a zone');

/** Times are UTC milliseconds since 1970 on the wire and in storage; ISO 8601 where people and scripts read them. */
export const timeMs = z.number().int().nonnegative();

export const addressKind = z.enum([
  'link-local',
  'ula',
  'global',
  'private',
  'special',
  'multicast',
  'loopback',
  'unspecified',
  'broadcast',
]);

export const identifierKindValue = z.enum(['eui64', 'low-byte', 'embedded-ipv4', 'isatap', 'opaque']);

export const macOriginValue = z.enum([
  'universal',
  'locally-administered',
  'randomised',
  'virtual-router',
  'group',
]);
