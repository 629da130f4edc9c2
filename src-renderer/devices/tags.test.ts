import { expect, test } from 'vitest';
import { readTags } from './tags.ts';

test.each([
  ['', []],
  [' lab ,, rack 4,lab ', ['lab', 'rack 4']],
])('%j holds the tags %j', (text, tags) => {
  expect(readTags(text)).toEqual({ tags, problem: null });
});

test('a tag or a list that is too long is refused with its bound', () => {
  expect(readTags('x'.repeat(65)).problem).toContain('64 characters');
  expect(readTags(Array.from({ length: 65 }, (_, index) => `t${index}`).join()).problem).toContain('64 tags');
});
