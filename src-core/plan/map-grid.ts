import { bitsOf, type Family } from '../net/address.ts';

/**
 * How a prefix is cut into a nested grid: each bit halves what the bits before it left, one from above to below, the next
 * from left to right (a Z-order curve, Morton 1966). So a prefix of any length is one rectangle, all of a nibble are four
 * rows of four columns, and what is aligned together stands together. See docs/decisions for why it is no Hilbert curve.
 */
export interface MapGrid {
  readonly family: Family;
  /** The length of the prefix that the map shows as a whole. */
  readonly length: number;
  /** For each bit of an address: true where it tells the row, false where it tells the column. */
  readonly byRow: readonly boolean[];
}

/** A rectangle in shares of the one around it: 0 is the left or upper edge, 1 the right or lower one. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The addresses of a prefix, as integers. */
interface Span {
  readonly first: bigint;
  readonly length: number;
}

/** The grid of a map. Rows come first, so that cells are rather wider than high: names are written in them. */
export function gridOf(length: number, family: Family): MapGrid {
  return {
    family,
    length,
    byRow: Array.from({ length: bitsOf(family) }, (_, bit) => (bit - length) % 2 === 0),
  };
}

/** As many bits as can be taken from a number with its own operators for them. */
const chunk = 30;

/** Where a prefix lies in another one that holds it, in shares of that one. */
export function boxIn(grid: MapGrid, around: Span, { first, length }: Span): Box {
  let x = 0;
  let y = 0;
  let width = 1;
  let height = 1;
  const bits = bitsOf(grid.family);
  for (let from = around.length; from < length; from += chunk) {
    const count = Math.min(chunk, length - from);
    const part = Number(BigInt.asUintN(count, first >> BigInt(bits - from - count)));
    for (let index = 0; index < count; index++) {
      const set = ((part >> (count - 1 - index)) & 1) === 1;
      if (grid.byRow[from + index] === true) {
        height /= 2;
        if (set) y += height;
      } else {
        width /= 2;
        if (set) x += width;
      }
    }
  }
  return { x, y, width, height };
}

/**
 * The address at a point of a prefix, the inverse of boxIn: it lies in a prefix exactly where the point lies in its box.
 * @param x share of the width, from 0 up to and without 1
 * @param y share of the height, from 0 up to and without 1
 */
export function addressAtPoint(grid: MapGrid, around: Span, x: number, y: number): bigint {
  const bits = bitsOf(grid.family);
  let column = inside(x);
  let row = inside(y);
  let value = 0n;
  for (let from = around.length; from < bits; from += chunk) {
    const count = Math.min(chunk, bits - from);
    let part = 0;
    for (let bit = from; bit < from + count; bit++) {
      // Doubling and taking one away are exact, so that no rounding moves a point over an edge.
      part <<= 1;
      if (grid.byRow[bit] === true) {
        row *= 2;
        if (row < 1) continue;
        row -= 1;
      } else {
        column *= 2;
        if (column < 1) continue;
        column -= 1;
      }
      part |= 1;
    }
    value = (value << BigInt(count)) | BigInt(part);
  }
  return around.first + value;
}

/** The largest number below 1. */
const almostOne = 1 - 2 ** -53;

function inside(share: number): number {
  return Math.min(Math.max(share, 0), almostOne);
}

/** The lengths at which lines are drawn: the next nibble boundary after this length. */
export function nextNibble(length: number): number {
  return length - (length % 4) + 4;
}

/** How many columns and rows a prefix of one length is cut into by another, longer one. */
export function partsIn(grid: MapGrid, from: number, to: number): { columns: number; rows: number } {
  const rows = grid.byRow.slice(from, to).filter(Boolean).length;
  return { columns: 2 ** (to - from - rows), rows: 2 ** rows };
}
