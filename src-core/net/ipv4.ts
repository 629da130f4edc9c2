import { ParseError } from './parse-error.ts';

/**
 * Reads strict dotted-decimal IPv4 (four octets, no leading zeros, RFC 6943 section 3.1.1) as a 32-bit number.
 * @param offset where the text stands in `whole`, for the place in the error
 * @throws ParseError
 */
export function parseIpv4Number(text: string, whole = text, offset = 0): number {
  let value = 0;
  let octets = 0;
  let position = 0;
  const fail = (at: number, why: string): never => {
    throw new ParseError('an IPv4 address', whole, offset + at, why);
  };
  while (true) {
    const start = position;
    let octet = 0;
    while (position < text.length) {
      const digit = text.charCodeAt(position) - 48;
      if (digit < 0 || digit > 9) break;
      octet = octet * 10 + digit;
      position++;
      if (octet > 255) fail(start, 'an octet is larger than 255');
    }
    const length = position - start;
    if (length === 0) fail(position, position < text.length ? 'a digit was expected' : 'it ends too early');
    if (length > 1 && text.charCodeAt(start) === 48) fail(start, 'an octet has a leading zero');
    value = value * 256 + octet;
    octets++;
    if (position === text.length) break;
    if (text.charCodeAt(position) !== 46) fail(position, 'a dot was expected');
    if (octets === 4) fail(position, 'there are more than four octets');
    position++;
  }
  if (octets !== 4) fail(text.length, `there are ${octets} octets, not four`);
  return value;
}

/** Writes a 32-bit number as dotted decimal. */
export function formatIpv4Number(value: number): string {
  return `${Math.floor(value / 0x1000000) % 256}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}
