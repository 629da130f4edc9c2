import { expect, test } from 'vitest';
import { PingGrid } from './ping-grid.ts';

test('the highest round trip of each column stands in it, a column of losses breaks the line, and an empty one does not', () => {
  const grid = new PingGrid(2, 1_000, 100, 5);
  const added = [
    grid.add(0, 1_010, 2),
    grid.add(0, 1_090, 3),
    grid.add(0, 1_050, 1),
    grid.add(0, 1_120, null),
    grid.add(0, 1_310, 4),
    grid.add(0, 1_320, null),
    grid.add(1, 1_000, 9),
    grid.add(0, 999, 1),
    grid.add(0, 1_500, 1),
    grid.add(2, 1_000, 1),
  ];
  expect({
    added,
    at: grid.at,
    first: grid.roundTrips(0),
    second: grid.roundTrips(1),
    losses: grid.lossColumns([0]),
    none: grid.lossColumns([1]),
  }).toEqual({
    added: [true, true, true, true, true, true, true, false, false, false],
    at: [1_000, 1_100, 1_200, 1_300, 1_400],
    first: [3, null, undefined, 4, undefined],
    second: [9, undefined, undefined, undefined, undefined],
    losses: [1, 3],
    none: [],
  });
});

test('a late reply fills a column that was all lost', () => {
  const grid = new PingGrid(1, 0, 100, 1);
  grid.add(0, 10, null);
  grid.add(0, 20, 5);
  expect([grid.roundTrips(0), grid.lossColumns([0])]).toEqual([[5], [0]]);
});

test('sliding keeps what is still in view, and never goes back', () => {
  const grid = new PingGrid(1, 0, 100, 4);
  for (const at of [0, 100, 200, 300]) grid.add(0, at, at / 100 + 1);
  grid.add(0, 300, null);
  grid.slideTo(599);
  const moved = { at: [...grid.at], rtt: [...grid.roundTrips(0)], losses: grid.lossColumns([0]) };
  grid.slideTo(100);
  grid.add(0, 550, 7);
  expect({ moved, after: grid.roundTrips(0) }).toEqual({
    moved: { at: [200, 300, 400, 500], rtt: [3, 4, undefined, undefined], losses: [1] },
    after: [3, 4, undefined, 7],
  });
  grid.slideTo(100_000);
  expect(grid.roundTrips(0)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a window of the program is put into its columns', () => {
  const grid = new PingGrid(1, 0, 1_000, 3);
  grid.addWindow(0, {
    at: [0, 500, 1_000, 9_000],
    minMs: [1, 1, null, 1],
    avgMs: [2, 2, null, 1],
    maxMs: [3, 5, null, 1],
    received: [4, 4, 0, 1],
    lost: [0, 1, 5, 0],
    widthMs: 500,
  });
  expect([grid.roundTrips(0), grid.lossColumns([0])]).toEqual([
    [5, null, undefined],
    [0, 1],
  ]);
});

test('a line is broken where nothing was asked, and goes on over a column that is empty by chance', () => {
  const grid = new PingGrid(1, 0, 100, 12);
  for (const column of [1, 2, 4, 7, 11]) grid.add(0, column * 100, column);
  const line = [...grid.line(0)];
  expect(line).toEqual([
    undefined,
    1,
    2,
    undefined,
    4,
    undefined,
    undefined,
    7,
    undefined,
    undefined,
    null,
    11,
  ]);
  expect(grid.roundTrips(0)[10]).toBe(undefined);
});

test('a stretch of the program fills all columns that it covers', () => {
  const grid = new PingGrid(1, 0, 100, 8);
  const one = { minMs: [1, 1], avgMs: [2, 2], maxMs: [3, 5], received: [4, 4], lost: [0, 1] };
  grid.addWindow(0, { at: [0, 300], ...one, widthMs: 300 });
  expect([grid.line(0), grid.lossColumns([0])]).toEqual([
    [3, 3, 3, 5, 5, 5, undefined, undefined],
    [3, 4, 5],
  ]);
});
