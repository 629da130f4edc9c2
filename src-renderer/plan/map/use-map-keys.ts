import { useCallback, type KeyboardEvent, type RefObject } from 'react';
import {
  cellAt,
  cellOfNode,
  levelAt,
  neighbourOf,
  type Direction,
  type MapCell,
  type PlanMap,
} from '../../../src-core/plan/map.ts';
import { cellRect, fitted, wholeMap, type Size } from '../../../src-core/plan/map-frame.ts';
import type { MapCamera } from './use-map-camera.ts';

interface MapKeys {
  readonly map: PlanMap;
  readonly size: RefObject<Size>;
  readonly camera: MapCamera;
  readonly cell: MapCell | null;
  onCell(cell: MapCell): void;
  zoom(factor: number): void;
  choose(cell: MapCell): void;
}

const ways: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The factor of one press of + or -. */
export const zoomStep = 1.6;

/**
 * The keys of the map: the arrows go from cell to cell of one level, Enter goes into a cell and Backspace or Escape out
 * of it, Space chooses the node, + and - zoom, Home shows the whole map.
 */
export function useMapKeys(keys: MapKeys): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback(
    (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (press(event.key, keys)) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    [keys],
  );
}

/** Does what a key stands for. @returns false where it is not one of the map, or has nothing left to do */
function press(key: string, keys: MapKeys): boolean {
  const { map, camera, cell, onCell, choose, zoom } = keys;
  const way = ways[key];
  if (way !== undefined) {
    const next = cell === null ? firstCell(map, camera.place) : neighbourOf(map, cell, way);
    if (next !== undefined) {
      onCell(next);
      follow(keys, next);
    }
    return true;
  }
  if (key === 'Enter') {
    const at = cell ?? firstCell(map, camera.place);
    const into = at.entry === undefined ? undefined : firstCell(map, at.entry.node.id);
    onCell(into ?? at);
    camera.fly(fitted(map, keys.size.current, at));
  } else if (key === 'Backspace' || key === 'Escape') {
    return goOut(keys);
  } else if (key === ' ') {
    if (cell !== null) choose(cell);
  } else if (key === '+' || key === '=') zoom(zoomStep);
  else if (key === '-') zoom(1 / zoomStep);
  else if (key === 'Home') camera.fly(wholeMap);
  else return false;
  return true;
}

/** Where the keyboard starts in a node: at the first of those below it, or at its first address. */
function firstCell(map: PlanMap, id: string): MapCell {
  const { boxes, entries } = levelAt(map, id);
  return cellAt(map, id, entries.length > 0 ? (boxes[0] ?? 0) : 0, entries.length > 0 ? (boxes[1] ?? 0) : 0);
}

function goOut({ map, size, camera, cell, onCell }: MapKeys): boolean {
  const inside = cell?.level ?? camera.place;
  if (inside === map.root) {
    if (camera.now.current.scale === 1) return false;
    camera.fly(wholeMap);
    return true;
  }
  const out = cellOfNode(map, inside);
  if (out === undefined) return false;
  onCell(out);
  const above = out.level === map.root ? null : cellOfNode(map, out.level);
  camera.fly(above === undefined ? wholeMap : fitted(map, size.current, above));
  return true;
}

/** Moves the map as far as is needed to see a cell. */
function follow({ map, size: { current: size }, camera }: MapKeys, cell: MapCell): void {
  const now = camera.now.current;
  const rect = cellRect(map, now, size, cell);
  if (rect === undefined) return;
  const by = (at: number, length: number, room: number): number => {
    if (length > room) return at > room * 0.9 || at + length < room * 0.1 ? room / 2 - at - length / 2 : 0;
    return at < 0 ? -at + 8 : at + length > room ? room - at - length - 8 : 0;
  };
  const x = by(rect.x, rect.width, size.width);
  const y = by(rect.y, rect.height, size.height);
  if (x !== 0 || y !== 0) camera.fly({ ...now, x: now.x + x, y: now.y + y });
}
