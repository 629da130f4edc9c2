import { ParseError } from '../net/parse-error.ts';
import { lengthOfMaskOrWildcard } from '../net/mask-length.ts';

const octets = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const masked = new RegExp(`^(${octets})(?:\\s*/\\s*|\\s+(?:(?:net)?mask\\s+)?)(${octets})$`, 'i');

/**
 * `192.0.2.1/24` for an IPv4 address with a netmask or a wildcard mask, as routers and `ifconfig` write it; any other
 * text as it is.
 * @throws ParseError for a mask in which ones and zeros are mixed
 */
export function withPlainLength(text: string): string {
  const [, address, mask] = masked.exec(text) ?? [];
  return address === undefined || mask === undefined ? text : `${address}/${lengthOfMaskOrWildcard(mask)}`;
}

/** The host of a URI, or a socket's address, with its port. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number | null;
}

const scheme = String.raw`(?:[a-z][a-z0-9+.-]*://)?`;
const bracketed = new RegExp(`^(${scheme}\\[([^\\]]+)\\])(?::(\\d+))?(?:/.*)?$`, 'i');
const plain = new RegExp(`^(${scheme}(${octets}))(?::(\\d+))?(?:/\\D.*|/)?$`, 'i');

/**
 * Takes the address out of `[2001:db8::1]:443`, `http://[fe80::1%25eth0]/`, `192.0.2.1:53` (RFC 3986, RFC 6874);
 * undefined where the text is nothing of the kind.
 * @throws ParseError for a port that is none
 */
export function hostAndPort(text: string): HostAndPort | undefined {
  const [, before = '', host, digits] = bracketed.exec(text) ?? plain.exec(text) ?? [];
  if (host === undefined) return undefined;
  if (digits !== undefined && (digits.length > 5 || Number(digits) > 65_535))
    throw new ParseError('a port', text, before.length + 1, 'a port from 0 to 65535 was expected');
  return { host: host.replace('%25', '%'), port: digits === undefined ? null : Number(digits) };
}
