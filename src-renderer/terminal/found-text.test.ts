import { expect, it } from 'vitest';
import { foundText } from './found-text.ts';

it.each([
  [{ resultIndex: -1, resultCount: 0 }, 'Not found'],
  [{ resultIndex: 0, resultCount: 1 }, '1 of 1'],
  [{ resultIndex: 11, resultCount: 12 }, '12 of 12'],
  [{ resultIndex: 2, resultCount: 1000 }, '1,000 or more'],
  [{ resultIndex: -1, resultCount: 1000 }, '1,000 or more'],
])('%j is told as %s', (count, text) => {
  expect(foundText(count)).toBe(text);
});
