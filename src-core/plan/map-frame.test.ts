import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf } from './file.ts';
import { cellOfNode, mapOf } from './map.ts';
import {
  bounded,
  cellRect,
  fitted,
  hitAt,
  levelRect,
  placeOnMap,
  rootRect,
  wholeMap,
  zoomedAt,
  type Rect,
} from './map-frame.ts';
import type { Box } from './map-grid.ts';
import { readNode } from './node.ts';

const size = { width: 960, height: 640 };

type Row = [id: string, parent: string | null, ipv6: string];

const rows: readonly Row[] = [
  ['all', null, '2001:db8::/32'],
  ['north', 'all', '2001:db8::/36'],
  ['site', 'north', '2001:db8:100::/40'],
  ['lan', 'site', '2001:db8:100:1::/64'],
  ['south', 'all', '2001:db8:8000::/35'],
];
const plan = planOf(
  'test',
  rows.map(([id, parent, ipv6]) => readNode({ id, parent, name: id, ipv6 }, id)),
);
const map = mapOf(plan, 6, 'all');

const cameras = fc.record({
  steps: fc.array(
    fc.record({ factor: fc.double({ min: 0.3, max: 5, noNaN: true }), x: fc.nat(959), y: fc.nat(639) }),
    { maxLength: 12 },
  ),
});

test('cells lie in the rectangles of those above them, and what is hit is what stands there, at every zoom', () => {
  fc.assert(
    fc.property(cameras, fc.nat(959), fc.nat(639), ({ steps }, x, y) => {
      let camera = wholeMap;
      for (const step of steps) camera = zoomedAt(map, camera, size, step.factor, step.x, step.y);
      expect(bounded(camera, size)).toEqual(camera);
      const path = ['all', 'north', 'site', 'lan'];
      let around: Rect = rootRect(camera, size);
      for (const id of path.slice(1)) {
        const cell = cellOfNode(map, id);
        const rect = cell === undefined ? undefined : cellRect(map, camera, size, cell);
        expect(rect !== undefined && holds(around, rect, 1e-6)).toBe(true);
        if (rect !== undefined) around = rect;
      }
      const hit = hitAt(map, camera, size, x, y);
      const rect = hit === undefined ? undefined : cellRect(map, camera, size, hit.cell);
      if (rect !== undefined) expect(holds(rect, { x, y, width: 0, height: 0 }, 1e-6)).toBe(true);
    }),
  );
});

test('a zoom keeps what is under the pointer there', () => {
  fc.assert(
    fc.property(fc.nat(900), fc.nat(600), fc.double({ min: 1, max: 20, noNaN: true }), (x, y, factor) => {
      const start = { x: -3000, y: -2000, scale: 8 };
      const hit = hitAt(map, start, size, x, y);
      fc.pre(hit !== undefined);
      const after = zoomedAt(map, start, size, factor, x, y);
      const rect = hit === undefined ? undefined : levelRect(map, after, size, hit.cell.level);
      // Where the bounds did not move the map.
      const free = { ...after, x: 0, y: 0 };
      const shape = hit === undefined ? undefined : levelRect(map, free, size, hit.cell.level);
      if (hit === undefined || rect === undefined || shape === undefined) return;
      const wanted = bounded(
        { x: x - shape.x - hit.x * shape.width, y: y - shape.y - hit.y * shape.height, scale: after.scale },
        size,
      );
      expect(Math.abs(after.x - wanted.x) + Math.abs(after.y - wanted.y)).toBeLessThan(1e-3);
    }),
  );
});

test('a cell that is fitted takes the screen, from a /32 down to a /64', () => {
  for (const id of ['north', 'site', 'lan']) {
    const cell = cellOfNode(map, id);
    if (cell === undefined) throw new Error(`${id} is not on the map`);
    const camera = fitted(map, size, cell);
    const rect = cellRect(map, camera, size, cell);
    const share = rect === undefined ? 0 : Math.max(rect.width / size.width, rect.height / size.height);
    expect([id, share.toFixed(2), placeOnMap(map, camera, size)]).toEqual([id, '0.94', id]);
  }
  expect([fitted(map, size, null), placeOnMap(map, wholeMap, size)]).toEqual([wholeMap, 'all']);
});

function holds(outer: Box, inner: Box, slack = 0): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}
