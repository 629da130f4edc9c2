import { ParseError } from '../net/parse-error.ts';
import { parsePrefix } from '../net/prefix.ts';
import { formatRange, parseRange } from '../net/ranges.ts';
import { countText } from './count-text.ts';
import { fact, type FactGroup } from './facts.ts';
import { parseScanRate } from './scan-rate.ts';
import { scanRates, scanTime } from './scan-time.ts';

/** How long a scan of something takes. */
export interface ScanAnswer {
  /** What is scanned, in its canonical form. */
  readonly subject: string;
  readonly addresses: bigint;
  readonly groups: readonly FactGroup[];
}

/**
 * How long it takes to ask every address of a pool.
 * @param pool a prefix, a range, an address, or a number of addresses, also as a power of two: `2^32`
 * @param rates rates besides the usual ones (see parseScanRate)
 * @throws ParseError
 */
export function scanAnswer(pool: string, rates: readonly string[] = []): ScanAnswer {
  const { subject, addresses } = readPool(pool.trim());
  const all = [...scanRates, ...rates.map((rate) => parseScanRate(rate.trim()))];
  return {
    subject,
    addresses,
    groups: [
      { title: 'Pool', facts: [fact('Pool', subject), fact('Addresses', countText(addresses))] },
      {
        title: 'To ask every address once',
        facts: all.map((rate) => fact(rate.label, scanTime(addresses, rate))),
      },
      {
        title: 'To find one host among them, on average',
        facts: all.map((rate) => fact(rate.label, scanTime((addresses + 1n) / 2n, rate))),
      },
    ],
  };
}

function readPool(text: string): { subject: string; addresses: bigint } {
  const power = /^2\^(\d{1,3})$/.exec(text)?.[1];
  const count =
    power !== undefined
      ? 1n << BigInt(power)
      : /^\d[\d,]{0,60}$/.test(text)
        ? BigInt(text.replaceAll(',', ''))
        : undefined;
  if (count !== undefined) {
    if (count >> 128n > 0n || count === 0n)
      throw new ParseError('a number of addresses', text, 0, 'a number from 1 to 2^128 was expected');
    return { subject: `${countText(count)} addresses`, addresses: count };
  }
  const range = parseRange(text);
  return {
    subject: text.includes('/') ? parsePrefix(text) : formatRange(range),
    addresses: range.last - range.first + 1n,
  };
}
