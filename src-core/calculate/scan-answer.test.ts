import { expect, test } from 'vitest';
import { refusal } from '../../test/support/refusal.ts';
import { scanAnswer } from './scan-answer.ts';

/** The times to ask every address. */
const times = (pool: string, ...rates: string[]) =>
  scanAnswer(pool, rates).groups[1]?.facts.map(({ value }) => value);

test.each<[string, string[], string[]]>([
  // The two figures that everybody quotes: a /64 with ZMap, and a DHCP pool of a /119 asked once a second.
  ['2001:db8::/64', [], ['584,942,417,355 years', '367,719 years']],
  ['2001:db8::/119', [], ['8 minutes, 32 seconds', 'less than a second']],
  ['192.0.2.1-192.0.2.60', ['1/min'], ['1 minute', 'less than a second', '1 hour']],
  ['2^32', [], ['136 years', '45 minutes']],
  ['3,600', ['2'], ['1 hour', 'less than a second', '30 minutes']],
])('%s takes', (pool, rates, expected) => {
  expect(times(pool, ...rates)).toEqual(expected);
});

test('refuses with the place and the reason', () => {
  expect([
    refusal(() => scanAnswer('0')),
    refusal(() => scanAnswer('2001:db8::1/64')),
    refusal(() => scanAnswer('10.0.0.0/8', ['fast'])),
  ]).toEqual([
    '0: a number from 1 to 2^128 was expected',
    '0: it has host bits set; the prefix that holds it is 2001:db8::/64',
    '0: a number was expected, as in 1000, 1.5k/s or 10/min',
  ]);
});
