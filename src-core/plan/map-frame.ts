import { cellAt, levelAt, pathTo, type MapCell, type PlanMap } from './map.ts';
import type { Box } from './map-grid.ts';

/** A rectangle on the screen, in pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the root is on the screen: its upper left corner in pixels, and how many times as large as the screen it is. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The head of a node, where its name stands, and the edge around what is in it, both in pixels at full size. */
const headPx = 20;
const edgePx = 3;
/** At this height the head begins to open, and at this one it is whole: nothing jumps while one zooms. */
const headFromPx = 16;
const headWholePx = 46;
/** Below this size nothing is shown in a node. */
const openPx = 14;

/** The most that a map is enlarged, as the error of a place on the screen has to stay below a tenth of a pixel. */
const largestScale = 2 ** 40;

/** The whole map in the screen. */
export const wholeMap: Camera = { x: 0, y: 0, scale: 1 };

/** The rectangle of the root. */
export function rootRect(camera: Camera, size: Size): Rect {
  return { x: camera.x, y: camera.y, width: size.width * camera.scale, height: size.height * camera.scale };
}

/** True where a node is large enough to show what is in it. */
export function isOpen({ width, height }: Size): boolean {
  return width >= openPx && height >= openPx;
}

/** How high the head of a node with others in it is, in pixels. */
export function headOf({ height, width }: Size): number {
  const least = Math.min(height, width / 1.5);
  return headPx * Math.min(1, Math.max(0, (least - headFromPx) / (headWholePx - headFromPx)));
}

/** The rectangle inside of a node that has others in it: below its head, within its edge. */
export function innerOf(rect: Rect): Rect {
  const head = headOf(rect);
  const edge = (head / headPx) * edgePx;
  return {
    x: rect.x + edge,
    y: rect.y + head,
    width: rect.width - 2 * edge,
    height: rect.height - head - edge,
  };
}

/** A box on the screen, inside of a rectangle. */
export function placed(box: Box, { x, y, width, height }: Rect): Rect {
  return {
    x: x + box.x * width,
    y: y + box.y * height,
    width: box.width * width,
    height: box.height * height,
  };
}

/** The rectangle in which the cells of a node's level lie; undefined where the node is not on the map. */
export function levelRect(map: PlanMap, camera: Camera, size: Size, id: string): Rect | undefined {
  const path = pathTo(map, id);
  if (path === undefined) return undefined;
  let rect = rootRect(camera, size);
  for (const [index, each] of path.entries()) {
    const level = levelAt(map, each);
    rect = level.entries.length > 0 ? innerOf(rect) : rect;
    const next = path[index + 1];
    if (next === undefined) break;
    const at = level.entries.findIndex(({ node }) => node.id === next);
    if (at < 0) return undefined;
    const [x = 0, y = 0, width = 0, height = 0] = level.boxes.subarray(at * 4, at * 4 + 4);
    rect = placed({ x, y, width, height }, rect);
  }
  return rect;
}

/** The rectangle of a cell on the screen. */
export function cellRect(map: PlanMap, camera: Camera, size: Size, cell: MapCell): Rect | undefined {
  const around = levelRect(map, camera, size, cell.level);
  return around === undefined ? undefined : placed(cell.box, around);
}

/** What is at a point of the screen: the deepest cell that is open there, and the place in its level, in shares of it. */
export interface Hit {
  readonly cell: MapCell;
  readonly x: number;
  readonly y: number;
}

/** What is at a point of the screen; undefined beside the map and on the head of its root. */
export function hitAt(map: PlanMap, camera: Camera, size: Size, x: number, y: number): Hit | undefined {
  let around = rootRect(camera, size);
  let id = map.root;
  let found: Hit | undefined;
  for (;;) {
    if (levelAt(map, id).entries.length > 0) around = innerOf(around);
    const column = (x - around.x) / around.width;
    const row = (y - around.y) / around.height;
    // The head and the edge belong to the node itself.
    if (!(column >= 0 && column < 1 && row >= 0 && row < 1)) return found;
    const cell = cellAt(map, id, column, row);
    found = { cell, x: column, y: row };
    around = placed(cell.box, around);
    if (cell.entry === undefined || !isOpen(around)) return found;
    id = cell.entry.node.id;
    if (levelAt(map, id).entries.length === 0) return found;
  }
}

/** The camera within its bounds: the map cannot be lost, and not become smaller than the screen. */
export function bounded({ x, y, scale }: Camera, size: Size): Camera {
  if (scale <= 1) return wholeMap;
  const keep = (at: number, length: number): number =>
    Math.min(length / 2, Math.max(at, length / 2 - length * scale));
  return { x: keep(x, size.width), y: keep(y, size.height), scale };
}

/** The camera after a zoom by a factor, in which the point under the pointer stays where it is. */
export function zoomedAt(
  map: PlanMap,
  camera: Camera,
  size: Size,
  factor: number,
  x: number,
  y: number,
): Camera {
  const scale = Math.min(largestScale, Math.max(1, camera.scale * factor));
  const hit = hitAt(map, camera, size, x, y);
  const id = hit?.cell.level ?? map.root;
  const before = levelRect(map, camera, size, id);
  // What is in a rectangle moves with its corner, so the corner alone is set right after the change of size.
  const after = levelRect(map, { ...camera, scale }, size, id);
  if (before === undefined || after === undefined) return camera;
  const column = (x - before.x) / before.width;
  const row = (y - before.y) / before.height;
  return bounded(
    {
      x: camera.x + x - (after.x + column * after.width),
      y: camera.y + y - (after.y + row * after.height),
      scale,
    },
    size,
  );
}

/**
 * The camera that shows a node's rectangle, or a cell's, as large as the screen allows.
 * @param share how much of the screen it takes
 */
export function fitted(map: PlanMap, size: Size, target: MapCell | null, share = 0.94): Camera {
  if (target === null) return wholeMap;
  let scale = 1;
  // The heads around it have a fixed size, so its own grows a little faster than the map: the rest comes by steps.
  for (let step = 0; step < 12; step++) {
    const rect = cellRect(map, { x: 0, y: 0, scale }, size, target);
    if (rect === undefined) return wholeMap;
    const factor = share * Math.min(size.width / rect.width, size.height / rect.height);
    scale = Math.min(largestScale, Math.max(1, scale * factor));
    if (Math.abs(factor - 1) < 1e-6) break;
  }
  const rect = cellRect(map, { x: 0, y: 0, scale }, size, target);
  if (rect === undefined) return wholeMap;
  return bounded(
    {
      x: (size.width - rect.width) / 2 - rect.x,
      y: (size.height - rect.height) / 2 - rect.y,
      scale,
    },
    size,
  );
}

/** The deepest node that takes most of the screen around its middle: where one is on the map. */
export function placeOnMap(map: PlanMap, camera: Camera, size: Size): string {
  let id = map.root;
  let around = rootRect(camera, size);
  for (;;) {
    if (levelAt(map, id).entries.length > 0) around = innerOf(around);
    const column = (size.width / 2 - around.x) / around.width;
    const row = (size.height / 2 - around.y) / around.height;
    if (!(column >= 0 && column < 1 && row >= 0 && row < 1)) return id;
    const { entry, box } = cellAt(map, id, column, row);
    around = placed(box, around);
    const large = around.width >= 0.6 * size.width || around.height >= 0.6 * size.height;
    if (entry === undefined || !large) return id;
    id = entry.node.id;
  }
}
