import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages, type ShownFile } from '../../../src-core/api/writers.ts';
import { fileOf, fileText, linesOf, notesOf, shortName, shownLine, worstOf } from './file-lines.ts';
import { tokensOf, type Language } from './tokens.ts';

/** The parts that have a colour: `kind text`. */
const coloured = (language: Language, line: string) =>
  tokensOf(language, line)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind} ${text}`);

describe('the colours of a line', () => {
  test.each<[Language, string, string[]]>([
    ['json', '  "id": 12, "on": true', ['name "id"', 'number 12', 'name "on"', 'word true']],
    ['json', '"2001:db8::1"', ['text "2001:db8::1"']],
    ['json', '"a\\"b": "c', ['name "a\\"b"', 'text "c']],
    [
      'yaml',
      '  - addresses: [2001:db8::1/64] # own',
      ['name   - addresses', 'number 2001:db8::1/64', 'comment # own'],
    ],
    ['ini', '[Network]', ['word [Network]']],
    ['ini', 'DNS=2001:db8::53', ['name DNS', 'number 2001:db8::53']],
    ['ini', '; gone', ['comment ; gone']],
    ['braces', '    AdvSendAdvert on; # yes', ['name     AdvSendAdvert', 'word on', 'comment # yes']],
    ['braces', 'prefix 2001:db8::/64 {', ['name prefix', 'number 2001:db8::/64']],
    ['shell', 'if ip -6 route; then', ['word if', 'word then']],
    ['shell', 'echo "$A" ${B} # c', ['name echo', 'text "$A"', 'variable ${B}', 'comment # c']],
    [
      'apache',
      '<VirtualHost [2001:db8::1]:80>',
      ['word <VirtualHost', 'number 2001:db8::1', 'number 80', 'word >'],
    ],
    ['ios', '! end', ['comment ! end']],
    ['ios', 'no ipv6 redirects', ['word no']],
    ['plain', '# a', ['comment # a']],
  ])('%s: %s', (language, line, wanted) => {
    expect(coloured(language, line)).toEqual(wanted);
  });

  test('never change a line, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...languages),
        fc.string({ unit: 'binary', maxLength: 3000 }),
        (language, line) => {
          expect(
            tokensOf(language, line)
              .map(({ text }) => text)
              .join(''),
          ).toBe(line);
        },
      ),
    );
  });
});

test.each([
  ['a\tb', 'a       b'],
  ['\tb', '        b'],
  ['12345678\tb', '12345678        b'],
  ['a\u202eb', 'a\\u{202e}b'],
])('%j is shown as %j', (line, wanted) => {
  expect(shownLine(line)).toBe(wanted);
});

const file: ShownFile = {
  path: 'etc/a.conf',
  language: 'braces',
  about: '',
  executable: false,
  lines: ['link a {', 'prefix ::/64;', '}', 'mtu 1500;'],
  from: ['links.0.name', 'links.0.prefix', 'links.0.name', 'mtu'],
};
const other: ShownFile = { ...file, path: 'etc/b.conf', lines: ['x'], from: ['only'] };

describe('the lines of a field', () => {
  test.each<[string, number[]]>([
    ['links.0.name', [0, 2]],
    ['mtu', [3]],
    // Of a part without lines of its own, those of what is inside of it.
    ['links.0', [0, 1, 2]],
    ['links', [0, 1, 2]],
    ['link', []],
    ['', []],
  ])('%s', (path, wanted) => {
    expect(linesOf(file, path)).toEqual(wanted);
  });

  test('the file that is shown stays where it has some, or the first that has takes its place', () => {
    const preview = { files: [file, other], problems: [], usable: true, apply: [], undo: [] };
    expect(
      [
        ['etc/b.conf', 'only'],
        ['etc/a.conf', 'only'],
        ['etc/b.conf', 'mtu'],
        ['etc/b.conf', 'none'],
      ].map(([shown = '', path = '']) => fileOf(preview, shown, path)?.path),
    ).toEqual(['etc/b.conf', 'etc/b.conf', 'etc/a.conf', undefined]);
  });
});

test.each<[string, string[], string]>([
  ['etc/a.conf', ['etc/a.conf', 'etc/b.conf'], 'a.conf'],
  ['db1/etc/mysql/a.cnf', ['db1/etc/mysql/a.cnf', 'db2/etc/mysql/a.cnf'], 'db1/…/a.cnf'],
  ['etc/x/a', ['etc/x/a', 'etc/y/a'], 'x/a'],
  ['a', ['a', 'etc/a'], 'a'],
  ['etc/a', ['a', 'etc/a'], 'etc/a'],
])('the short name of %s among %j', (path, all, wanted) => {
  expect(
    shortName(
      path,
      all.map((each) => ({ path: each })),
    ),
  ).toBe(wanted);
});

test('what is said of an item that has no line here stands beside no line of another item', () => {
  const list: ShownFile = { ...file, from: ['servers', 'links.0.name', 'links.0.hosts.0', 'links.1'] };
  const said = (...paths: string[]) => [
    ...notesOf(
      list,
      paths.map((path) => ({ severity: 'error', path, message: path })),
      [],
    ).entries(),
  ];
  expect(said('links.2.name', 'links.0.hosts.1', 'servers.3', 'links', 'links.1.mtu')).toEqual([
    [1, [expect.objectContaining({ text: 'links.0.hosts.1' }), expect.objectContaining({ text: 'links' })]],
    [0, [expect.objectContaining({ text: 'servers.3' })]],
    [3, [expect.objectContaining({ text: 'links.1.mtu' })]],
  ]);
});

test('what is said of lines stands beside them, with its source', () => {
  const notes = notesOf(
    file,
    [
      { severity: 'warning', path: 'mtu', message: 'large', source: 'RFC 8200' },
      { severity: 'error', path: 'links.0.servers.3', message: 'no address' },
      { severity: 'error', path: '', message: 'of all' },
    ],
    [
      {
        checker: 'ad -t',
        command: 'ad -t',
        status: 'failed',
        words: [
          { file: 'etc/a.conf', line: 99, severity: 'error', text: 'at the end' },
          { file: 'etc/b.conf', line: 1, severity: 'error', text: 'elsewhere' },
          { file: null, line: null, severity: 'note', text: 'hello' },
        ],
      },
    ],
  );
  expect([Object.fromEntries(notes), worstOf(notes), worstOf(new Map())]).toEqual([
    {
      0: [{ severity: 'error', text: 'no address' }],
      3: [
        { severity: 'warning', text: 'large (RFC 8200)' },
        { severity: 'error', text: 'ad -t: at the end' },
      ],
    },
    'error',
    null,
  ]);
});

test('the text of a file ends every line', () => {
  expect(fileText(other)).toBe('x\n');
});
