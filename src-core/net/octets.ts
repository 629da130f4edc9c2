import { ParseError } from './parse-error.ts';

/**
 * A hash function, passed in because this layer has none: Node's are at hand at once, the page's only by a promise.
 */
export type Hash = (octets: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/**
 * Reads octets as the systems write them: `00:01:0a`, `00-01-0a`, `0:1:a` (with a separator, zeros may be left out), or
 * `00010a` with an even number of digits.
 * @param what names the value in the error: `a DUID`
 * @throws ParseError
 */
export function parseOctets(text: string, what: string): Uint8Array {
  const fail = (at: number, why: string): never => {
    throw new ParseError(what, text, at, why);
  };
  const bad = text.search(/[^0-9a-fA-F:-]/);
  if (bad >= 0) fail(bad, 'a hexadecimal digit was expected');
  const separator = /[:-]/.exec(text)?.[0];
  if (separator === undefined) {
    if (text === '' || text.length % 2 === 1) fail(text.length, 'a hexadecimal digit was expected');
    return octetsOfHex(text);
  }
  const octets: number[] = [];
  let at = 0;
  for (const each of text.split(separator)) {
    const mixed = each.search(/[:-]/);
    if (mixed >= 0) fail(at + mixed, 'the separators differ');
    if (each === '') fail(at, 'a hexadecimal digit was expected');
    if (each.length > 2) fail(at, 'an octet has more than two digits');
    octets.push(Number.parseInt(each, 16));
    at += each.length + 1;
  }
  return Uint8Array.from(octets);
}

/** Lower-case pairs with colons; nothing for no octets. */
export function formatOctets(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(':');
}

/** The octets, most significant first, as one integer. */
export function octetsToBigInt(octets: Uint8Array): bigint {
  let value = 0n;
  for (const octet of octets) value = (value << 8n) | BigInt(octet);
  return value;
}

/**
 * An integer as this many octets, most significant first.
 * @throws RangeError where it does not fit
 */
export function bigIntToOctets(value: bigint, length: number): Uint8Array {
  if (value < 0n || value >> BigInt(8 * length) !== 0n)
    throw new RangeError(`${value} does not fit ${length} octets`);
  return octetsOfHex(value.toString(16).padStart(2 * length, '0'));
}

function octetsOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
