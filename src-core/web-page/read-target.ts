import { ParseError } from '../net/parse-error.ts';

/** What a person means by the address of a web page. */
export interface WebTarget {
  /** The host alone: an address with its zone, or a name. */
  readonly host: string;
  /** Null where it was not said. */
  readonly port: number | null;
  readonly tls: boolean | null;
  /** With the query; `/` where none was given. */
  readonly path: string;
}

const what = 'an address, a name or a web address';

/**
 * Reads an address, a name, or a URL of either, as people paste them: `fe80::1%eth0`, `[fe80::1%eth0]:8080`,
 * `nas:8080`, `https://[fe80::1%25eth0]/status`. The host is not looked at any further.
 * @throws ParseError
 */
export function readWebTarget(text: string): WebTarget {
  const [, scheme, authority = '', path = '/'] =
    /^(?:(https?):\/\/)?([^/?#]*)([/?][^#]*)?/i.exec(text.trim()) ?? [];
  if (authority.includes('@')) {
    throw new ParseError(what, text, text.indexOf('@'), 'leave the user out and sign in on the page itself');
  }
  // One colon is a port; more are an IPv6 address without brackets.
  const [, bracketed, plain, port] =
    /^(?:\[([^[\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(authority) ??
    /^()([^[\]]*:[^[\]]*:[^[\]]*)$/.exec(authority) ??
    [];
  const host = bracketed === undefined || bracketed === '' ? plain : bracketed;
  if (host === undefined || host === '') {
    throw new ParseError(what, text, 0, 'it has the form of none of them');
  }
  const number = port === undefined ? null : Number(port);
  if (number !== null && (number < 1 || number > 65_535)) {
    throw new ParseError(what, text, text.lastIndexOf(':') + 1, 'a port is a number from 1 to 65535');
  }
  return {
    // RFC 6874 writes the % of a zone as %25 in a URL; without a scheme it is one that belongs to the zone.
    host: scheme === undefined ? host : host.replace(/%25(?=.)/, '%'),
    port: number,
    tls: scheme === undefined ? null : scheme.toLowerCase() === 'https',
    path: path.startsWith('/') ? path : `/${path}`,
  };
}
