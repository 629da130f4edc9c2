import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formChange, type FormChange } from '../api/preview-step.ts';
import { formValues, type FormValues } from '../api/writers.ts';
import { changesOf, mostChanges, withFormChanges } from './form-changes.ts';

const names = fc.constantFrom('a', 'b', 'c', '7', '__proto__', 'toString');
const scalar = fc.oneof(
  fc.boolean(),
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('', 'x'),
  fc.constant(null),
);
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(names, tie('node'), { maxKeys: 4 }),
  ),
}));
/** As forms come: read from JSON. */
const form = fc
  .dictionary(names, node, { maxKeys: 4 })
  .map((values): FormValues => formValues.parse(JSON.parse(JSON.stringify(values))));

test('the changes make the one form of the other, with its names in their order', () => {
  fc.assert(
    fc.property(form, form, (before, after) => {
      const text = JSON.stringify(before);
      const changes = changesOf(before, after) ?? [];
      const sent = changes.map((change) => formChange.parse(JSON.parse(JSON.stringify(change))));
      expect(JSON.stringify(withFormChanges(before, sent))).toBe(JSON.stringify(after));
      expect(JSON.stringify(before)).toBe(text);
    }),
  );
});

const [one, two, three] = [{ n: 1 }, { n: 2, deep: { x: 1 } }, { n: 3 }];

test.each<[string, FormValues, FormValues, FormChange[]]>([
  ['nothing', { a: one }, { a: one }, []],
  ['a value', { a: 1, b: one }, { a: 2, b: one }, [{ is: 'set', path: ['a'], value: 2 }]],
  [
    'a value deep inside',
    { list: [one, two, three] },
    { list: [one, { ...two, deep: { x: 2 } }, three] },
    [{ is: 'set', path: ['list', 1, 'deep', 'x'], value: 2 }],
  ],
  ['a value that is taken out', { a: 1, b: 2 }, { b: 2 }, [{ is: 'take', path: ['a'] }]],
  [
    'the same put back',
    { b: 2 },
    { a: 1, b: 2 },
    [
      { is: 'set', path: ['a'], value: 1 },
      { is: 'names', path: [], names: ['a', 'b'] },
    ],
  ],
  [
    'an item more',
    { list: [one, three] },
    { list: [one, two, three] },
    [{ is: 'list', path: ['list'], at: 1, remove: 0, insert: [two] }],
  ],
  [
    'an item less',
    { list: [one, two, three] },
    { list: [one, three] },
    [{ is: 'list', path: ['list'], at: 1, remove: 1, insert: [] }],
  ],
  ['a list in the place of a text', { a: '' }, { a: [1] }, [{ is: 'set', path: ['a'], value: [1] }]],
])('%s', (_what, before, after, wanted) => {
  expect(changesOf(before, after)).toEqual(wanted);
});

test('what does not change is the same object afterwards', () => {
  const before = { list: [one, two], other: three };
  const after = withFormChanges(before, [{ is: 'set', path: ['list', 0, 'n'], value: 9 }]);
  expect([after?.['list'], after?.['other']]).toEqual([[{ n: 9 }, two], three]);
  expect(after?.['other']).toBe(three);
});

test('a form that changed everywhere is better sent whole', () => {
  const many = (n: number): FormValues => ({ list: Array.from({ length: mostChanges + 1 }, () => ({ n })) });
  expect(changesOf(many(1), many(2))).toBeUndefined();
});

describe('changes of another form are refused', () => {
  test.each<[string, FormChange]>([
    ['a list that is none', { is: 'set', path: ['a', 0], value: 1 }],
    ['an item that is not there', { is: 'set', path: ['list', 2], value: 1 }],
    ['a group that is none', { is: 'set', path: ['list', 0, 'n', 'x'], value: 1 }],
    ['a group that is not there', { is: 'set', path: ['b', 'x'], value: 1 }],
    ['what every object has', { is: 'set', path: ['constructor', 'x'], value: 1 }],
    ['a name that is not there', { is: 'take', path: ['b'] }],
    ['an item taken as a name', { is: 'take', path: ['list', 0] }],
    ['more items than there are', { is: 'list', path: ['list'], at: 1, remove: 2, insert: [] }],
    ['items of a text', { is: 'list', path: ['a'], at: 0, remove: 0, insert: [1] }],
    ['the items of nothing', { is: 'list', path: ['b'], at: 0, remove: 0, insert: [1] }],
    ['names that are not there', { is: 'names', path: [], names: ['a', 'b'] }],
    ['a name twice', { is: 'names', path: [], names: ['a', 'list', 'a'] }],
    ['names of a list', { is: 'names', path: ['list'], names: ['0', '1'] }],
    ['a form that is none', { is: 'set', path: [], value: 1 }],
  ])('%s', (_what, change) => {
    expect(withFormChanges({ a: '', list: [one, two] }, [change])).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['too many levels', { is: 'set', path: Array.from({ length: 64 }, () => 'a'), value: { a: { a: 1 } } }],
    [
      'too many levels of items',
      { is: 'list', path: Array.from({ length: 64 }, () => 'a'), at: 0, remove: 0, insert: [[1]] },
    ],
    ['what JSON cannot hold', { is: 'set', path: ['a'], value: new Map() }],
    ['no value', { is: 'set', path: ['a'] }],
    ['a place before the first', { is: 'set', path: ['a', -1], value: 1 }],
    ['nothing to take', { is: 'take', path: [] }],
  ])('%s cannot be sent', (_what, change) => {
    expect(formChange.safeParse(change).success).toBe(false);
  });
});
