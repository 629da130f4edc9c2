import { expect, test } from 'vitest';
import { refusal } from '../../test/support/refusal.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { split } from '../../src-core/net/split.ts';
import { placeOf } from './split-place.ts';

const all = split(parsePrefix('::/0'), 128);
const some = split(parsePrefix('2001:db8::/48'), 64);

test.each([
  [all, '0', 0n],
  [all, '340282366920938463463374607431768211455', (1n << 128n) - 1n],
  [some, ' 65,535 ', 65_535n],
  [some, '100%', 65_535n],
  [some, '50 %', 32_767n],
  [some, '2001:db8:0:ff::1', 255n],
])('%# goes to the right part', (of, text, index) => {
  expect(placeOf(of, text)).toBe(index);
});

test('refuses with the reason', () => {
  const rows: [string, string][] = [
    ['65536', '0: there are 65536 parts, numbered from 0 to 65535'],
    ['101%', '0: a share is a number from 0 to 100'],
    ['2001:db9::', '0: it lies outside of 2001:db8::/48'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => placeOf(some, text))])).toEqual(rows);
});
