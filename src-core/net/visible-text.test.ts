import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleText } from './visible-text.ts';

test('leaves what people write as it is', () => {
  const texts = [
    'printer',
    'Anna’s MacBook Pro',
    'Büro 2',
    '居間のテレビ',
    'مكتب',
    'שלום',
    'a\u0301',
    '🖨️',
    '<b>&"',
    '',
  ];
  expect(texts.map((text) => visibleText(text))).toEqual(texts);
});

test('makes everything visible that could hide, reorder or steer', () => {
  const rows: [what: string, text: string, visible: string][] = [
    ['a new line', 'a\nb', 'a\\u{a}b'],
    ['a terminal escape', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a C1 control', 'a\u009b31m', 'a\\u{9b}31m'],
    ['a null', 'a\0b', 'a\\u{0}b'],
    ['delete', 'a\u007f', 'a\\u{7f}'],
    ['a right-to-left override', 'gpj\u202eexe', 'gpj\\u{202e}exe'],
    ['bidi isolates', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
    ['the Arabic letter mark', '\u061c', '\\u{61c}'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['a zero-width joiner', 'a\u200db', 'a\\u{200d}b'],
    ['a byte order mark', '\ufeffa', '\\u{feff}a'],
    ['a soft hyphen', 'a\u00adb', 'a\\u{ad}b'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a paragraph separator', 'a\u2029b', 'a\\u{2029}b'],
    ['a tag character', 'a\u{e0061}', 'a\\u{e0061}'],
    ['private use', '\ue000', '\\u{e000}'],
    ['a Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
    ['a grapheme joiner', 'a\u034fb', 'a\\u{34f}b'],
    ['a noncharacter', 'a\uffff', 'a\\u{ffff}'],
    ['a high surrogate alone', 'a\ud800b', 'a\ufffdb'],
    ['a low surrogate alone', '\udc00', '\ufffd'],
  ];
  expect(rows.map(([what, text]) => [what, text, visibleText(text)])).toEqual(rows);
});

test('bounds the length, and does not cut a character in two', () => {
  expect(visibleText('x'.repeat(255))).toBe('x'.repeat(255));
  expect(visibleText('x'.repeat(256))).toBe(`${'x'.repeat(254)}…`);
  expect(visibleText('abcdef', 4)).toBe('abc…');
  expect(visibleText('ab🖨cd', 4)).toBe('ab…');
  expect(visibleText('\0'.repeat(10_000_000))).toHaveLength(254 * '\\u{0}'.length + 1);
});

test('nothing invisible is ever left, and a text made visible stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const visible = visibleText(text);
      expect(visible.isWellFormed()).toBe(true);
      expect(visible).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u);
      expect(visibleText(visible, Infinity)).toBe(visible);
    }),
    { numRuns: 500 },
  );
});
