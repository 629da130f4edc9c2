import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix6 } from '../../test/support/addresses.ts';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { fromBigInt } from './address.ts';
import {
  containsAddress,
  lengthOf,
  networkOf,
  parsePrefix,
  prefixAt,
  prefixOf,
  sizeOf,
  type Prefix,
} from './prefix.ts';
import { aggregate, exclude, freeCount, freeSpace, intersect, nextFree, overlaps } from './prefix-sets.ts';

const list = (text: string): Prefix[] =>
  text
    .split(' ')
    .filter((each) => each !== '')
    .map(parsePrefix);

test('aggregates to the fewest prefixes, sorted, IPv4 first', () => {
  const rows: [what: string, prefixes: string, aggregate: string][] = [
    ['nothing', '', ''],
    ['two halves', '192.0.2.0/25 192.0.2.128/25', '192.0.2.0/24'],
    ['two that meet, but are no halves', '192.0.2.128/25 192.0.3.0/25', '192.0.2.128/25 192.0.3.0/25'],
    ['one within another', '10.0.0.0/8 10.1.0.0/16 10.255.255.255/32', '10.0.0.0/8'],
    ['the same twice', '2001:db8::/32 2001:db8::/32', '2001:db8::/32'],
    [
      'four quarters in disorder',
      '2001:db8:3::/48 2001:db8:0::/48 2001:db8:2::/48 2001:db8:1::/48',
      '2001:db8::/46',
    ],
    ['both families', '::/1 8000::/1 128.0.0.0/1 0.0.0.0/1', '0.0.0.0/0 ::/0'],
    ['the ends of both families do not meet', '255.255.255.255/32 ::/128', '255.255.255.255/32 ::/128'],
    [
      'three and a half',
      '10.0.0.0/24 10.0.1.0/24 10.0.2.0/24 10.0.3.0/25',
      '10.0.0.0/23 10.0.2.0/24 10.0.3.0/25',
    ],
  ];
  expect(rows.map(([what, prefixes]) => [what, prefixes, aggregate(list(prefixes)).join(' ')])).toEqual(rows);
});

test('excludes and intersects', () => {
  const rows: [from: string, what: string, difference: string, intersection: string][] = [
    ['10.0.0.0/24', '10.0.0.0/26', '10.0.0.64/26 10.0.0.128/25', '10.0.0.0/26'],
    ['10.0.0.0/24', '10.0.0.0/8', '', '10.0.0.0/24'],
    ['10.0.0.0/24', '10.0.1.0/24', '10.0.0.0/24', ''],
    ['10.0.0.0/24', '::/0', '10.0.0.0/24', ''],
    ['::/0', '0.0.0.0/0', '::/0', ''],
    ['2001:db8::/32', '2001:db8:8000::/33', '2001:db8::/33', '2001:db8:8000::/33'],
    ['10.0.0.0/30', '10.0.0.1/32 10.0.0.3/32', '10.0.0.0/32 10.0.0.2/32', '10.0.0.1/32 10.0.0.3/32'],
    [
      '10.0.0.0/24 10.0.2.0/24',
      '10.0.0.128/25 10.0.1.0/24 10.0.2.0/25',
      '10.0.0.0/25 10.0.2.128/25',
      '10.0.0.128/25 10.0.2.0/25',
    ],
    ['', '10.0.0.0/8', '', ''],
    ['10.0.0.0/8', '', '10.0.0.0/8', ''],
  ];
  expect(
    rows.map(([from, what]) => [
      from,
      what,
      exclude(list(from), list(what)).join(' '),
      intersect(list(from), list(what)).join(' '),
    ]),
  ).toEqual(rows);
});

test('shows each prefix of a list with the narrowest one around it', () => {
  const rows: [prefixes: string, pairs: string[]][] = [
    ['10.0.0.0/24 10.0.1.0/24', []],
    ['10.1.2.0/24 10.0.0.0/8 10.1.0.0/16', ['10.0.0.0/8 10.1.0.0/16', '10.1.0.0/16 10.1.2.0/24']],
    ['10.0.0.0/8 10.1.0.0/16 10.2.0.0/16', ['10.0.0.0/8 10.1.0.0/16', '10.0.0.0/8 10.2.0.0/16']],
    ['2001:db8::/48 2001:db8::/48', ['2001:db8::/48 2001:db8::/48']],
    ['0.0.0.0/0 ::/0', []],
  ];
  expect(
    rows.map(([prefixes]) => [
      prefixes,
      overlaps(list(prefixes)).map(({ outer, inner }) => `${outer} ${inner}`),
    ]),
  ).toEqual(rows);
});

test('finds free space, the next free prefix of a length, and how many still fit', () => {
  const rows: [parent: string, used: string, length: number, next: string | undefined, count: bigint][] = [
    ['10.0.0.0/24', '', 26, '10.0.0.0/26', 4n],
    ['10.0.0.0/24', '10.0.0.0/26', 26, '10.0.0.64/26', 3n],
    ['10.0.0.0/24', '10.0.0.1/32', 25, '10.0.0.128/25', 1n],
    ['10.0.0.0/24', '10.0.0.1/32 10.0.0.200/32', 25, undefined, 0n],
    ['10.0.0.0/24', '10.0.0.0/8', 30, undefined, 0n],
    ['10.0.0.0/24', '10.0.1.0/24 ::/0', 24, '10.0.0.0/24', 1n],
    ['2001:db8::/32', '2001:db8::/48 2001:db8:2::/48', 48, '2001:db8:1::/48', 65534n],
    ['2001:db8::/32', '2001:db8::/48 2001:db8:2::/48', 47, '2001:db8:4::/47', 32766n],
    ['::/0', '', 128, '::/128', 1n << 128n],
    ['::/0', '::/128', 128, '::1/128', (1n << 128n) - 1n],
  ];
  expect(
    rows.map(([parent, used, length]) => [
      parent,
      used,
      length,
      nextFree(parsePrefix(parent), list(used), length),
      freeCount(parsePrefix(parent), list(used), length),
    ]),
  ).toEqual(rows);
  expect(freeSpace(parsePrefix('10.0.0.0/30'), list('10.0.0.1/32 10.0.0.2/32 11.0.0.0/8'))).toEqual(
    list('10.0.0.0/32 10.0.0.3/32'),
  );
  for (const length of [23, 33, 24.5]) {
    expect(() => nextFree(parsePrefix('10.0.0.0/24'), [], length)).toThrow(RangeError);
    expect(() => freeCount(parsePrefix('10.0.0.0/24'), [], length)).toThrow(RangeError);
  }
});

/** Prefixes of a small part of the space, so that they meet and hold each other often. */
const crowded = fc.array(
  fc
    .tuple(fc.nat(255), fc.integer({ min: 120, max: 128 }), fc.boolean())
    .map(([low, length, four]) =>
      four
        ? prefixAt(0x0a00_0000n + BigInt(low), length - 96, 4)
        : prefixAt((0x20010db8n << 96n) + BigInt(low), length, 6),
    ),
  { maxLength: 12 },
);

/** The addresses of the small part that a list holds, one by one: what the operations must agree with. */
function members(prefixes: readonly Prefix[]): string[] {
  const all = Array.from({ length: 256 }, (_, low) => [
    fromBigInt(0x0a00_0000n + BigInt(low), 4),
    fromBigInt((0x20010db8n << 96n) + BigInt(low), 6),
  ]).flat();
  return all.filter((address) => prefixes.some((prefix) => containsAddress(prefix, address)));
}

test('every operation agrees with the addresses taken one by one', () => {
  fc.assert(
    fc.property(crowded, crowded, (ones, others) => {
      const first = new Set(members(ones));
      const second = new Set(members(others));
      expect(members(aggregate(ones))).toEqual([...first]);
      expect(members(intersect(ones, others))).toEqual([...first].filter((each) => second.has(each)));
      expect(members(exclude(ones, others))).toEqual([...first].filter((each) => !second.has(each)));
      const size = (prefixes: Prefix[]) => prefixes.reduce((sum, prefix) => sum + sizeOf(prefix), 0n);
      expect(size(aggregate(ones))).toBe(BigInt(first.size));
    }),
    { numRuns: 300 },
  );
});

test('an aggregate is a fixed point, and what was excluded joined with what was common is the whole again', () => {
  fc.assert(
    fc.property(
      fc.array(prefix6, { maxLength: 20 }),
      fc.array(prefix6, { maxLength: 20 }),
      (ones, others) => {
        const whole = aggregate(ones);
        expect(aggregate(whole)).toEqual(whole);
        expect(overlaps(whole)).toEqual([]);
        expect(aggregate([...exclude(ones, others), ...intersect(ones, others)])).toEqual(whole);
        expect(intersect(exclude(ones, others), others)).toEqual([]);
        expect(aggregate([...ones, ...others])).toEqual(aggregate([...whole, ...aggregate(others)]));
      },
    ),
  );
});

test('exclude takes out what a union put in, and the union puts back what exclude took out', () => {
  fc.assert(
    fc.property(crowded, crowded, (ones, others) => {
      const apart = exclude(ones, others);
      expect(exclude([...apart, ...others], others)).toEqual(apart);
      expect(aggregate([...apart, ...others])).toEqual(aggregate([...ones, ...others]));
      const whole = aggregate([...ones, ...others]);
      expect(aggregate([...exclude(whole, ones), ...ones])).toEqual(whole);
      expect(exclude(whole, exclude(whole, ones))).toEqual(aggregate(ones));
    }),
    { numRuns: 300 },
  );
});

test('allocating the next free prefix again and again never overlaps, and ends when all is used', () => {
  fc.assert(
    fc.property(crowded, fc.integer({ min: 124, max: 127 }), (used, length) => {
      const parent = parsePrefix('2001:db8::/120');
      const given: Prefix[] = [];
      const fits = freeCount(parent, used, length);
      for (let next = nextFree(parent, used, length); next !== undefined;) {
        given.push(next);
        next = nextFree(parent, [...used, ...given], length);
      }
      expect(BigInt(given.length)).toBe(fits);
      expect(intersect(given, used)).toEqual([]);
      expect(overlaps(given)).toEqual([]);
      expect(given.every((each) => lengthOf(each) === length)).toBe(true);
    }),
  );
});

test('collapses and excludes as Python does', () => {
  const near = fc.array(fc.tuple(fc.nat(1023), fc.integer({ min: 38, max: 48 })), {
    minLength: 1,
    maxLength: 30,
  });
  const lists = fc
    .sample(near, 300)
    .map((each) =>
      each.map(([low, length]) => prefixAt((0x20010db8n << 96n) | (BigInt(low) << 80n), length, 6)),
    );
  const collapsed = askPython(
    'python-collapse',
    lists.map((each): Question => ['collapse', each]),
  ).filter(([[, given], answer]) => {
    const prefixes = Array.isArray(given) ? given.map(String).map(parsePrefix) : [];
    return JSON.stringify(aggregate(prefixes)) !== JSON.stringify(answer);
  });
  expect(collapsed).toEqual([]);
  const pairs = fc.sample(fc.tuple(prefix6, fc.nat(128)), 300).map(([inner, length]): Question => {
    return ['exclude', prefixOf(networkOf(inner), Math.min(length, lengthOf(inner))), inner];
  });
  const excluded = askPython('python-exclude', pairs).filter(([[, outer, inner], answer]) => {
    const own = exclude([parsePrefix(String(outer))], [parsePrefix(String(inner))]).toSorted();
    return JSON.stringify(own) !== JSON.stringify(answer) && !own.some((each) => each.startsWith('::ffff:'));
  });
  expect(excluded).toEqual([]);
});

test('100,000 random prefixes are aggregated to what needs no more of it', () => {
  const random = fc.sample(
    fc.tuple(fc.bigInt({ min: 0n, max: (1n << 61n) - 1n }), fc.integer({ min: 32, max: 64 })),
    {
      numRuns: 100_000,
      seed: 7,
    },
  );
  const prefixes = random.map(([bits, length]) => prefixAt((1n << 125n) | (bits << 64n), length, 6));
  const found = aggregate(prefixes);
  expect(found.length).toBeLessThan(100_000);
  expect(aggregate(found)).toEqual(found);
});
