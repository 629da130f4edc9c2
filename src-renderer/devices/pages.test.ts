import { expect, test } from 'vitest';
import { pagesOf } from './pages.ts';

test.each([
  [0, 0, [0]],
  [0, 99, [0]],
  [95, 104, [0, 1]],
  [99_950, 99_999, [999]],
  [0, -1, [0]],
])('rows %d to %d are on the pages %j', (first, last, pages) => {
  expect(pagesOf(first, last)).toEqual(pages);
});
