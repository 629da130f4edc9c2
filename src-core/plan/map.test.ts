import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Family } from '../net/address.ts';
import { lengthOf, parsePrefix, prefixAt, prefixFamily } from '../net/prefix.ts';
import { rangeOf } from '../net/ranges.ts';
import { planOf } from './file.ts';
import { boxAt, cellAt, cellOfNode, levelAt, mapOf, neighbourOf, pathTo, type PlanMap } from './map.ts';
import { addressAtPoint, boxIn, gridOf, partsIn, type Box } from './map-grid.ts';
import { readNode } from './node.ts';

type Row = [id: string, parent: string | null, prefix: string, growth?: number | undefined];

function planWith(...rows: readonly Row[]) {
  return planOf(
    'test',
    rows.map(([id, parent, text, growth = null]) => {
      const which = text.includes(':') ? 6 : 4;
      return readNode({ id, parent, name: id, [`ipv${which}`]: text, [`growth${which}`]: growth }, id);
    }),
  );
}

const provider: readonly Row[] = [
  ['all', null, '2001:db8::/32'],
  ['north', 'all', '2001:db8::/36', 34],
  ['site', 'north', '2001:db8:100::/40'],
  ['lan', 'site', '2001:db8:100:1::/64'],
  ['south', 'all', '2001:db8:8000::/35'],
];
const map = mapOf(planWith(...provider), 6, 'all');

const spanOf = (text: string) => {
  const prefix = parsePrefix(text);
  return { first: rangeOf(prefix).first, length: lengthOf(prefix) };
};

test('a prefix is one rectangle: each bit halves it, from above to below and then from left to right', () => {
  const rows: [around: string, prefix: string, box: [number, number, number, number]][] = [
    ['2001:db8::/32', '2001:db8::/32', [0, 0, 1, 1]],
    ['2001:db8::/32', '2001:db8:8000::/33', [0, 1 / 2, 1, 1 / 2]],
    ['2001:db8::/32', '2001:db8:4000::/34', [1 / 2, 0, 1 / 2, 1 / 2]],
    ['2001:db8::/32', '2001:db8:2000::/35', [0, 1 / 4, 1 / 2, 1 / 4]],
    ['2001:db8::/32', '2001:db8:6000::/36', [1 / 2, 1 / 4, 1 / 4, 1 / 4]],
    ['2001:db8::/32', '2001:db8:6700::/40', [1 / 2 + 3 / 16, 1 / 4 + 1 / 16, 1 / 16, 1 / 16]],
    ['2001:db8::/29', '2001:db9::/32', [0, 1 / 4, 1 / 2, 1 / 4]],
    ['198.51.100.0/22', '198.51.101.0/24', [1 / 2, 0, 1 / 2, 1 / 2]],
    ['192.0.2.0/31', '192.0.2.1/32', [0, 1 / 2, 1, 1 / 2]],
  ];
  for (const [around, prefix, [x, y, width, height]] of rows) {
    const grid = gridOf(lengthOf(parsePrefix(around)), prefixFamily(parsePrefix(around)));
    expect([prefix, boxIn(grid, spanOf(around), spanOf(prefix))]).toEqual([prefix, { x, y, width, height }]);
  }
  expect([partsIn(gridOf(32, 6), 32, 36), partsIn(gridOf(29, 6), 29, 32)]).toEqual([
    { columns: 4, rows: 4 },
    { columns: 2, rows: 4 },
  ]);
});

const lengths = fc.record({
  family: fc.constantFrom<Family>(4, 6),
  value: fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
  cuts: fc.tuple(fc.nat(48), fc.nat(24), fc.nat(24)),
});

test('a longer prefix lies in the box of a shorter one, and siblings share no point', () => {
  fc.assert(
    fc.property(lengths, ({ family, value, cuts: [from, more, most] }) => {
      const bits = family === 6 ? 128 : 32;
      const at = BigInt.asUintN(bits, value);
      const root = Math.min(from, bits - 2);
      const outer = Math.min(root + more, bits - 1);
      const inner = Math.min(outer + 1 + most, bits);
      const span = (length: number) => ({ first: rangeOf(prefixAt(at, length, family)).first, length });
      const grid = gridOf(root, family);
      const box = boxIn(grid, span(root), span(outer));
      const below = boxIn(grid, span(root), span(inner));
      const inOuter = boxIn(grid, span(outer), span(inner));
      expect(below).toEqual({
        x: box.x + inOuter.x * box.width,
        y: box.y + inOuter.y * box.height,
        width: inOuter.width * box.width,
        height: inOuter.height * box.height,
      });
      const one = span(inner);
      const other = { first: one.first ^ (1n << BigInt(bits - inner)), length: inner };
      expect(meet(below, boxIn(grid, span(root), other))).toBe(false);
      expect(holds(box, below)).toBe(true);
    }),
  );
});

test('the address of a point lies in a prefix exactly where the point lies in its box', () => {
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(lengths, share, share, ({ family, value, cuts: [from, more] }, x, y) => {
      const bits = family === 6 ? 128 : 32;
      const root = Math.min(from, bits - 1);
      const around = {
        first: rangeOf(prefixAt(BigInt.asUintN(bits, value), root, family)).first,
        length: root,
      };
      const grid = gridOf(root, family);
      const address = addressAtPoint(grid, around, x, y);
      const length = Math.min(root + more, bits);
      const prefix = prefixAt(address, length, family);
      const box = boxIn(grid, around, { first: rangeOf(prefix).first, length });
      expect(x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height).toBe(true);
    }),
  );
});

/** Nodes right below a /32 that do not overlap, some of them with room to grow. */
const levels = fc
  .uniqueArray(
    fc.record({ place: fc.nat(255), length: fc.integer({ min: 40, max: 52 }), grows: fc.boolean() }),
    {
      selector: ({ place }) => place,
      maxLength: 40,
    },
  )
  .map((list) =>
    mapOf(
      planWith(
        ['all', null, '2001:db8::/32'],
        ...list.map(({ place, length, grows }, index): Row => [
          `c${index}`,
          'all',
          prefixAt((0x20010db8n << 96n) + (BigInt(place) << 88n), length, 6),
          grows ? 40 : undefined,
        ]),
      ),
      6,
      'all',
    ),
  );

test('every point of a level lies in one cell, which is a prefix in the node and free, kept or a node by its figures', () => {
  fc.assert(
    fc.property(levels, fc.nat(4095), fc.nat(4095), (drawn, column, row) => {
      const [x, y] = [column / 4096, row / 4096];
      const cell = cellAt(drawn, 'all', x, y);
      const level = levelAt(drawn, 'all');
      const { first, last } = rangeOf(cell.prefix);
      const address = addressAtPoint(drawn.grid, { first: level.extent.first, length: 32 }, x, y);
      expect(first <= address && address <= last).toBe(true);
      expect(holds(cell.box, { x, y, width: 0, height: 0 })).toBe(true);
      // All corners of a cell are in the same cell, and none of its neighbours meets it.
      const corner = cellAt(drawn, 'all', cell.box.x, cell.box.y + cell.box.height / 2);
      expect(corner).toEqual(cell);
      const taken = level.entries.filter(
        ({ six }) => six !== undefined && six.first <= last && first < six.end,
      );
      const held = level.entries.filter(
        ({ six }) => six !== undefined && six.heldFirst <= last && first < six.heldEnd,
      );
      expect({ kind: cell.kind, taken: taken.length, held: held.length > 0 }).toEqual({
        kind: cell.kind,
        taken: cell.kind === 'node' ? 1 : 0,
        held: cell.kind !== 'free',
      });
    }),
  );
});

test('going from a cell to its neighbour stays in the node and never stands still', () => {
  const way = fc.array(fc.constantFrom('left', 'right', 'up', 'down'), { maxLength: 30 });
  fc.assert(
    fc.property(levels, way, (drawn, steps) => {
      let cell = cellAt(drawn, 'all', 0, 0);
      for (const step of steps) {
        const next = neighbourOf(drawn, cell, step);
        if (next === undefined) continue;
        expect(meet(next.box, cell.box)).toBe(false);
        cell = next;
      }
    }),
  );
});

test('the cell of what is free is the largest block around the point', () => {
  const at = (x: number, y: number) => {
    const { kind, prefix, entry } = cellAt(map, 'all', x, y);
    return [kind, prefix, entry?.node.id];
  };
  expect([at(0, 0), at(0.3, 0), at(0.3, 0.3), at(0.6, 0), at(0.2, 0.6), at(0.3, 0.8), at(0.8, 0.8)]).toEqual([
    ['node', '2001:db8::/36', 'north'],
    ['growth', '2001:db8:1000::/36', undefined],
    ['growth', '2001:db8:2000::/35', undefined],
    ['free', '2001:db8:4000::/34', undefined],
    ['node', '2001:db8:8000::/35', 'south'],
    ['free', '2001:db8:a000::/35', undefined],
    ['free', '2001:db8:c000::/34', undefined],
  ]);
  expect([cellOfNode(map, 'site')?.level, cellOfNode(map, 'all')]).toEqual(['north', undefined]);
});

test('a node without the family is looked through, one outside of its parent is counted', () => {
  const plan = planOf('test', [
    readNode({ id: 'v4', ipv4: '10.0.0.0/8' }, 'v4'),
    readNode({ id: 'six', parent: 'v4', ipv6: '2001:db8::/32' }, 'six'),
    readNode({ id: 'four', parent: 'six', ipv4: '10.16.0.0/12' }, 'four'),
    readNode({ id: 'away', parent: 'v4', ipv4: '192.0.2.0/24' }, 'away'),
  ]);
  const four = mapOf(plan, 4, 'v4');
  const level = levelAt(four, 'v4');
  expect([level.entries.map(({ node }) => node.id), level.outside, pathTo(four, 'four')]).toEqual([
    ['four'],
    1,
    ['v4', 'four'],
  ]);
  expect(boxAt(level, 0)).toEqual({ x: 1 / 4, y: 0, width: 1 / 4, height: 1 / 4 });
  expect(() => mapOf(plan, 6, 'v4')).toThrow('has no IPv6 prefix');
});

test('a level with entries that overlap, and one without any, have a cell everywhere', () => {
  const rows: Row[] = [
    ['all', null, '2001:db8::/32'],
    ['wide', 'all', '2001:db8::/36'],
    ['in', 'all', '2001:db8:100::/40'],
  ];
  const drawn: PlanMap = mapOf(planWith(...rows), 6, 'all');
  const ids = [0, 1 / 32, 1 / 16, 1 / 8, 1 / 4].map((x) => cellAt(drawn, 'all', x, 0).entry?.node.id ?? null);
  expect(ids).toEqual(['wide', 'wide', 'in', 'wide', null]);
  expect(cellAt(drawn, 'in', 0.5, 0.5).prefix).toBe('2001:db8:100::/40');
});

function meet(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function holds(outer: Box, inner: Box, slack = 0): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}
