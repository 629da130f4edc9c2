import { bitsOf, type Family } from '../net/address.ts';
import { lengthOf, prefixAt, type Prefix } from '../net/prefix.ts';
import { addressAtPoint, boxIn, gridOf, type Box, type MapGrid } from './map-grid.ts';
import { addressesOf, extentIn, type Extent, type PlanEntry } from './node.ts';
import { gapsOf, spaceOf, type Gap } from './space.ts';
import { entryAt, takersOf, type Plan } from './tree.ts';

/** A plan as a map in one family, from one of its nodes down. Levels are reckoned when they are first asked for. */
export interface PlanMap {
  readonly plan: Plan;
  readonly family: Family;
  readonly root: string;
  readonly grid: MapGrid;
  readonly levels: Map<string, MapLevel>;
}

/** What is right below a node, and where. */
export interface MapLevel {
  readonly id: string;
  readonly extent: Extent;
  readonly length: number;
  /** Those that lie in the node, in the order of addresses. */
  readonly entries: readonly PlanEntry[];
  /** Four numbers an entry: x, y, width, height in shares of the node. */
  readonly boxes: Float64Array;
  /** The blocks that are kept for entries to grow, where they are larger than the entry. */
  readonly kept: readonly { readonly index: number; readonly box: Box }[];
  /** How many lie outside of the node, wholly or in part, and are not on the map. */
  readonly outside: number;
  /** The gaps that are kept for growth, and those that are free. */
  readonly gaps: () => { readonly kept: readonly Gap[]; readonly free: readonly Gap[] };
}

export type CellKind = 'node' | 'growth' | 'free';

/** One cell of a level: a node, or the largest block that is free, or kept for growth, as a whole. */
export interface MapCell {
  /** The node whose level this is. */
  readonly level: string;
  readonly kind: CellKind;
  readonly prefix: Prefix;
  readonly box: Box;
  readonly entry: PlanEntry | undefined;
}

/** The map of a node. @throws ToolError bad-input where the node has no prefix of this family */
export function mapOf(plan: Plan, family: Family, root: string): PlanMap {
  const { prefix } = spaceOf(plan, root, family);
  return { plan, family, root, grid: gridOf(lengthOf(prefix), family), levels: new Map() };
}

/** The level of a node of the map. @throws ToolError bad-input where it has no prefix of this family */
export function levelAt(map: PlanMap, id: string): MapLevel {
  const known = map.levels.get(id);
  if (known !== undefined) return known;
  const { plan, family, grid } = map;
  const extent = spaceOf(plan, id, family);
  const around = { first: extent.first, length: lengthOf(extent.prefix) };
  const takers = takersOf(plan, id, family);
  const entries: PlanEntry[] = [];
  const boxes = new Float64Array(takers.length * 4);
  const kept: { index: number; box: Box }[] = [];
  for (const entry of takers) {
    const own = extentIn(entry, family);
    if (own === undefined || own.first < extent.first || own.end > extent.end) continue;
    const index = entries.push(entry) - 1;
    const box = boxIn(grid, around, { first: own.first, length: lengthOf(own.prefix) });
    boxes.set([box.x, box.y, box.width, box.height], index * 4);
    const growth = growthOf(entry, family);
    if (growth !== null && own.heldFirst >= extent.first && own.heldEnd <= extent.end)
      kept.push({ index, box: boxIn(grid, around, { first: own.heldFirst, length: growth }) });
  }
  let gaps: ReturnType<MapLevel['gaps']> | undefined;
  const level: MapLevel = {
    id,
    extent,
    length: around.length,
    entries,
    boxes,
    kept,
    outside: takers.length - entries.length,
    gaps: () => (gaps ??= gapsIn(plan, id, family)),
  };
  map.levels.set(id, level);
  return level;
}

function growthOf({ node }: PlanEntry, family: Family): number | null {
  const prefix = family === 6 ? node.ipv6 : node.ipv4;
  const growth = family === 6 ? node.growth6 : node.growth4;
  return prefix !== null && growth !== null && growth < lengthOf(prefix) ? growth : null;
}

function gapsIn(plan: Plan, id: string, family: Family): { kept: Gap[]; free: Gap[] } {
  const free = gapsOf(plan, id, family, true);
  const kept: Gap[] = [];
  let at = 0;
  for (const gap of gapsOf(plan, id, family, false)) {
    let next = gap.first;
    for (let each = free[at]; each !== undefined && each.first < gap.end; each = free[++at]) {
      if (each.first > next) kept.push({ first: next, end: each.first });
      next = each.end;
    }
    if (next < gap.end) kept.push({ first: next, end: gap.end });
  }
  return { kept, free };
}

/** The box of an entry of a level by its place in it. */
export function boxAt({ boxes }: MapLevel, index: number): Box {
  const at = index * 4;
  return { x: boxes[at] ?? 0, y: boxes[at + 1] ?? 0, width: boxes[at + 2] ?? 0, height: boxes[at + 3] ?? 0 };
}

/** The cell of a level at a point, in shares of the node: each point lies in exactly one. */
export function cellAt(map: PlanMap, id: string, x: number, y: number): MapCell {
  const level = levelAt(map, id);
  return cellOfAddress(
    map,
    level,
    addressAtPoint(map.grid, { first: level.extent.first, length: level.length }, x, y),
  );
}

/** The cell of a level that holds an address of the node. */
export function cellOfAddress(map: PlanMap, level: MapLevel, address: bigint): MapCell {
  const index = entryWith(map, level, address);
  const entry = index === undefined ? undefined : level.entries[index];
  const extent = entry === undefined ? undefined : extentIn(entry, map.family);
  if (index !== undefined && extent !== undefined)
    return { level: level.id, kind: 'node', prefix: extent.prefix, box: boxAt(level, index), entry };
  const { kept, free } = level.gaps();
  const gap = gapWith(free, address);
  // What an entry from outside takes is neither free nor kept; the block of its one address stands for it.
  const room = gap ?? gapWith(kept, address) ?? { first: address, end: address + 1n };
  const { first, length } = blockIn(room, address, map.family);
  const box = boxIn(map.grid, { first: level.extent.first, length: level.length }, { first, length });
  const prefix = prefixAt(first, length, map.family);
  return { level: level.id, kind: gap === undefined ? 'growth' : 'free', prefix, box, entry: undefined };
}

/** The largest aligned block around an address that lies in a gap. */
function blockIn(gap: Gap, address: bigint, family: Family): { first: bigint; length: number } {
  let low = 0;
  let high: number = bitsOf(family);
  // A block that fits holds those of all longer lengths, so the shortest that fits is found by halving.
  while (low < high) {
    const length = (low + high) >> 1;
    const size = addressesOf(length, family);
    const first = address & -size;
    if (first >= gap.first && first + size <= gap.end) high = length;
    else low = length + 1;
  }
  return { first: address & -addressesOf(low, family), length: low };
}

/** The last entry that holds an address: of those that overlap it is the one that is painted on top. */
function entryWith({ family }: PlanMap, { entries }: MapLevel, address: bigint): number | undefined {
  const extent = (index: number): Extent | undefined => {
    const entry = entries[index];
    return entry === undefined ? undefined : extentIn(entry, family);
  };
  const from = lastAt(entries.length, (index) => (extent(index)?.first ?? 0n) <= address);
  // Those before the nearest hold the address only where entries overlap; so far back they are looked for.
  for (let index = from; index >= 0 && index > from - 64; index--) {
    if (address < (extent(index)?.end ?? 0n)) return index;
  }
  return undefined;
}

function gapWith(gaps: readonly Gap[], address: bigint): Gap | undefined {
  const gap = gaps[lastAt(gaps.length, (index) => (gaps[index]?.first ?? 0n) <= address)];
  return gap !== undefined && address < gap.end ? gap : undefined;
}

/** The last place for which something is true that is true up to it; -1 where there is none. */
function lastAt(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** True where nothing takes or keeps any of these addresses of a level. */
export function isFree(level: MapLevel, first: bigint, end: bigint): boolean {
  const gap = gapWith(level.gaps().free, first);
  return gap !== undefined && end <= gap.end;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The cell beside another one of its level; undefined at the edge of the node. */
export function neighbourOf(map: PlanMap, { level, box }: MapCell, to: Direction): MapCell | undefined {
  // Smaller than any cell that can be seen, and still exact beside 1.
  const step = 2 ** -50;
  const x =
    to === 'left' ? box.x - step : to === 'right' ? box.x + box.width : box.x + Math.max(box.width / 2, 0);
  const y =
    to === 'up' ? box.y - step : to === 'down' ? box.y + box.height : box.y + Math.max(box.height / 2, 0);
  return x < 0 || y < 0 || x >= 1 || y >= 1 ? undefined : cellAt(map, level, x, y);
}

/** The cell of a node in the level above it; undefined for the root and for what is not on the map. */
export function cellOfNode(map: PlanMap, id: string): MapCell | undefined {
  const path = pathTo(map, id);
  const level = path?.at(-2);
  if (level === undefined) return undefined;
  const found = levelAt(map, level);
  const index = found.entries.findIndex(({ node }) => node.id === id);
  const entry = found.entries[index];
  const extent = entry === undefined ? undefined : extentIn(entry, map.family);
  if (extent === undefined) return undefined;
  return { level, kind: 'node', prefix: extent.prefix, box: boxAt(found, index), entry };
}

/** The ids of the nodes with this family from the root down to a node; undefined where it is not under the root. */
export function pathTo(map: PlanMap, id: string): string[] | undefined {
  const path: string[] = [];
  for (let up: string | null = id; up !== null;) {
    const entry: PlanEntry = entryAt(map.plan, up);
    if (extentIn(entry, map.family) !== undefined) path.unshift(up);
    if (up === map.root) return path[0] === up ? path : undefined;
    up = entry.node.parent;
  }
  return undefined;
}

/** The share of a node that what is right below it takes, 0 to 1. */
export function utilisationOf(map: PlanMap, id: string): number {
  const { extent, gaps } = levelAt(map, id);
  const { kept, free } = gaps();
  const open = [...kept, ...free].reduce((sum, gap) => sum + gap.end - gap.first, 0n);
  const total = extent.end - extent.first;
  // Scaled first: the numbers themselves are beyond what a number holds exactly.
  return Number(((total - open) * 1_000_000_000n) / total) / 1_000_000_000;
}
