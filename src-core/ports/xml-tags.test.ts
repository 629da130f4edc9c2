import { expect, it } from 'vitest';
import { readTags } from './xml-tags.ts';

/** Each element as the path to it, with its attributes. */
type Tags = [path: string, attributes: Record<string, string>][];

function read(xml: string): Tags {
  const tags: Tags = [];
  readTags(xml, {
    open: (name, path, attributes) => tags.push([[...path, name].join('/'), { ...attributes }]),
  });
  return tags;
}

it.each([
  ['attributes in either quotes, over lines', `<a b="1"\n\tc = 'x"y'\n/>`, [['a', { b: '1', c: 'x"y' }]]],
  ['a name of JavaScript', '<a constructor="1"/>', [['a', { constructor: '1' }]]],
  [
    'elements by where they stand',
    '<a>x<b c="1"/><d><b c="2"/></d></a>',
    [
      ['a', {}],
      ['a/b', { c: '1' }],
      ['a/d', {}],
      ['a/d/b', { c: '2' }],
    ],
  ],
  ['no element in what is none', '<a><!-- <b/> --><![CDATA[<c/>]]><?d <e/>?></a>', [['a', {}]]],
  ['characters by number and by name', '<a b="&#x41;&#66;&lt;&amp;lt;&apos;"/>', [['a', { b: "AB<&lt;'" }]]],
  [
    'entities that are none of XML',
    '<a b="&lol;&#1114112;&#x1b;1"/>',
    [['a', { b: '&lol;&#1114112;&#x1b;1' }]],
  ],
] as const)('reads %s', (_what, xml, expected) => {
  expect(read(xml)).toEqual(expected);
});

it.each([
  ['an end without begin', '</a>'],
  ['another end', '<a></b>'],
  ['no end', '<a><b></b>'],
  ['a tag without end', '<a b="1"'],
  ['an attribute without end', '<a b="1>'],
  ['an attribute without quotes', '<a b=1>'],
  ['words after it', '<a/> words'],
  ['no name', '<a>< b="1"/></a>'],
  ['a comment without end', '<a><!-- </a>'],
  ['a declaration', '<a><!ENTITY b "c"></a>'],
  ['elements in elements in elements', '<a>'.repeat(100_000)],
  ['many names that do not end', '<a '.repeat(300_000)],
  ['one name that does not end', `<${'a'.repeat(3_000_000)}`],
  ['blanks that do not end', `<a${' '.repeat(3_000_000)}`],
  ['a value that does not end', `<a b="${'1'.repeat(3_000_000)}`],
])('refuses %s', (_what, xml) => {
  expect(() => read(xml)).toThrow('no XML that can be read');
});
