import { randomAddress, randomPart, type RandomOctets } from '../../src-core/calculate/random-addresses.ts';
import { eui64Identifier, parseMac } from '../../src-core/net/mac.ts';
import { octetsToBigInt, type Hash } from '../../src-core/net/octets.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { parsePrefix, withIdentifier } from '../../src-core/net/prefix.ts';
import { stableIdentifier } from '../../src-core/net/stable-identifier.ts';
import { globalIdOfTime, reasonNotRandom, uniqueLocalSite } from '../../src-core/net/ula.ts';
import type { Inputs } from './calculate-search.ts';

export const makes = ['random', 'site', 'ula', 'stable', 'eui64'] as const;
export type Make = (typeof makes)[number];

/** The most that are made at once. */
export const mostMade = 1_000_000;

/** Octets of the browser's cryptographic generator, which gives up to 65,536 at a time; a call for each would be slow. */
export function pooledOctets(): RandomOctets {
  let pool = new Uint8Array(0);
  return (count) => {
    if (pool.length < count) pool = crypto.getRandomValues(new Uint8Array(16_384));
    const taken = pool.subarray(0, count);
    pool = pool.subarray(count);
    return taken;
  };
}

function hashOf(name: 'SHA-1' | 'SHA-256'): Hash {
  return async (octets) => new Uint8Array(await crypto.subtle.digest(name, Uint8Array.from(octets)));
}

/** @throws ParseError */
function parseCount(text: string | undefined, least: number, most: number, usual: number): number {
  const given = (text ?? '').trim().replaceAll(',', '');
  if (given === '') return usual;
  const count = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new ParseError(
    'a number',
    given,
    0,
    `a number from ${least} to ${most.toLocaleString('en')} was expected`,
  );
}

/** A secret as hexadecimal digits. @throws ParseError */
function parseSecret(text: string): Uint8Array {
  const digits = text.trim();
  const bad = digits.search(/[^0-9a-f]/i);
  if (bad >= 0) throw new ParseError('a secret', digits, bad, 'a hexadecimal digit was expected');
  if (digits.length < 32 || digits.length % 2 === 1 || digits.length > 1024)
    throw new ParseError(
      'a secret',
      digits,
      digits.length,
      'an even number of digits, 32 or more, was expected',
    );
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The address of a MAC under a prefix. @throws ParseError and RangeError */
export function eui64Address({ prefix = '', mac = '' }: Inputs): string {
  return withIdentifier(parsePrefix(prefix.trim()), eui64Identifier(parseMac(mac.trim())));
}

/** A global identifier that nobody would take for chosen: one in 6,000 looks it, and is drawn again. */
function drawnGlobalId(octets: RandomOctets): bigint {
  while (true) {
    const drawn = octetsToBigInt(octets(5));
    if (reasonNotRandom(drawn) === undefined) return drawn;
  }
}

/**
 * Makes what the fields ask for; the page goes on in between.
 * @param secret for `stable` alone, in hexadecimal; it is in no link
 * @throws ParseError and RangeError for what cannot be made
 */
export async function make(what: Make, inputs: Inputs, secret: string): Promise<string[]> {
  const octets = pooledOctets();
  const prefix = (inputs.prefix ?? '').trim();
  const mac = (inputs.mac ?? '').trim();
  switch (what) {
    case 'random': {
      const from = parsePrefix(prefix);
      return await several(parseCount(inputs.count, 1, mostMade, 10), () => randomAddress(from, octets));
    }
    case 'site': {
      const from = parsePrefix(prefix);
      const length = parseCount(inputs.length?.replace(/^\s*\//, ''), 0, 128, 48);
      return await several(parseCount(inputs.count, 1, mostMade, 1), () => randomPart(from, length, octets));
    }
    case 'ula':
      if (mac !== '')
        return [
          uniqueLocalSite(await globalIdOfTime(Date.now(), eui64Identifier(parseMac(mac)), hashOf('SHA-1'))),
        ];
      return await several(parseCount(inputs.count, 1, mostMade, 1), () =>
        uniqueLocalSite(drawnGlobalId(octets)),
      );
    case 'stable': {
      const from = parsePrefix(prefix);
      const { identifier } = await stableIdentifier(
        {
          prefix: from,
          netInterface: inputs.interface ?? '',
          networkId: inputs.network ?? '',
          dadCounter: parseCount(inputs.counter, 0, 1_000_000, 0),
          secret: parseSecret(secret),
        },
        hashOf('SHA-256'),
      );
      return [withIdentifier(from, identifier)];
    }
    case 'eui64':
      return [eui64Address(inputs)];
  }
}

/** How many are made before the page gets its turn. */
const portion = 10_000;

async function several(count: number, one: () => string): Promise<string[]> {
  const made: string[] = [];
  while (made.length < count) {
    const end = Math.min(count, made.length + portion);
    while (made.length < end) made.push(one());
    if (made.length < count) await new Promise((resolve) => window.setTimeout(resolve));
  }
  return made;
}
