import { describe, expect, test } from 'vitest';
import { asVariant, emptyValue, valueAt, withValue } from './edit-values.ts';
import type { Json } from './form-node.ts';
import { formRows, rowOf } from './form-rows.ts';
import { first, model, second, values } from './form.test-support.ts';
import { rearranged, revealed, settled } from './open-state.ts';
import { placeOf } from './place-words.ts';
import { plannedAt } from './planned-value.ts';
import { ProblemIndex } from './problem-index.ts';
import { readSchema } from './read-schema.ts';
import { readTyped } from './field-text.ts';
import { summaryOf } from './summary.ts';

/** A node of the model in few words. */
function kindOf(path: string): unknown {
  const node = model.fields.get(path);
  if (node === undefined) return undefined;
  const { is, title, optional, fallback, unit, sample } = node;
  return { is, title, optional, fallback, unit, sample };
}

describe('the model that is read from a schema', () => {
  test.each([
    ['name', { is: 'text', title: 'Name', optional: false, sample: 'ns1' }],
    ['mtu', { is: 'number', title: 'MTU', optional: true, fallback: 1500, unit: 'bytes' }],
    ['version', { is: 'choice', title: 'Version', optional: true }],
    ['log', { is: 'flag', title: 'Log', optional: true }],
    ['limits', { is: 'group', title: 'Limits', optional: true }],
    ['links', { is: 'list', title: 'Links', optional: false }],
    ['mode', { is: 'union', title: 'Mode', optional: false }],
    ['extra', { is: 'other', title: 'Extra', optional: true }],
  ])('%s', (path, wanted) => {
    expect(kindOf(path)).toEqual({ fallback: undefined, unit: undefined, sample: undefined, ...wanted });
  });

  test('a choice has the labels that it was given, and the words themselves for the others', () => {
    const version = model.fields.get('version');
    expect(version?.is === 'choice' && version.options).toEqual([
      { value: 'new', label: 'Current' },
      { value: 'old', label: 'old' },
    ]);
  });

  test('a part that another schema is referred to for is read as that', () => {
    const { fields } = readSchema({
      type: 'object',
      properties: { one: { $ref: '#/$defs/port' } },
      $defs: { port: { type: 'integer', title: 'Port' } },
    });
    expect(fields.get('one')).toEqual({ is: 'number', title: 'Port', optional: true });
  });

  test('a schema that refers to itself ends', () => {
    const { fields } = readSchema({
      type: 'object',
      properties: { next: { $ref: '#/$defs/next' } },
      $defs: { next: { type: 'object', properties: { next: { $ref: '#/$defs/next' } } } },
    });
    expect(fields.get('next')?.is).toBe('group');
  });
});

describe('editing values', () => {
  test.each<[string, Json | undefined, Json]>([
    ['name', 'b', { ...values, name: 'b' }],
    ['name', undefined, { links: values.links, mode: values.mode }],
    ['limits.maxClients', 7, { ...values, limits: { maxClients: 7 } }],
    ['links.1.prefix', '::/64', { ...values, links: [first, { prefix: '::/64' }] }],
    ['links.0', undefined, { ...values, links: [second] }],
  ])('%s becomes %j', (path, value, wanted) => {
    expect(withValue<Json>(values, path, value)).toEqual(wanted);
  });

  test('what is not on the path stays the very same', () => {
    const next = withValue<Json>(values, 'links.1.prefix', '::/64');
    expect(valueAt(next, 'links.0')).toBe(first);
    expect(valueAt(next, 'mode')).toBe(values.mode);
  });

  test.each(['__proto__.name', 'constructor', 'links.7', 'name.length', 'toString.name'])(
    'there is nothing at %s',
    (path) => expect(valueAt(values, path)).toBeUndefined(),
  );

  test('a new form holds only what cannot be left out', () => {
    expect(emptyValue(model)).toEqual({ links: [{}], mode: { kind: 'static' } });
  });

  test('another variant keeps what both have', () => {
    const mode = model.fields.get('mode');
    const [fixed, dhcp] = mode?.is === 'union' ? mode.variants : [];
    if (fixed === undefined || dhcp === undefined) throw new Error('the union has two variants');
    expect(asVariant(fixed.group, dhcp.group, { kind: 'static', address: '::1', metric: 5 })).toEqual({
      kind: 'dhcp',
      metric: 5,
    });
  });
});

test.each<[string, Parameters<typeof readTyped>[0]['is'], Json | undefined]>([
  ['', 'text', undefined],
  [' a ', 'text', ' a '],
  ['12', 'number', 12],
  ['-3', 'number', -3],
  ['012', 'number', '012'],
  ['1e3', 'number', '1e3'],
  ['99999999999999999', 'number', '99999999999999999'],
  ['{"a":1}', 'other', { a: 1 }],
  ['{"a"', 'other', '{"a"'],
])('%j typed as %s is %j', (text, is, wanted) => {
  expect(readTyped({ is, title: '', optional: true, options: [] }, text)).toEqual(wanted);
});

const rowNames = (open: ReadonlyMap<string, boolean>) =>
  formRows(model, values, open).map((row) => `${row.depth} ${row.is} ${row.path}`);

describe('the rows of a form', () => {
  test('as they are at first', () => {
    expect(rowNames(new Map())).toEqual([
      '0 fields ',
      '0 head limits',
      '0 head links',
      '1 item links.0',
      '2 fields links.0',
      '2 head links.0.servers',
      '3 item links.0.servers.0',
      '3 item links.0.servers.1',
      '3 add links.0.servers',
      '1 item links.1',
      '2 fields links.1',
      '2 head links.1.servers',
      '1 add links',
      '0 head mode',
      '1 variant mode',
      '1 fields mode',
      '0 fields ',
    ]);
  });

  test('with parts closed', () => {
    const open = new Map([
      ['links.0', false],
      ['links.1', false],
      ['mode', false],
    ]);
    expect(rowNames(open)).toEqual([
      '0 fields ',
      '0 head limits',
      '0 head links',
      '1 item links.0',
      '1 item links.1',
      '1 add links',
      '0 head mode',
      '0 fields ',
    ]);
  });

  test.each([
    ['links.0.prefix', 4],
    ['links.0.servers.1', 7],
    ['mode.kind', 14],
    ['mode.metric', 15],
    // A field that is not drawn: the nearest part above it.
    ['links.0.node', 3],
    ['nothing', -1],
  ])('%s is found in its row', (path, row) => {
    expect(rowOf(formRows(model, values, new Map()), path)).toBe(row);
  });
});

describe('what is open', () => {
  test('everything above a field is opened to show it', () => {
    const open = revealed(new Map([['links.0', false]]), 'links.0.servers.1');
    expect([...open]).toEqual([
      ['links.0', true],
      ['links', true],
      ['links.0.servers', true],
    ]);
  });

  test('items keep it where they move, and take it along where they go', () => {
    const open = new Map([
      ['links.0', true],
      ['links.1.servers', false],
      ['links.2', false],
      ['linksOther.0', true],
    ]);
    const removed = rearranged(open, 'links', (index) => (index === 0 ? null : index - 1));
    expect([...removed]).toEqual([
      ['links.0.servers', false],
      ['links.1', false],
      ['linksOther.0', true],
    ]);
  });

  test('a few items stay as they are when more come', () => {
    expect([...settled(new Map([['links.1', false]]), 'links', 2)]).toEqual([
      ['links.1', false],
      ['links.0', true],
    ]);
  });
});

test.each([
  ['links.1.prefix', 'Link 2, Prefix'],
  ['links', 'Links'],
  ['mode.address', 'Mode, Address'],
  ['limits.maxClients', 'Limits, Max clients'],
  ['unknown', 'unknown'],
])('%s is called %s', (path, words) => {
  expect(placeOf(model, path)).toBe(words);
});

test.each<[string, Json | undefined, string]>([
  ['links', [{}, {}], 'links: 2 items'],
  ['mode', { kind: 'static', address: '::1' }, 'Static · ::1'],
  ['name', 'a\u202eb', 'a\\u{202e}b'],
  ['limits', { maxClients: 5 }, '5'],
  ['limits', undefined, ''],
])('%s in one line', (path, value, wanted) => {
  const node = model.fields.get(path);
  expect(node === undefined ? undefined : summaryOf(node, value)).toBe(wanted);
});

describe('what the plan gives', () => {
  const base = {
    name: 'a',
    links: [
      { node: 'n2', prefix: '2001:db8:22::/64' },
      { node: 'n1', prefix: '2001:db8:11::/64' },
    ],
    mode: { kind: 'dhcp' },
  };
  test.each<[string, ReturnType<typeof plannedAt>]>([
    ['name', { value: 'a' }],
    ['mtu', null],
    ['mode.kind', { value: 'dhcp' }],
    ['mode.metric', null],
    // By its node, wherever it stands.
    ['links.0.prefix', { value: '2001:db8:11::/64' }],
    // The person's own.
    ['links.1.prefix', null],
  ])('for %s', (path, wanted) => {
    expect(plannedAt(values, base, path)).toEqual(wanted);
  });
});

test('problems are found by their field, and counted for what is above it', () => {
  const index = new ProblemIndex([
    { severity: 'error', path: 'links.0.prefix', message: 'one' },
    { severity: 'warning', path: 'links.0', message: 'two' },
    { severity: 'error', path: '', message: 'three' },
  ]);
  expect({
    errors: index.errors,
    warnings: index.warnings,
    whole: index.at('').map(({ message }) => message),
    field: index.at('links.0.prefix').map(({ message }) => message),
    item: index.below('links.0'),
    list: index.below('links'),
    other: index.below('mode'),
  }).toEqual({
    errors: 2,
    warnings: 1,
    whole: ['three'],
    field: ['one'],
    item: { errors: 1, warnings: 1 },
    list: { errors: 1, warnings: 1 },
    other: { errors: 0, warnings: 0 },
  });
});
