import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePrefix, type Prefix } from '../net/prefix.ts';
import { freeSpace, nextFree, overlaps } from '../net/prefix-sets.ts';
import {
  addPlaces,
  findNumbered,
  findPlaces,
  lengthForHosts,
  strategyNames,
  type AllocationRequest,
} from './allocate.ts';
import { planOf } from './file.ts';
import { readNode } from './node.ts';
import { mergeNodes } from './merge-nodes.ts';
import { resizeNode, splitNode } from './resize.ts';
import { figuresOf } from './space.ts';
import { childrenOf, nodeAt, type Plan } from './tree.ts';

function planWith(parent: string, ...children: (string | [prefix: string, growth: number])[]): Plan {
  const field = (text: string) => (text.includes(':') ? '6' : '4');
  const node = (text: string, id: string, growth: number | null, above: string | null) =>
    readNode(
      { id, parent: above, name: id, [`ipv${field(text)}`]: text, [`growth${field(text)}`]: growth },
      'node',
    );
  return planOf('test', [
    node(parent, 'all', null, null),
    ...children.map((child, index) =>
      typeof child === 'string'
        ? node(child, `c${index}`, null, 'all')
        : node(child[0], `c${index}`, child[1], 'all'),
    ),
  ]);
}

const ask = (request: Partial<AllocationRequest>): AllocationRequest => ({
  parent: 'all',
  family: 6,
  length: 36,
  strategy: 'first',
  ...request,
});

const prefixes = (plan: Plan, request: Partial<AllocationRequest>, count: number) =>
  findPlaces(plan, ask(request), count).map(({ prefix }) => prefix);

test('sparse gives the order of RFC 3531 (leftmost): each new one halves the largest space left', () => {
  // RFC 3531 section 3.1, with four bits: 0, 1000, 0100, 1100, 0010 …
  const order = [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15];
  expect(prefixes(planWith('2001:db8::/32'), { strategy: 'sparse' }, 16)).toEqual(
    order.map((number) => `2001:db8${number === 0 ? '' : `:${(number * 0x1000).toString(16)}`}::/36`),
  );
});

test('first gives the order of RFC 3531 (rightmost)', () => {
  // RFC 3531 section 3.2: 0000, 0001, 0010 …
  expect(prefixes(planWith('2001:db8::/32'), { length: 34 }, 4)).toEqual([
    '2001:db8::/34',
    '2001:db8:4000::/34',
    '2001:db8:8000::/34',
    '2001:db8:c000::/34',
  ]);
});

test('centre gives the order of RFC 3531 (centermost): from the middle bit outwards', () => {
  const rows: [bits: number, order: string][] = [
    [0, ''],
    [1, '0 1'],
    [2, '00 01 10 11'],
    [3, '000 010 100 110 001 011 101 111'],
    [4, '0000 0010 0100 0110 0001 0011 0101 0111 1000 1001 1010 1011 1100 1101 1110 1111'],
    // Eight bits, as in the examples of the RFC; see centremost.test.ts for the steps.
    [8, '00000000 00001000 00010000 00011000 00000100 00001100 00010100 00011100 00100000 00100100'],
  ];
  for (const [bits, order] of rows) {
    const numbers = order.split(' ').map((digits) => Number.parseInt(digits || '0', 2));
    expect(
      prefixes(planWith('10.0.0.0/16'), { family: 4, length: 16 + bits, strategy: 'centre' }, numbers.length),
      `${bits} bits`,
    ).toEqual(
      numbers.map((number) => {
        const value = number * 2 ** (16 - bits);
        return `10.0.${value >> 8}.${value & 255}/${16 + bits}`;
      }),
    );
  }
});

test('centre goes around what is taken', () => {
  const rows: [taken: string[], next: string[]][] = [
    [['10.0.8.0/24'], ['10.0.0.0/24', '10.0.16.0/24', '10.0.24.0/24', '10.0.4.0/24']],
    [['10.0.0.0/19'], ['10.0.32.0/24', '10.0.36.0/24', '10.0.40.0/24']],
    // The highest bit is the last that is set.
    [['10.0.0.0/17'], ['10.0.128.0/24', '10.0.129.0/24']],
  ];
  for (const [taken, next] of rows)
    expect(
      prefixes(planWith('10.0.0.0/16', ...taken), { family: 4, length: 24, strategy: 'centre' }, next.length),
    ).toEqual(next);
});

test('sparse goes around what is taken, whatever its size', () => {
  const rows: [taken: string[], next: string[]][] = [
    [['2001:db8::/34'], ['2001:db8:8000::/36', '2001:db8:4000::/36', '2001:db8:c000::/36']],
    [['2001:db8:8000::/33'], ['2001:db8::/36', '2001:db8:4000::/36', '2001:db8:2000::/36']],
    [['2001:db8::/48'], ['2001:db8:8000::/36', '2001:db8:4000::/36', '2001:db8:c000::/36']],
  ];
  for (const [taken, next] of rows)
    expect(prefixes(planWith('2001:db8::/32', ...taken), { strategy: 'sparse' }, 3)).toEqual(next);
});

test('first, best, with room to grow, on nibbles', () => {
  const taken = ['2001:db8:1000::/36', '2001:db8:2000::/48', '2001:db8:2002::/47'];
  const rows: [request: Partial<AllocationRequest>, prefix: string, growth: number | null][] = [
    [{ length: 36 }, '2001:db8::/36', null],
    [{ length: 48 }, '2001:db8::/48', null],
    [{ length: 48, strategy: 'best' }, '2001:db8:2001::/48', null],
    [{ length: 47, strategy: 'best' }, '2001:db8:2004::/47', null],
    [{ length: 48, growth: 44, strategy: 'best' }, '2001:db8:2010::/48', 44],
    [{ length: 46, nibble: true, strategy: 'best' }, '2001:db8:2010::/46', 44],
    [{ length: 48, nibble: true, strategy: 'best' }, '2001:db8:2001::/48', null],
  ];
  for (const [request, prefix, growth] of rows)
    expect(findPlaces(planWith('2001:db8::/32', ...taken), ask(request)), JSON.stringify(request)).toEqual([
      { prefix, growth },
    ]);
});

test('by number; taken ones are refused with what is in the way', () => {
  const plan = planWith('2001:db8::/32', ['2001:db8:1000::/40', 36]);
  expect(findNumbered(plan, ask({ length: 36 }), 2n).prefix).toBe('2001:db8:2000::/36');
  expect(() => findNumbered(plan, ask({ length: 48 }), 0x1fffn)).toThrow(/"c0" \(2001:db8:1000::\/40\)/);
  expect(() => findNumbered(plan, ask({ length: 36 }), 16n)).toThrow(/none of number 16/);
});

test('says what is wrong when there is no room, and what cannot be', () => {
  const plan = planWith('192.0.2.0/24', '192.0.2.0/25');
  const four = { family: 4, length: 26 } as const;
  expect(prefixes(plan, four, 2)).toEqual(['192.0.2.128/26', '192.0.2.192/26']);
  expect(() => findPlaces(plan, ask(four), 3)).toThrow(/room for 2 of the 3/);
  expect(() => findPlaces(plan, ask({ ...four, length: 23 }))).toThrow(/lengths of 24 to 32, not 23/);
  expect(() => findPlaces(plan, ask({ family: 6 }))).toThrow(/no IPv6 prefix/);
});

test('subnets for hosts', () => {
  const rows = [
    [1, 30],
    [2, 30],
    [3, 29],
    [254, 24],
    [255, 23],
    [65534, 16],
  ] as const;
  expect(rows.map(([hosts]) => [hosts, lengthForHosts(hosts, 4)])).toEqual(rows.map((row) => [...row]));
  expect(lengthForHosts(5000, 6)).toBe(64);
});

test('names many nodes by a pattern', () => {
  const plan = planWith('2001:db8::/32');
  const made = addPlaces(plan, 'all', findPlaces(plan, ask({ length: 48 }), 2), 'customer {n:4}', {
    role: 'customer',
  });
  expect(childrenOf(made.plan, 'all').map(({ node }) => [node.name, node.ipv6, node.role])).toEqual([
    ['customer 0001', '2001:db8::/48', 'customer'],
    ['customer 0002', '2001:db8:1::/48', 'customer'],
  ]);
});

test('grows into what was kept for it; refuses with what is in the way', () => {
  const plan = planWith('2001:db8::/32', ['2001:db8::/48', 44], '2001:db8:10::/48', ['2001:db8:20::/48', 44]);
  expect(nodeAt(resizeNode(plan, 'c0', 6, 44), 'c0')).toMatchObject({ ipv6: '2001:db8::/44', growth6: null });
  expect(nodeAt(resizeNode(plan, 'c0', 6, 46), 'c0')).toMatchObject({ ipv6: '2001:db8::/46', growth6: 44 });
  expect(() => resizeNode(plan, 'c0', 6, 43)).toThrow(/"c1" \(2001:db8:10::\/48\) is in the way/);
  const around = planWith('2001:db8::/40', '2001:db8:2f::/48', ['2001:db8:20::/48', 44]);
  expect(() => resizeNode(around, 'c0', 6, 47)).toThrow(/room kept for "c1"/);
  expect(() => resizeNode(around, 'c0', 6, 32)).toThrow(/outside of 2001:db8::\/40/);
  expect(() => resizeNode(plan, 'all', 6, 44)).toThrow(/"c1" .* would be left outside/);
});

test('splits and merges back', () => {
  const plan = planWith('2001:db8::/32', '2001:db8:4000::/48', '2001:db8:c000::/40');
  const parted = splitNode(plan, 'all', 6, 34);
  const parts = childrenOf(parted, 'all').map(({ node }) => node);
  expect(parts.map(({ ipv6 }) => ipv6)).toEqual([
    '2001:db8::/34',
    '2001:db8:4000::/34',
    '2001:db8:8000::/34',
    '2001:db8:c000::/34',
  ]);
  expect(nodeAt(parted, 'c0')?.parent).toBe(parts[1]?.id);
  const merged = mergeNodes(
    parted,
    parts.map(({ id }) => id),
    6,
  );
  const [whole, ...others] = childrenOf(merged, 'all');
  expect([whole?.node.ipv6, others.length]).toEqual(['2001:db8::/32', 0]);
  expect(childrenOf(merged, whole?.node.id ?? '').map(({ node }) => node.id)).toEqual(['c0', 'c1']);
  expect(() =>
    mergeNodes(
      parted,
      parts.slice(1, 3).map(({ id }) => id),
      6,
    ),
  ).toThrow(/do not make one prefix/);
  expect(() => splitNode(plan, 'all', 6, 44)).toThrow(/"c1" .* does not fit/);
  expect(() => splitNode(plan, 'all', 6, 64)).toThrow(/at most 65536/);
});

const request = fc.record({
  family: fc.constant(6 as const),
  length: fc.integer({ min: 50, max: 60 }),
  strategy: fc.constantFrom(...strategyNames),
  nibble: fc.boolean(),
});

test('allocation never overlaps, and finds room as long as there is some', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
      let plan = planWith('2001:db8::/48');
      for (const each of requests) {
        const held = childrenOf(plan, 'all').map(({ node }): Prefix =>
          parsePrefix(`${node.ipv6?.split('/')[0]}/${node.growth6 ?? node.ipv6?.split('/')[1]}`),
        );
        const block = each.nibble ? each.length - (each.length % 4) : each.length;
        const room = nextFree(parsePrefix('2001:db8::/48'), held, block);
        if (room === undefined) {
          expect(() => findPlaces(plan, ask(each))).toThrow(/no room/);
          continue;
        }
        const places = findPlaces(plan, ask(each));
        if (each.strategy === 'first') expect(places[0]?.prefix.split('/')[0]).toBe(room.split('/')[0]);
        plan = addPlaces(plan, 'all', places, '{n}').plan;
      }
      const made = childrenOf(plan, 'all').map(({ node }) => parsePrefix(node.ipv6 ?? ''));
      expect(overlaps(made)).toEqual([]);
      const figures = figuresOf(plan, 'all', 6);
      expect(figures.used + figures.reserved + figures.free).toBe(figures.total);
      expect(figures.prefixes).toEqual(
        freeSpace(
          parsePrefix('2001:db8::/48'),
          childrenOf(plan, 'all').map(({ node }) =>
            parsePrefix(`${node.ipv6?.split('/')[0]}/${node.growth6 ?? node.ipv6?.split('/')[1]}`),
          ),
        ),
      );
    }),
    { numRuns: 60 },
  );
});

test('figures in addresses, in /64s and by length', () => {
  const plan = planWith('2001:db8::/60', '2001:db8::/64', ['2001:db8:0:8::/64', 62]);
  const figures = figuresOf(plan, 'all', 6);
  expect(figures.lans).toEqual({ total: 16n, free: 11n });
  expect([figures.used >> 64n, figures.reserved >> 64n, figures.free >> 64n]).toEqual([2n, 3n, 11n]);
  expect(figures.utilisation).toBeCloseTo(2 / 16);
  expect(figures.fits).toEqual([
    { length: 60, count: 0n },
    { length: 61, count: 0n },
    { length: 62, count: 2n },
    { length: 63, count: 5n },
    { length: 64, count: 11n },
  ]);
});
