import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formText, readForm } from './form-text.ts';

test.each([
  ['brackets', '['.repeat(100_000)],
  ['groups', '{"a":'.repeat(100_000)],
  ['lines', 'a: ['.repeat(100_000)],
  ['groups that are closed', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('%s within each other without end are refused, and nothing falls over', (_, text) => {
  expect(() => readForm(text, 'x')).toThrow(/^x/);
});

test('any values are read as they were written', () => {
  const { tie } = fc.letrec((later) => ({
    tie: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'yes',
        'no',
        '0x10',
        '1e3',
        '~',
        '',
        ' x',
        'x ',
        '- a',
        '# x',
        'a: b',
        '<<',
        '2001:db8::1',
        '1_000',
        '\u2028',
      ),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(later('tie')),
      fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), later('tie')),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), tie), (values) => {
      const plain: unknown = JSON.parse(JSON.stringify(values));
      expect(readForm(formText(JSON.parse(JSON.stringify(values))), 'x')).toEqual(plain);
    }),
    { numRuns: 500 },
  );
});
