import { expect, test } from 'vitest';
import { formatAmount } from './amounts.ts';

test('amounts are written out as long as they can be read, and are powers of two beyond that', () => {
  const rows: [amount: bigint, text: string][] = [
    [0n, '0'],
    [65_536n, '65,536'],
    [9_999_999n, '9,999,999'],
    [1n << 32n, '2^32'],
    [1n << 128n, '2^128'],
    // log2 of 3 is 1.585.
    [3n << 94n, '≈ 2^95.6'],
    [(1n << 96n) - 1n, '≈ 2^96.0'],
  ];
  expect(rows.map(([amount]) => formatAmount(amount))).toEqual(rows.map(([, text]) => text));
});
