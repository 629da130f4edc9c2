import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ToolError } from '../api/tool-error.ts';
import { ParseError } from '../net/parse-error.ts';
import { formatName, parseName } from './name.ts';
import { typeName, typeNumber } from './record-types.ts';

test.each([
  ['.', '.'],
  ['example', 'example.'],
  ['Nas.Example.', 'Nas.Example.'],
  ['Office\\ v1\\.2._ipp._tcp.local', null],
  ['Office\\032v1\\.2._ipp._tcp.local', 'Office\\032v1\\.2._ipp._tcp.local.'],
  ['a\\;b', 'a\\;b.'],
  ['\\255', '\\255.'],
  ['', null],
  ['..', null],
  ['a..b', null],
  ['.a', null],
  ['a b', null],
  ['a\\', null],
  ['a\\256', null],
  ['a\\2x', null],
  ['bücher.example', null],
  ['a'.repeat(63), `${'a'.repeat(63)}.`],
  ['a'.repeat(64), null],
  [Array(127).fill('a').join('.'), `${Array(127).fill('a').join('.')}.`],
  [Array(128).fill('a').join('.'), null],
])('reads the name %j', (text, wanted) => {
  const read = () => formatName(parseName(text));
  if (wanted === null) expect(read).toThrow(ParseError);
  else expect(read()).toBe(wanted);
});

test('reads what it writes', () => {
  const label = fc.uint8Array({ minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 8 }), (labels) => {
      expect(parseName(formatName(labels))).toEqual(labels);
    }),
  );
});

test.each([
  ['aaaa', 'AAAA'],
  ['TYPE28', 'AAAA'],
  ['TYPE65280', 'TYPE65280'],
  ['ANY', 'RFC 8482'],
  ['*', 'RFC 8482'],
  ['AXFR', 'zone'],
  ['TYPE255', 'no record type'],
  ['TYPE41', 'no record type'],
  ['OPT', 'RFC 6891'],
  ['TYPE65535', 'no record type'],
  ['BOGUS', 'no record type'],
  ['__proto__', 'no record type'],
])('knows the type %s', (text, wanted) => {
  const told = () => {
    try {
      return typeName(typeNumber(text));
    } catch (error) {
      if (error instanceof ToolError) return error.message;
      throw error;
    }
  };
  expect(told()).toContain(wanted);
});
