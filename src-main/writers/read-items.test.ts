import { expect, test } from 'vitest';
import { z } from 'zod';
import { group, integer, line, list, prefix } from './fields.ts';
import { readByItems } from './read-items.ts';

const item = group(
  {
    prefix: prefix({ title: 'Prefix', sample: '2001:db8::/64' }),
    mtu: integer({ title: 'MTU', sample: 1500, min: 1280, max: 9000 }).default(1500),
  },
  { title: 'Item' },
);
const schema = group(
  {
    name: line({ title: 'Name', sample: 'a' }),
    items: list(item, { title: 'Items', max: 200 }).default([]),
  },
  { title: 'Form' },
);
const form = (count: number, more: object = {}) => ({
  name: 'a',
  items: Array.from({ length: count }, (_, index) => ({ prefix: `2001:DB8:${index}::/64`, ...more })),
});

test.each([
  ['a long list', form(120)],
  ['two items that are the same', { name: 'a', items: [...form(60).items, ...form(60).items] }],
])('%s is read as it is whole, and again as the same objects', (_what, typed) => {
  const read = readByItems(schema, typed);
  expect(read).toEqual(schema.parse(typed));
  const again: unknown = readByItems(schema, structuredClone(typed));
  expect(z.object({ items: z.array(z.unknown()) }).parse(again).items[7]).toBe(
    z.object({ items: z.array(z.unknown()) }).parse(read).items[7],
  );
});

test('an item that is still there is known by itself, and a changed one is read', () => {
  const typed = form(60);
  const [before, changed] = [readByItems(schema, typed), { prefix: '2001:db8:9::/64' }];
  const after = { ...typed, items: typed.items.with(7, changed) };
  const read = readByItems(schema, after);
  expect(read).toEqual(schema.parse(after));
  const items = (of: unknown) => z.object({ items: z.array(z.unknown()) }).parse(of).items;
  expect(items(read).map((each, index) => each === items(before)[index])).toEqual(
    typed.items.map((_item, index) => index !== 7),
  );
});

test.each([
  ['a short list', form(10)],
  ['a wrong item', { name: 'a', items: [...form(60).items, { prefix: '2001:db8::1/64' }] }],
  ['a field that is not there', form(60, { mtv: 1 })],
  ['too many items', form(201)],
  ['something wrong beside the list', { ...form(60), name: 'a\nb' }],
  ['no form', [form(60)]],
])('%s is left to be read whole', (_what, typed) => {
  expect(readByItems(schema, typed)).toBeUndefined();
});

test('rules of the whole form keep it whole', () => {
  const ruled = schema.refine(({ items }) => items.length < 100);
  expect(readByItems(ruled, form(120))).toBeUndefined();
  const listed = z.strictObject({
    name: z.string(),
    items: z.array(item).refine((items) => items.length < 100),
  });
  expect(readByItems(listed, form(120))).toBeUndefined();
});
