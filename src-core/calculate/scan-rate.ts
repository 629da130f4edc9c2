import { ParseError } from '../net/parse-error.ts';
import type { ScanRate } from './scan-time.ts';

const seconds = { s: 1n, min: 60n, h: 3600n, day: 86_400n } as const;
const factors = { '': 1n, k: 1000n, M: 1_000_000n, G: 1_000_000_000n } as const;

/**
 * Reads a rate of probes: a number, with k, M or G behind it (thousands, millions, milliards), and `/s` (left out: this),
 * `/min`, `/h` or `/day`: `1000`, `1.5k/s`, `14.88M`, `10/min`.
 * @throws ParseError
 */
export function parseScanRate(text: string): ScanRate {
  const fail = (at: number, why: string): never => {
    throw new ParseError('a rate of probes', text, at, why);
  };
  const number = /^\d{1,12}(?:\.(\d{1,6}))?/.exec(text);
  if (number === null) return fail(0, 'a number was expected, as in 1000, 1.5k/s or 10/min');
  const rest = text.slice(number[0].length);
  const unit = /^([kMG]?)(?:\/(s|min|h|day))?$/.exec(rest);
  if (unit === null) return fail(number[0].length, 'k, M or G was expected here, or /s, /min, /h or /day');
  const factor = Object.entries(factors).find(([name]) => name === unit[1])?.[1] ?? 1n;
  const period = Object.entries(seconds).find(([name]) => name === unit[2])?.[1] ?? 1n;
  const decimals = number[1] ?? '';
  const addresses = BigInt(number[0].replace('.', '')) * factor;
  if (addresses === 0n) return fail(0, 'nothing is ever asked at this rate');
  return { label: text, addresses, seconds: period * 10n ** BigInt(decimals.length) };
}
