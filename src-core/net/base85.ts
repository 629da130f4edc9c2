import { fromBigInt, toBigInt, type Address } from './address.ts';
import { ParseError, attempt } from './parse-error.ts';

/** The digits of RFC 1924 section 4.2, 0 to 84. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const length = 20;

/**
 * The compact form of RFC 1924: an IPv6 address as one number of twenty digits in base 85.
 * @throws RangeError for IPv4
 */
export function formatBase85(address: Address): string {
  if (!address.includes(':')) throw new RangeError(`${address} has no form in base 85: it is IPv4`);
  let value = toBigInt(address);
  let text = '';
  for (let index = 0; index < length; index++) {
    text = `${digits[Number(value % 85n)]}${text}`;
    value /= 85n;
  }
  return text;
}

/**
 * Reads the compact form of RFC 1924.
 * @throws ParseError
 */
export function parseBase85(text: string): Address {
  const fail = (at: number, why: string): never => {
    throw new ParseError('an IPv6 address in base 85', text, at, why);
  };
  if (text.length !== length)
    fail(Math.min(text.length, length), `it has ${text.length} digits, not ${length}`);
  let value = 0n;
  for (let index = 0; index < length; index++) {
    const digit = digits.indexOf(text[index] ?? ' ');
    if (digit < 0) fail(index, 'this is no digit of base 85');
    value = value * 85n + BigInt(digit);
  }
  // 85 to the 20th is a little more than 2 to the 128th.
  if (value >> 128n !== 0n) fail(0, 'it is more than 128 bits');
  return fromBigInt(value, 6);
}

/** As parseBase85, but undefined where the text is none. */
export function tryParseBase85(text: string): Address | undefined {
  return attempt(() => parseBase85(text));
}
