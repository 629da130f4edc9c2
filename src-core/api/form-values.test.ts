import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formValues } from './form-values.ts';

test('takes whatever JSON can hold as a group', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (values) => {
      const plain: unknown = JSON.parse(JSON.stringify(values));
      expect(formValues.safeParse(plain)).toEqual({ success: true, data: plain });
    }),
  );
});

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
const circle: Record<string, unknown> = {};
circle['a'] = circle;

test.each<[string, unknown]>([
  ['a list', []],
  ['a text', 'x'],
  ['nothing', null],
  ['what was left out', { a: undefined }],
  ['a number that is none', { a: Number.NaN }],
  ['an endless number', { a: [Infinity] }],
  ['a large number of its own kind', { a: 1n }],
  ['a date', { a: new Date(0) }],
  ['a map', { a: new Map() }],
  ['a function', { a: () => 1 }],
  ['too many levels', nested(66)],
  ['levels without end', nested(5000)],
  ['a circle', circle],
])('%s is no form', (_, value) => {
  expect(formValues.safeParse(value).success).toBe(false);
});
