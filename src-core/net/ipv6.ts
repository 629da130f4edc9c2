import { parseIpv4Number } from './ipv4.ts';
import { ParseError } from './parse-error.ts';

/** The eight 16-bit groups of an IPv6 address, most significant first. */
export type Groups = readonly number[] | Uint16Array;

const colon = 58;
const dot = 46;

/** The value of each hexadecimal digit by its code, in both cases; 255 for every other character below 128. */
const digitValues = new Uint8Array(128).fill(255);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  digitValues[digit.charCodeAt(0)] = value;
  digitValues[digit.toUpperCase().charCodeAt(0)] = value;
}

/** The text of each group that was written before: a tenth of the cost of `toString(16)`. */
const groupTexts: (string | undefined)[] = Array(65536);

function fail(text: string, at: number, why: string): never {
  throw new ParseError('an IPv6 address', text, at, why);
}

/**
 * Reads any of the text forms of RFC 4291 section 2.2, without a zone.
 * @throws ParseError
 */
export function parseIpv6Groups(text: string): number[] {
  const groups = new Uint16Array(8);
  readIpv6(text, groups);
  return [...groups];
}

/**
 * As parseIpv6Groups, into groups that are there already, so that nothing is allocated.
 * @param into eight groups; what they hold after an error is undefined
 * @param end where the address ends in the text; what follows (a zone, a length) is not looked at
 * @throws ParseError whose place counts from the beginning of `text`
 */
export function readIpv6(text: string, into: Uint16Array, end = text.length): void {
  let count = 0;
  let gap = -1;
  let position = 0;
  if (end > 0 && text.charCodeAt(0) === colon) {
    if (end === 1 || text.charCodeAt(1) !== colon) fail(text, 0, 'a single colon cannot begin it');
    gap = 0;
    position = 2;
  }
  while (position < end) {
    if (count === 8) fail(text, position, 'there are more than eight groups');
    const start = position;
    let value = 0;
    let code = 0;
    while (position < end) {
      code = text.charCodeAt(position);
      const digit = code < 128 ? (digitValues[code] ?? 255) : 255;
      if (digit === 255) break;
      if (position - start === 4) fail(text, start, 'a group has more than four digits');
      value = (value << 4) | digit;
      position++;
    }
    if (position < end && code === dot) {
      if (count > 6) fail(text, start, 'there is no room for an IPv4 address here');
      const ipv4 = parseIpv4Number(text.slice(start, end), text, start);
      into[count++] = ipv4 >>> 16;
      into[count++] = ipv4 & 0xffff;
      break;
    }
    if (position === start) fail(text, position, 'a hexadecimal digit was expected');
    into[count++] = value;
    if (position === end) break;
    if (code !== colon) fail(text, position, 'a colon was expected');
    position++;
    if (position === end) fail(text, position - 1, 'a single colon cannot end it');
    if (text.charCodeAt(position) === colon) {
      if (gap >= 0) fail(text, position - 1, '"::" stands more than once');
      gap = count;
      position++;
    }
  }
  if (gap >= 0) {
    if (count === 8) fail(text, text.indexOf('::'), '"::" stands for no group');
    into.copyWithin(8 - (count - gap), gap, count);
    into.fill(0, gap, 8 - (count - gap));
  } else if (count !== 8) {
    fail(text, end, `there are ${count} groups, not eight`);
  }
}

/**
 * Writes eight groups in the canonical form of RFC 5952: lower case, the first longest run of two or more zero
 * groups shortened, and IPv4-mapped addresses (::ffff:0:0/96, section 5) with a dotted tail.
 */
export function formatIpv6Groups(groups: Groups): string {
  // The longest run of zero groups is [from, to); a single zero group is no run (section 4.2.2).
  let from = 8;
  let to = 8;
  let longest = 1;
  for (let index = 0; index < 8; index++) {
    if (groups[index] !== 0) continue;
    const start = index;
    while (index < 8 && groups[index] === 0) index++;
    if (index - start > longest) {
      longest = index - start;
      from = start;
      to = index;
    }
  }
  if (from === 0 && to === 5 && groups[5] === 0xffff) {
    const [, , , , , , high = 0, low = 0] = groups;
    return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  }
  let text = from === 0 ? '::' : groupText(groups, 0);
  for (let index = from === 0 ? to : 1; index < 8; index++) {
    if (index === from) {
      text += '::';
      index = to - 1;
    } else {
      text += index === to ? groupText(groups, index) : `:${groupText(groups, index)}`;
    }
  }
  return text;
}

function groupText(groups: Groups, index: number): string {
  const group = groups[index] ?? 0;
  return (groupTexts[group] ??= group.toString(16));
}
