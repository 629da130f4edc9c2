import { ParseError } from '../net/parse-error.ts';
import { largestLabel, largestName } from './walk-name.ts';

/** A DNS name as the octets of its labels, without the root. */
export type NameLabels = readonly Uint8Array[];

/**
 * Reads a name as it is written in zone files: labels with dots, `\.` for a dot inside of a label, `\032` for an octet
 * by its decimal number (RFC 1035 section 5.1); `.` is the root.
 * @param text ASCII: a name beyond that has been changed to its `xn--` form before
 * @throws ParseError
 */
export function parseName(text: string): NameLabels {
  const fail = (at: number, why: string): never => {
    throw new ParseError('a DNS name', text, at, why);
  };
  if (text === '.') return [];
  const labels: Uint8Array[] = [];
  let label: number[] = [];
  let octets = 1;
  let start = 0;
  const close = (at: number): void => {
    if (label.length === 0) fail(at, 'a label is empty');
    if (label.length > largestLabel) fail(start, 'a label is longer than 63 octets');
    octets += label.length + 1;
    if (octets > largestName) fail(start, 'the name is longer than 255 octets');
    labels.push(Uint8Array.from(label));
    label = [];
    start = at + 1;
  };
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '.') {
      close(at);
      at++;
      continue;
    }
    if (character !== '\\') {
      if (!/[!-~]/.test(character)) fail(at, 'this character cannot stand in a name');
      label.push(character.charCodeAt(0));
      at++;
      continue;
    }
    const digits = /^\d{3}/.exec(text.slice(at + 1))?.[0];
    const escaped = text.charAt(at + 1);
    if (digits !== undefined && Number(digits) <= 255) label.push(Number(digits));
    else if (/^[!-/:-~]$/.test(escaped)) label.push(escaped.charCodeAt(0));
    else fail(at, 'after "\\" a character or three digits were expected');
    at += digits === undefined ? 2 : 4;
  }
  // The dot at the end stands for the root.
  if (label.length > 0 || labels.length === 0) close(text.length);
  return labels;
}

/** What would be read as something else in a zone file. */
const special = /["$();@\\]/;

/** The name as zone files have it, with its final dot; what is not printable stands as `\DDD`. */
export function formatName(labels: NameLabels): string {
  return labels.length === 0 ? '.' : labels.map((label) => `${formatLabel(label)}.`).join('');
}

function formatLabel(label: Uint8Array): string {
  let text = '';
  for (const octet of label) {
    const character = String.fromCharCode(octet);
    if (octet <= 32 || octet >= 127) text += decimalEscape(octet);
    else text += character === '.' || special.test(character) ? `\\${character}` : character;
  }
  return text;
}

/** `\032` for the octet 32. */
export function decimalEscape(octet: number): string {
  return `\\${String(octet).padStart(3, '0')}`;
}

/** The form in which names are compared: ASCII letters in lower case (RFC 4343). */
export function nameKey(labels: NameLabels): string {
  return formatName(labels).toLowerCase();
}
