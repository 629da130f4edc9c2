import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainJson, readCommentedJson } from './commented-json.ts';

const read = (text: string) => readCommentedJson({ name: 'x.conf', text });

it('reads comments of every kind, and commas before a closing bracket', () => {
  const { root, comments } = read(
    '{ // one\n "a": [1, "#no", /* two\n lines */ null,],\n# three\n "b": -1.5e3, "c": [.5, -.25] }',
  );
  expect(plainJson(root)).toEqual({ a: [1, '#no', null], b: -1500, c: [0.5, -0.25] });
  expect(comments.map(({ line, text }) => [line, text])).toEqual([
    [1, '// one'],
    [2, '/* two\n lines */'],
    [4, '# three'],
  ]);
  expect(root.kind === 'map' && root.entries.map(({ line }) => line)).toEqual([2, 5, 5]);
});

it('hands back where another file stands: as a value, among the others, and at the end', () => {
  const { root, comments } = read(
    '{ <?include "a.json"?>, "a": <?include "b.json"?>,\n"b": [1, <?include "c.json"?> 2],\n"c": 3 <?include "d.json"?> }',
  );
  expect(plainJson(root)).toEqual({ a: null, b: [1, 2], c: 3 });
  expect(comments.map(({ line, kind, text }) => [line, kind, text])).toEqual([
    [1, 'unknown', '<?include "a.json"?>'],
    [1, 'unknown', '<?include "b.json"?>'],
    [2, 'unknown', '<?include "c.json"?>'],
    [3, 'unknown', '<?include "d.json"?>'],
  ]);
});

it.each([
  ['{ "a": }', 'x.conf, line 1: a value cannot be "}"'],
  ['{\n"a" 1}', 'x.conf, line 2: expected ":" after "a"'],
  ['{ a: 1 }', 'x.conf, line 1: expected a name in quotes, not "a"'],
  ['[1 2]', 'x.conf, line 1: expected "," or "]"'],
  ['[.]', 'x.conf, line 1: this is no JSON: .]'],
  ['[01]', 'x.conf, line 1: a value cannot be "01"'],
  ['"\\x"', 'x.conf, line 1: this is no string: "\\x"'],
  ['{} 1', 'x.conf, line 1: there is more after the end of the JSON'],
  ['\n\n[', 'x.conf, line 3: the text ends too soon'],
  ['[1, @]', 'x.conf, line 1: this is no JSON: @]'],
  ['['.repeat(60), 'x.conf, line 1: brackets are nested more than 50 deep'],
])('refuses %s', (text, message) => {
  expect(() => read(text)).toThrow(message);
});

it('reads all JSON as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ depthSize: 'small' }), fc.constantFrom(0, 2), (text, space) => {
      const expected: unknown = JSON.parse(text);
      expect(plainJson(read(JSON.stringify(expected, null, space)).root)).toEqual(expected);
    }),
  );
});
