import { expect, test } from 'vitest';
import { countText } from './count-text.ts';

test.each([
  [0n, '0'],
  [8n, '8'],
  [16n, '16 (2^4)'],
  [1000n, '1,000'],
  [1n << 64n, '18,446,744,073,709,551,616 (2^64)'],
  [(1n << 64n) - 1n, '18,446,744,073,709,551,615'],
  [1n << 128n, '340,282,366,920,938,463,463,374,607,431,768,211,456 (2^128)'],
])('%d is %s', (count, text) => {
  expect(countText(count)).toBe(text);
});
