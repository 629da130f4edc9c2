import { visibleText } from '../../../src-core/net/visible-text.ts';
import { prefixAt } from '../../../src-core/net/prefix.ts';
import { isFree, levelAt, type MapCell, type MapLevel, type PlanMap } from '../../../src-core/plan/map.ts';
import {
  cellRect,
  headOf,
  innerOf,
  isOpen,
  placed,
  rootRect,
  type Camera,
  type Rect,
  type Size,
} from '../../../src-core/plan/map-frame.ts';
import { addressAtPoint, nextNibble, partsIn } from '../../../src-core/plan/map-grid.ts';
import { addressesOf, extentIn, type PlanEntry } from '../../../src-core/plan/node.ts';
import { bitsOf } from '../../../src-core/net/address.ts';
import { entryAt } from '../../../src-core/plan/tree.ts';
import type { MapInk } from './map-ink.ts';
import { gatherPoints, type MapPoints } from './map-points.ts';
import { writeText } from './map-text.ts';

export interface MapPicture {
  readonly map: PlanMap;
  readonly camera: Camera;
  readonly size: Size;
  readonly selected: ReadonlySet<string>;
  /** The cell that the keyboard is on, and whether the map has the focus. */
  readonly focus: MapCell | null;
  readonly focused: boolean;
  readonly pointed: MapCell | null;
}

interface Painter extends MapPicture {
  readonly brush: CanvasRenderingContext2D;
  readonly ink: MapInk;
  readonly points: MapPoints;
  /** The outlines of chosen nodes, which are drawn last. */
  readonly outlines: Rect[];
}

/** Nodes whose longer side is smaller than this become points. */
const drawnPx = 5;
/** Free cells of the grid are drawn down to this width and height, and named from this width on. */
const gridPx = { width: 44, height: 20 };
const named = { width: 92, height: 18 };

/** Paints the map. The brush is scaled to the pixels of the page. */
export function paintMap(brush: CanvasRenderingContext2D, ink: MapInk, picture: MapPicture): void {
  const { map, camera, size, selected, focus, pointed } = picture;
  const points = gatherPoints(camera, size);
  const painter: Painter = { ...picture, brush, ink, points, outlines: [] };
  brush.fillStyle = ink.ground;
  brush.fillRect(0, 0, size.width, size.height);
  paintNode(painter, entryAt(map.plan, map.root), rootRect(camera, size));
  points.paint(brush, ink);
  for (const rect of painter.outlines) outline(painter, rect, ink.accent, 2.5);
  if (pointed !== null && !selected.has(pointed.entry?.node.id ?? ''))
    outlineCell(painter, pointed, ink.faint, 1.5);
  if (focus !== null && picture.focused) outlineCell(painter, focus, ink.text, 2, [4, 3]);
}

function paintNode(painter: Painter, entry: PlanEntry, rect: Rect): void {
  const { map, brush, ink, selected } = painter;
  const { node } = entry;
  const shown = clipped(rect, painter.size);
  if (selected.has(node.id)) painter.outlines.push(rect);
  const level = isOpen(rect) ? levelAt(map, node.id) : undefined;
  const inner = level !== undefined && level.entries.length > 0 ? innerOf(rect) : undefined;
  brush.fillStyle = ink.fill[node.status];
  brush.fillRect(shown.x, shown.y, shown.width, shown.height);
  if (node.colour !== '' && rect.width > 24) {
    brush.fillStyle = node.colour;
    const bar = clipped({ ...rect, width: 4 }, painter.size);
    brush.fillRect(bar.x, bar.y, bar.width, inner === undefined ? bar.height : Math.min(bar.height, 20));
  }
  if (level !== undefined && inner !== undefined) {
    const body = clipped(inner, painter.size);
    brush.fillStyle = ink.paper;
    brush.fillRect(body.x, body.y, body.width, body.height);
    paintLevel(painter, level, inner);
    if (headOf(rect) > 12) nameNode(painter, entry, { ...rect, height: headOf(rect) }, true);
  } else if (rect.width >= 30 && rect.height >= 13) nameNode(painter, entry, rect, false);
  if (rect.width > 6 && rect.height > 6) {
    brush.strokeStyle = ink.edge[node.status];
    brush.lineWidth = 1;
    strokeInside(brush, shown, 0.5);
  }
}

function paintLevel(painter: Painter, level: MapLevel, inner: Rect): void {
  const { brush, ink, points, size } = painter;
  paintFree(painter, level, level.extent.first, level.length, inner);
  for (const { index, box } of level.kept) {
    const rect = placed(box, inner);
    if (!isSeen(rect, size) || rect.width < drawnPx || rect.height < drawnPx) continue;
    const shown = clipped(rect, size);
    brush.fillStyle = ink.kept;
    brush.fillRect(shown.x, shown.y, shown.width, shown.height);
    brush.strokeStyle = ink.keptEdge;
    brush.lineWidth = 1;
    brush.setLineDash([3, 2]);
    strokeInside(brush, shown, 0.5);
    brush.setLineDash([]);
    // In its last quarter, where the node itself is not: it grows from the first address on.
    const quarter = {
      x: rect.x + rect.width / 2,
      y: rect.y + rect.height / 2,
      width: rect.width / 2,
      height: rect.height / 2,
    };
    const name = visibleText(level.entries[index]?.node.name ?? '', 40);
    if (quarter.width >= named.width && quarter.height >= named.height && name !== '')
      writeText(brush, `Kept for ${name}`, size, quarter, ink.faint, `12px ${ink.sans}`, {
        plate: ink.paper,
      });
  }
  const { boxes, entries } = level;
  for (let index = 0, at = 0; index < entries.length; index++, at += 4) {
    // By hand: this runs for every node of a level, which may be 100,000 of them, in each picture.
    const x = inner.x + (boxes[at] ?? 0) * inner.width;
    const y = inner.y + (boxes[at + 1] ?? 0) * inner.height;
    if (x > size.width || y > size.height) continue;
    const width = (boxes[at + 2] ?? 0) * inner.width;
    const height = (boxes[at + 3] ?? 0) * inner.height;
    if (x + width < 0 || y + height < 0) continue;
    const entry = entries[index];
    if (entry === undefined) continue;
    if (width >= drawnPx || height >= drawnPx) {
      const rect = { x, y, width: Math.max(width, 2), height: Math.max(height, 2) };
      paintNode(painter, entry, rect);
    } else {
      points.add(x + width / 2, y + height / 2, width * height, entry.node.status);
      if (painter.selected.has(entry.node.id))
        painter.outlines.push({ x: x - 3, y: y - 3, width: 7, height: 7 });
    }
  }
}

/** Draws the cells of the grid in which nothing is, as large as they are free as a whole, with their prefixes. */
function paintFree(painter: Painter, level: MapLevel, first: bigint, length: number, rect: Rect): void {
  const { map, brush, ink, size } = painter;
  const bits = bitsOf(map.family);
  if (!isSeen(rect, size)) return;
  if (isFree(level, first, first + addressesOf(length, map.family)) || length >= bits) {
    if (length === level.length) return;
    const shown = clipped(rect, size);
    brush.strokeStyle = ink.line;
    brush.lineWidth = 1;
    // One pixel over, so that the lines of cells side by side fall on each other.
    strokeInside(brush, { ...shown, width: shown.width + 1, height: shown.height + 1 }, 0.5);
    if (rect.width < named.width || rect.height < named.height) return;
    writeText(brush, prefixAt(first, length, map.family), size, rect, ink.faint, `11px ${ink.mono}`, {
      keep: 'end',
    });
    return;
  }
  const next = Math.min(nextNibble(length), bits);
  const { columns, rows } = partsIn(map.grid, length, next);
  const width = rect.width / columns;
  const height = rect.height / rows;
  if (width < gridPx.width || height < gridPx.height) return;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = { x: rect.x + column * width, y: rect.y + row * height, width, height };
      const at = addressAtPoint(map.grid, { first, length }, column / columns, row / rows);
      paintFree(painter, level, at, next, cell);
    }
  }
}

function nameNode({ brush, ink, map, size }: Painter, entry: PlanEntry, rect: Rect, head: boolean): void {
  const prefix = extentIn(entry, map.family)?.prefix ?? '';
  const name = visibleText(entry.node.name, 80);
  const bold = `600 12px ${ink.sans}`;
  const mono = `11px ${ink.mono}`;
  const plate = entry.node.status === 'used' ? undefined : ink.paper;
  if (!head && rect.height >= 36) {
    writeText(brush, name === '' ? prefix : name, size, rect, ink.text, name === '' ? mono : bold, { plate });
    if (name !== '') writeText(brush, prefix, size, rect, ink.text, mono, { plate, line: 1 });
    return;
  }
  const used = writeText(
    brush,
    name === '' ? prefix : name,
    size,
    rect,
    ink.text,
    name === '' ? mono : bold,
    { plate },
  );
  if (name === '' || used === 0) return;
  writeText(brush, prefix, size, rect, ink.text, mono, { plate, from: used + 8, whole: true });
}

function outlineCell(
  painter: Painter,
  cell: MapCell,
  colour: string,
  width: number,
  dash: number[] = [],
): void {
  const rect = cellRect(painter.map, painter.camera, painter.size, cell);
  if (rect === undefined) return;
  // What is smaller than a point is ringed.
  const least = Math.max(0, 9 - Math.min(rect.width, rect.height)) / 2;
  const ring = {
    x: rect.x - least,
    y: rect.y - least,
    width: rect.width + 2 * least,
    height: rect.height + 2 * least,
  };
  painter.brush.setLineDash(dash);
  outline(painter, ring, colour, width);
  painter.brush.setLineDash([]);
}

function outline({ brush, size, ink }: Painter, rect: Rect, colour: string, width: number): void {
  if (!isSeen(rect, size)) return;
  const shown = clipped(rect, size);
  brush.strokeStyle = ink.paper;
  brush.lineWidth = width + 2;
  strokeInside(brush, shown, width / 2);
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  strokeInside(brush, shown, width / 2);
}

function strokeInside(brush: CanvasRenderingContext2D, { x, y, width, height }: Rect, by: number): void {
  const left = Math.round(x);
  const top = Math.round(y);
  brush.strokeRect(
    left + by,
    top + by,
    Math.max(1, Math.round(x + width) - left - 2 * by),
    Math.max(1, Math.round(y + height) - top - 2 * by),
  );
}

function isSeen({ x, y, width, height }: Rect, size: Size): boolean {
  return x < size.width && y < size.height && x + width > 0 && y + height > 0;
}

/** The part of a rectangle that can be seen, and a little around it: a canvas cannot draw what is millions wide. */
function clipped({ x, y, width, height }: Rect, size: Size): Rect {
  const margin = 16;
  const left = Math.max(x, -margin);
  const top = Math.max(y, -margin);
  return {
    x: left,
    y: top,
    width: Math.max(0, Math.min(x + width, size.width + margin) - left),
    height: Math.max(0, Math.min(y + height, size.height + margin) - top),
  };
}
