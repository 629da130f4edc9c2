import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
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

const library = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
});
const node: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown());

/** The same by the library. */
function readByLibrary(xml: string): Tags {
  const walk = (nodes: unknown, path: readonly string[]): Tags =>
    z
      .array(node)
      .parse(nodes)
      .flatMap((each): Tags => {
        const { ':@': attributes, ...rest } = each;
        return Object.entries(rest).flatMap(([name, children]): Tags => {
          if (name === '#text' || name.startsWith('?')) return [];
          const own = z.record(z.string(), z.string()).parse(attributes ?? {});
          const place = [...path, name];
          return [[place.join('/'), own], ...walk(children, place)];
        });
      });
  return walk(library.parse(xml), []);
}

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const escaped = fc
  .stringMatching(/^[a-z0-9 .:'>=/]{0,12}$/)
  .map((text) => ` ${text.trim()}`.slice(1).replaceAll('>', '&gt;').replaceAll('a', '&amp;'));
const within = fc.constantFrom('', 'words', '\n  ', '<!-- <host> -->', '<![CDATA[<a b="c">]]>', '<?go on?>');
const own = fc.dictionary(name, escaped, { maxKeys: 4, noNullPrototype: true }).map((attributes) =>
  Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${value}"`)
    .join(''),
);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(name, own).map(([tag, attributes]) => `<${tag}${attributes}/>`),
    fc
      .tuple(name, own, within, fc.array(tie('element'), { maxLength: 3 }))
      .map(
        ([tag, attributes, text, children]) => `<${tag}${attributes}>${text}${children.join(text)}</${tag}>`,
      ),
  ),
}));

it('reads what a library reads', () => {
  fc.assert(
    fc.property(element, (xml) => {
      expect(read(xml)).toEqual(readByLibrary(xml));
    }),
  );
});

it('reads a file of nmap as a library does', () => {
  const file = readFileSync(new URL('../../test/support/fixtures/nmap.xml', import.meta.url), 'utf8');
  const xml = file.slice(file.indexOf('<nmaprun'));
  const tags = read(xml);
  expect(tags.length).toBeGreaterThan(10);
  expect(tags).toEqual(readByLibrary(xml));
});

it.each([
  ['attributes in either quotes, over lines', `<a b="1"\n\tc = 'x"y'\n/>`, [['a', { b: '1', c: 'x"y' }]]],
  ['a name of JavaScript', '<a __proto__="1"/>', [['a', { ['__proto__']: '1' }]]],
  ['characters by number and by name', '<a b="&#x41;&#66;&lt;&amp;lt;&apos;"/>', [['a', { b: "AB<&lt;'" }]]],
  ['entities that are none of XML', '<a b="&lol;&#1114112;"/>', [['a', { b: '&lol;&#1114112;' }]]],
  ['what stands after it', '<a/> words', [['a', {}]]],
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
  ['an attribute twice', '<a b="1" b="2"/>'],
  ['a tag in an attribute', '<a b="<c>"/>'],
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
