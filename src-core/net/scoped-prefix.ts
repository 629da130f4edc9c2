import { ParseError } from './parse-error.ts';
import { networkOf, parsePrefix, type Prefix } from './prefix.ts';
import { needsZone, parseZone, type Zone } from './zone.ts';

/** A prefix with the interface that it is meant on, which only those have that are on every link. */
export interface ScopedPrefix {
  readonly prefix: Prefix;
  readonly zone: Zone | undefined;
}

/**
 * Reads `2001:db8::/64`, and a link-local or multicast prefix with its zone: `fe80::/64%eth0`, also `fe80::%eth0/64`.
 * @throws ParseError
 */
export function parseScopedPrefix(text: string): ScopedPrefix {
  const at = text.indexOf('%');
  if (at < 0) return { prefix: parsePrefix(text), zone: undefined };
  const slash = text.indexOf('/', at);
  const end = slash < 0 ? text.length : slash;
  const prefix = parsePrefix(text.slice(0, at) + text.slice(end));
  const zone = parseZone(text.slice(at + 1, end), text, at + 1);
  if (!needsZone(networkOf(prefix)))
    throw new ParseError('a prefix', text, at, 'only link-local and multicast prefixes have a zone');
  return { prefix, zone };
}
