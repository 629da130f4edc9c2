import { family, parseAddress, parseAddressUntil, type Address } from './address.ts';
import { isLinkLocal, isMulticast } from './kind.ts';
import { ParseError, attempt } from './parse-error.ts';

/**
 * A zone (RFC 4007): the interface through which a link-local or multicast address is meant, kept as given:
 * `eth0`, `eth0.10`, `br-lan`, or an index (`12`) on Windows.
 */
export type Zone = string & { readonly __brand: 'Zone' };

/** An address together with its zone, which is undefined where the address needs none. */
export interface ScopedAddress {
  readonly address: Address;
  readonly zone?: Zone | undefined;
}

/** True for addresses that mean nothing without a zone: IPv6 link-local and IPv6 multicast (RFC 4007 section 4). */
export function needsZone(address: Address): boolean {
  return address.includes(':') && (isLinkLocal(address) || isMulticast(address));
}

/** What cannot stand in a zone: its delimiters, white space, and whatever cannot be seen or written (RFC 4007 11.2). */
const notInZone = /[%/\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Reads a zone: any text without `%`, `/`, white space, control or invisible characters, at most 255 characters long,
 * that does not begin with `-` (it becomes an argument of other programs).
 * @param offset where the text stands in `whole`, for the place in the error
 * @throws ParseError
 */
export function parseZone(text: string, whole = text, offset = 0): Zone {
  if (text === '') throw new ParseError('a zone', whole, offset, 'it is empty');
  if (text.length > 255)
    throw new ParseError('a zone', whole, offset + 255, 'it is longer than 255 characters');
  if (text.startsWith('-')) throw new ParseError('a zone', whole, offset, 'it cannot begin with "-"');
  const bad = text.search(notInZone);
  if (bad >= 0) throw new ParseError('a zone', whole, offset + bad, 'this character cannot stand in a zone');
  return text as Zone;
}

/**
 * Reads `address` or `address%zone`. A zone is accepted on link-local and multicast IPv6 addresses only.
 * @throws ParseError
 */
export function parseScoped(text: string): ScopedAddress {
  const at = text.indexOf('%');
  if (at < 0) return { address: parseAddress(text) };
  const address = parseAddressUntil(text, at);
  const zone = parseZone(text.slice(at + 1), text, at + 1);
  if (!needsZone(address)) {
    const why =
      family(address) === 4
        ? 'IPv4 addresses have no zone: leave it out'
        : 'only link-local and multicast addresses have a zone';
    throw new ParseError('a scoped address', text, at, why);
  }
  return { address, zone };
}

/** As parseScoped, but undefined where the text is no scoped address. */
export function tryParseScoped(text: string): ScopedAddress | undefined {
  return attempt(() => parseScoped(text));
}

/** `fe80::1%eth0`, or the plain address where it has no zone or needs none. */
export function formatScoped({ address, zone }: ScopedAddress): string {
  return zone !== undefined && needsZone(address) ? `${address}%${zone}` : address;
}

/**
 * The host part of a URI: IPv6 in brackets, with the zone's `%` as `%25` and all but the unreserved characters of the
 * zone percent-encoded (RFC 6874 section 2). RFC 9844 leaves the form to the user interface. curl takes this one where
 * nothing had to be encoded (it does not decode); browsers and wget refuse a zone in every form.
 */
export function formatUriHost({ address, zone }: ScopedAddress): string {
  if (!address.includes(':')) return address;
  const scope = zone !== undefined && needsZone(address) ? `%25${percentEncode(zone)}` : '';
  return `[${address}${scope}]`;
}

/** encodeURIComponent leaves five characters as they are that are not unreserved in RFC 3986. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
