import { parseIpv4Number } from './ipv4.ts';
import { ParseError } from './parse-error.ts';

/**
 * The text of a prefix length from a mask of four octets, in which the ones come first; any other text, such as a
 * length, as it is.
 * @throws ParseError for four octets that are no mask
 */
export function lengthOfMask(mask: string): string {
  const text = mask.trim().replace(/^\//, '');
  if (!text.includes('.')) return text;
  const length = onesFirst(parseIpv4Number(text));
  if (length === undefined) throw new ParseError('a mask', text, 0, 'a one stands after a zero');
  return String(length);
}

/**
 * The prefix length from a netmask or, as access lists of routers have it, a wildcard mask, in which the zeros come
 * first. 0.0.0.0 is a netmask.
 * @throws ParseError for four octets that are neither
 */
export function lengthOfMaskOrWildcard(text: string): number {
  const bits = parseIpv4Number(text);
  const length = onesFirst(bits) ?? onesFirst(~bits >>> 0);
  if (length === undefined)
    throw new ParseError('a netmask or a wildcard mask', text, 0, 'ones and zeros are mixed in it');
  return length;
}

/** How many ones stand before the zeros; undefined where one stands after a zero. */
function onesFirst(bits: number): number | undefined {
  const zeros = ~bits >>> 0;
  return (zeros & (zeros + 1)) === 0 ? Math.clz32(zeros) : undefined;
}
