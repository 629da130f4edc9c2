import { parseIpv4Number } from './ipv4.ts';
import { ParseError } from './parse-error.ts';

/** The eight 16-bit groups of an IPv6 address, most significant first. */
export type Groups = readonly number[];

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}

/**
 * Reads any of the text forms of RFC 4291 section 2.2, without a zone.
 * @throws ParseError
 */
export function parseIpv6Groups(text: string): number[] {
  const fail = (at: number, why: string): never => {
    throw new ParseError('an IPv6 address', text, at, why);
  };
  const groups: number[] = [];
  let gap = -1;
  let position = 0;
  if (text.startsWith('::')) {
    gap = 0;
    position = 2;
  } else if (text.startsWith(':')) {
    fail(0, 'a single colon cannot begin it');
  }
  while (position < text.length) {
    if (groups.length === 8) fail(position, 'there are more than eight groups');
    const start = position;
    let value = 0;
    while (position < text.length) {
      const digit = hexValue(text.charCodeAt(position));
      if (digit < 0) break;
      value = value * 16 + digit;
      position++;
      if (position - start > 4) fail(start, 'a group has more than four digits');
    }
    if (position < text.length && text.charCodeAt(position) === 46) {
      if (groups.length > 6) fail(start, 'there is no room for an IPv4 address here');
      const ipv4 = parseIpv4Number(text.slice(start), text, start);
      groups.push(Math.floor(ipv4 / 65536), ipv4 % 65536);
      position = text.length;
      break;
    }
    if (position === start) fail(position, 'a hexadecimal digit was expected');
    groups.push(value);
    if (position === text.length) break;
    if (text.charCodeAt(position) !== 58) fail(position, 'a colon was expected');
    position++;
    if (position < text.length && text.charCodeAt(position) === 58) {
      if (gap >= 0) fail(position - 1, '"::" stands more than once');
      gap = groups.length;
      position++;
    } else if (position === text.length) {
      fail(position - 1, 'a single colon cannot end it');
    }
  }
  if (gap >= 0) {
    const missing = 8 - groups.length;
    if (missing < 1) fail(0, '"::" stands for no group');
    groups.splice(gap, 0, ...Array<number>(missing).fill(0));
  }
  if (groups.length !== 8) fail(text.length, `there are ${groups.length} groups, not eight`);
  return groups;
}

/**
 * Writes eight groups in the canonical form of RFC 5952: lower case, the first longest run of two or more zero
 * groups shortened, and IPv4-mapped addresses (::ffff:0:0/96, section 5) with a dotted tail.
 */
export function formatIpv6Groups(groups: Groups): string {
  let best = -1;
  let bestLength = 1;
  let start = -1;
  for (let index = 0; index <= 8; index++) {
    if (index < 8 && groups[index] === 0) {
      if (start < 0) start = index;
    } else if (start >= 0) {
      if (index - start > bestLength) {
        best = start;
        bestLength = index - start;
      }
      start = -1;
    }
  }
  if (best === 0 && bestLength === 5 && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  }
  let text = '';
  for (let index = 0; index < 8; index++) {
    if (index === best) {
      text += '::';
      index += bestLength - 1;
      continue;
    }
    if (text !== '' && !text.endsWith(':')) text += ':';
    text += (groups[index] ?? 0).toString(16);
  }
  return text;
}
