import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeWindow, readWindowState, smallest, writeWindowState, type Rectangle } from './window-state.ts';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const at = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height, maximized: false });

describe('the window opens', () => {
  test.each([
    ['in the middle the first time', undefined, [left], { x: 320, y: 110, width: 1280, height: 820 }],
    ['where it was', at(100, 50), [left, right], { x: 100, y: 50, width: 1000, height: 700 }],
    ['on the second display', at(2000, 50), [left, right], { x: 2000, y: 50, width: 1000, height: 700 }],
    ['moved in from the edge', at(1500, 900), [left], { x: 920, y: 340, width: 1000, height: 700 }],
    [
      'whole, on the display with most of it',
      at(1500, 0),
      [left, right],
      { x: 1920, y: 0, width: 1000, height: 700 },
    ],
    [
      'in the middle where its display is gone',
      at(3000, 50),
      [left],
      { x: 460, y: 170, width: 1000, height: 700 },
    ],
    ['no larger than the display', at(0, 0, 4000, 3000), [left], { x: 0, y: 0, width: 1920, height: 1040 }],
    ['no smaller than can be used', at(10, 10, 5, 5), [left], { x: 10, y: 10, ...smallest }],
    ['without any display', undefined, [], { x: 0, y: 0, width: 1280, height: 820 }],
  ])('%s', (_name, last, displays, expected) => {
    expect(placeWindow(last, displays)).toEqual(expected);
  });

  test('always whole on one display', () => {
    const size = fc.integer({ min: 800, max: 8000 });
    const place = fc.integer({ min: -10_000, max: 10_000 });
    const area = fc.record({ x: place, y: place, width: size, height: size });
    const last = fc.record({ x: place, y: place, width: size, height: size, maximized: fc.boolean() });
    const inside = (inner: Rectangle, outer: Rectangle) =>
      inner.x >= outer.x &&
      inner.y >= outer.y &&
      inner.x + inner.width <= outer.x + outer.width &&
      inner.y + inner.height <= outer.y + outer.height;
    fc.assert(
      fc.property(last, fc.array(area, { minLength: 1, maxLength: 4 }), (state, displays) =>
        displays.some((display) => inside(placeWindow(state, displays), display)),
      ),
    );
  });
});

describe('the kept place', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'linkscope-window-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test('is read as it was written, and nothing lies beside it', () => {
    const file = join(directory, 'window.json');
    writeWindowState(file, at(1, 2));
    writeWindowState(file, at(3, 4));
    expect(readWindowState(file)).toEqual(at(3, 4));
    expect(readdirSync(directory)).toEqual(['window.json']);
  });

  test.each(['', '{', '[]', '{"x":1}', '{"x":"1","y":0,"width":1,"height":1,"maximized":false}', '\u0000'])(
    'that reads %j is none',
    (text) => {
      const file = join(directory, 'window.json');
      writeFileSync(file, text);
      expect(readWindowState(file)).toBeUndefined();
    },
  );

  test('is none the first time', () => {
    expect(readWindowState(join(directory, 'missing.json'))).toBeUndefined();
  });
});
