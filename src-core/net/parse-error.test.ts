import { expect, test } from 'vitest';
import { ParseError, attempt } from './parse-error.ts';

test('the message is a sentence with the text, what it is not, why, and the place counted from one', () => {
  const error = new ParseError('an address', 'fe80::g', 6, 'a hexadecimal digit was expected');
  expect(error.message).toBe(
    '"fe80::g" is not an address: a hexadecimal digit was expected (at character 7)',
  );
  expect({ ...error }).toEqual({
    name: 'ParseError',
    input: 'fe80::g',
    at: 6,
    why: 'a hexadecimal digit was expected',
  });
});

test('a long or hostile text is shown in bounds, with nothing invisible in it', () => {
  const long = new ParseError('a zone', 'x'.repeat(1_000_000), 0, 'why');
  expect(long.message).toBe(`"${'x'.repeat(77)}..." is not a zone: why (at character 1)`);
  const hostile = new ParseError('a zone', 'a"\n\u202e\u200b\u009b\ud800', 0, 'why');
  expect(hostile.message).toBe(
    '"a\\"\\n\\u{202e}\\u{200b}\\u{9b}\\ud800" is not a zone: why (at character 1)',
  );
});

test('attempt gives undefined for a ParseError alone', () => {
  const failing = (error: Error) => () => {
    throw error;
  };
  expect(attempt(() => 7)).toBe(7);
  expect(attempt(failing(new ParseError('a zone', '', 0, 'why')))).toBeUndefined();
  expect(() => attempt(failing(new TypeError('other')))).toThrow('other');
});
