import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix4, prefix6 } from '../../test/support/addresses.ts';
import { isCanonicalPrefix, tryParsePrefix } from './prefix.ts';

/** A prefix, as it is or with one character put in, taken out, or another in its place. */
const nearly = fc
  .tuple(
    fc.oneof(prefix4, prefix6),
    fc.nat(),
    fc.constantFrom('', '0', '1', '8', 'A', 'f', ':', '::', '.', '/', '%', ' ', '\n'),
    fc.integer({ min: 0, max: 1 }),
  )
  .map(([prefix, place, put, gone]) => {
    const at = place % (prefix.length + 1);
    return prefix.slice(0, at) + put + prefix.slice(at + gone);
  });

test('a prefix is canonical exactly where reading gives back the same text', () => {
  const rows = [
    '',
    '/',
    '::',
    '::/',
    '::/0',
    '::/00',
    '::/128',
    '::/129',
    '1::/15',
    '1::/16',
    '::1/127',
    '2001:DB8::/32',
  ];
  const mixed = [
    '::ffff:0:0/96',
    '::ffff:0.0.0.0/96',
    '::1.2.3.4/128',
    '10.0.0.0/8',
    '10.0.0.0/7',
    '10.0.0.1/32',
  ];
  const odd = [
    '10.0.0.0/33',
    '010.0.0.0/8',
    '0.0.0.0/0',
    '10.0.0.0/8:',
    '10.0.0.0/8/8',
    'fe80::%1/64',
    '1:0:0:2::/64',
  ];
  for (const text of [...rows, ...mixed, ...odd])
    expect([text, isCanonicalPrefix(text)]).toEqual([text, tryParsePrefix(text) === text]);
  fc.assert(
    fc.property(nearly, (text) => {
      expect(isCanonicalPrefix(text)).toBe(tryParsePrefix(text) === text);
    }),
    { numRuns: 5000 },
  );
});
