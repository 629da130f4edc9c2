import { parseIpv4Number } from '../net/ipv4.ts';
import { ParseError } from '../net/parse-error.ts';

/**
 * The text of a prefix length from a mask of four octets, in which the ones come first; any other text, such as a
 * length, as it is.
 * @throws ParseError for four octets that are no mask
 */
export function lengthOfMask(mask: string): string {
  const text = mask.trim().replace(/^\//, '');
  if (!text.includes('.')) return text;
  const zeros = ~parseIpv4Number(text) >>> 0;
  if ((zeros & (zeros + 1)) !== 0) throw new ParseError('a mask', text, 0, 'a one stands after a zero');
  return String(Math.clz32(zeros));
}
