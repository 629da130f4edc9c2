import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { textOf } from './lines.ts';
import { from, jsonLines, Ready, yamlLines, type Tree } from './tree.ts';

/** What JSON and YAML can hold alike, with the texts that a reader of YAML could take for something else. */
const scalar = fc.oneof(
  fc.constantFrom(
    'yes',
    'No',
    'on',
    '~',
    'null',
    '0x10',
    '1e3',
    '1:20',
    '- a',
    '# a',
    'a: b',
    '"',
    "'",
    '',
    ' ',
    '{',
    '[',
    '*a',
    '&a',
    '!!int 1',
    '<<',
    '=',
    '.inf',
    '2026-11-21',
    '\u2028',
    '\u0085',
    'a\nb',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__'),
      tie('tree'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));

function isTree(value: unknown): value is Tree {
  return value !== undefined;
}

it('writes JSON and YAML that read as the same value, whatever the texts are', () => {
  fc.assert(
    fc.property(tree.filter(isTree), (value) => {
      expect(JSON.parse(textOf(jsonLines(value)))).toEqual(value);
      expect(parse(textOf(yamlLines(value)), { version: '1.2' })).toEqual(value);
      expect(parse(textOf(yamlLines(value)), { version: '1.1', merge: false })).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

it('puts one value on a line, and each line knows its fields', () => {
  const value = {
    renderer: 'networkd',
    addresses: from('addresses', [from('addresses.0', '2001:db8::1/64'), from('addresses.1', 'fd00::1/64')]),
    left: undefined,
    routes: [from('routes.0', { to: from('routes.0.to', 'default'), via: from('routes.0.via', 'fe80::1') })],
  };
  expect(yamlLines(value)).toEqual([
    { text: 'renderer: networkd', from: [] },
    { text: 'addresses:', from: ['addresses'] },
    { text: '  - "2001:db8::1/64"', from: ['addresses.0'] },
    { text: '  - "fd00::1/64"', from: ['addresses.1'] },
    { text: 'routes:', from: [] },
    { text: '  - to: default', from: ['routes.0', 'routes.0.to'] },
    { text: '    via: "fe80::1"', from: ['routes.0.via'] },
  ]);
  expect(jsonLines(value).map(({ text }) => text)).toEqual([
    '{',
    '  "renderer": "networkd",',
    '  "addresses": [',
    '    "2001:db8::1/64",',
    '    "fd00::1/64"',
    '  ],',
    '  "routes": [',
    '    {',
    '      "to": "default",',
    '      "via": "fe80::1"',
    '    }',
    '  ]',
    '}',
  ]);
});

it('puts lines that are ready where they belong, wherever they were before', () => {
  const item: Tree = { id: from('id', 1), names: [from('names.0', 'a'), from('names.1', 'b')] };
  const ready = new Ready(jsonLines(item));
  for (const place of [
    (part: Tree): Tree => ({ all: [part, part] }),
    (part: Tree): Tree => [part],
    (part: Tree): Tree => ({ all: { one: part, other: 2 } }),
  ]) {
    const lines = jsonLines(place(ready));
    expect(lines.map(({ text, from: fields }) => ({ text, from: fields }))).toEqual(jsonLines(place(item)));
    expect(lines.map(({ from: fields, joined }) => joined ?? fields.join(' '))).toEqual(
      lines.map(({ from: fields }) => fields.join(' ')),
    );
  }
});
