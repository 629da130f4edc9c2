import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBigInt } from '../net/address.ts';
import { prefixAt } from '../net/prefix.ts';
import { blank, nodeRoles, nodeStatuses, planNode } from './node.ts';
import { quickNode } from './quick-node.ts';

/** Mostly the first, now and then something that is wrong in a way that matters. */
const or = <T>(right: fc.Arbitrary<T>, ...wrong: readonly unknown[]) =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: fc.constantFrom<unknown>(...wrong) });

const six = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 128 }))
  .map(([value, length]) => prefixAt(value, length, 6));
const four = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), fc.integer({ min: 0, max: 32 }))
  .map(([value, length]) => prefixAt(value, length, 4));
const address = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) => fromBigInt(value, 6)),
  fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value) => fromBigInt(value, 4)),
);
const noText = [undefined, null, 7, [], {}, true];
const text = or(
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('', 'x'.repeat(255), '\ud800')),
  'x'.repeat(256),
  'two\nlines',
  'a\tb',
  '\u0085',
  '\u007f',
  ...noText,
);
const id = or(
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,9}$/),
  '',
  '.a',
  'a b',
  'a\n',
  'x'.repeat(65),
  ...noText,
);
const addresses = or(
  fc.array(address, { maxLength: 3 }),
  ['::01'],
  ['fe80::1%eth0'],
  [7],
  Array(17).fill('::'),
  '::',
  null,
);
const integer = (most: number) =>
  or(
    fc.integer({ min: 1, max: most }),
    null,
    0,
    -0,
    -1,
    1.5,
    most + 1,
    NaN,
    Infinity,
    '7',
    undefined,
    2 ** 53,
  );

const fields = {
  id,
  parent: fc.oneof(fc.constant(null), id),
  ipv6: or(
    six,
    null,
    '2001:db8::1/64',
    '2001:DB8::/32',
    '2001:0db8::/32',
    '::/129',
    '::/064',
    '10.0.0.0/8',
    '::',
    '',
    7,
    undefined,
  ),
  ipv4: or(four, null, '10.0.0.1/24', '10.0.0.0/33', '010.0.0.0/8', '10.0.0/24', '::/0', '', 7, undefined),
  name: text,
  role: or(fc.constantFrom(...nodeRoles), 'LAN', '', ...noText),
  status: or(fc.constantFrom(...nodeStatuses), 'free', '', ...noText),
  site: text,
  vlan: integer(4094),
  gateways: addresses,
  dns: addresses,
  tags: or(
    fc.array(fc.constantFrom('a', 'fibre', 'x'.repeat(255), 'é'), { maxLength: 3 }),
    [''],
    ['a b'],
    ['a,b'],
    ['\u0007'],
    Array(65).fill('a'),
    [null],
    'a',
    null,
  ),
  notes: or(fc.string(), 'two\n\tlines', 'x'.repeat(10_000), 'x'.repeat(10_001), '\r', '\u0085', ...noText),
  colour: or(fc.constantFrom('', '#00ff7f'), '#00FF7F', '#fff', '#00ff7f\n', ...noText),
  growth6: integer(128),
  growth4: integer(32),
  delegates: integer(128),
  dynamic: or(fc.boolean(), 'true', 0, null, undefined),
};

test('takes what the schema takes, and makes the same of it', () => {
  const node = fc.record(fields, { requiredKeys: ['id'] });
  fc.assert(
    fc.property(node, (value) => {
      expect(quickNode(value)).toEqual(planNode.safeParse({ ...blank, ...value }).data);
    }),
    { numRuns: 3000 },
  );
});

test('takes each field, right and wrong by itself, as the schema does, and none that it does not know', () => {
  const one = fc.constantFrom(
    ...Object.entries<fc.Arbitrary<unknown>>({ ...fields, surprise: fc.constant('') }),
  );
  fc.assert(
    fc.property(
      one.chain(([key, field]) => field.map((value) => ({ id: 'a', ipv6: '2001:db8::/32', [key]: value }))),
      (value) => {
        expect(quickNode(value)).toEqual(planNode.safeParse({ ...blank, ...value }).data);
      },
    ),
    { numRuns: 5000 },
  );
});
