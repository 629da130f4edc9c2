import { decimalEscape } from './name.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Octets in base 64 (RFC 4648 section 4); the page's own function takes no octets and Node's is not at hand here. */
export function base64(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += 3) {
    const [first = 0, second, third] = octets.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    text += second === undefined ? '=' : alphabet.charAt((bits >> 6) & 63);
    text += third === undefined ? '=' : alphabet.charAt(bits & 63);
  }
  return text;
}

/** Octets in base 32 with the extended alphabet, without padding (RFC 4648 section 7, as RFC 5155 has hashes). */
export function base32(octets: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const octet of octets) {
    held = (held << 8) | octet;
    for (bits += 8; bits >= 5; bits -= 5) text += ((held >> (bits - 5)) & 31).toString(32);
    held &= (1 << bits) - 1;
  }
  if (bits > 0) text += ((held << (5 - bits)) & 31).toString(32);
  return text.toUpperCase();
}

/** Upper-case hexadecimal digits. */
export function hexadecimal(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** A character string as zone files have it, in quotes (RFC 1035 section 5.1). */
export function quotedString(octets: Uint8Array): string {
  return `"${stringText(octets)}"`;
}

/** The same without the quotes: what is not printable ASCII stands as `\DDD`. */
export function stringText(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) {
    const character = String.fromCharCode(octet);
    if (octet < 32 || octet >= 127) text += decimalEscape(octet);
    else text += character === '"' || character === '\\' ? `\\${character}` : character;
  }
  return text;
}
