import { parseAddress } from '../../src-core/net/address.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { indexAtShare, indexOf, type Split } from '../../src-core/net/split.ts';

/**
 * The number of the part that a person asks to go to: `1,000` or `1000` by number (the first is 0), `50%` by share, or
 * an address by what holds it.
 * @throws ParseError
 */
export function placeOf(of: Split, given: string): bigint {
  const text = given.trim();
  const fail = (why: string): never => {
    throw new ParseError('a place in the split', text, 0, why);
  };
  if (/^\d[\d,]{0,60}$/.test(text)) {
    const index = BigInt(text.replaceAll(',', ''));
    return index < of.count
      ? index
      : fail(`there are ${of.count} parts, numbered from 0 to ${of.count - 1n}`);
  }
  if (text.endsWith('%')) {
    const percent = text.slice(0, -1).trim();
    const share = /^\d{1,3}(\.\d{1,15})?$/.test(percent) ? Number(percent) / 100 : Number.NaN;
    return share <= 1 ? indexAtShare(of, share) : fail('a share is a number from 0 to 100');
  }
  return indexOf(of, parseAddress(text)) ?? fail(`it lies outside of ${of.parent}`);
}
