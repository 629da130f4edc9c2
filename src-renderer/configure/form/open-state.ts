import { below } from './edit-values.ts';
import { isItemOpen, pathsAbove, type OpenState } from './form-rows.ts';

/** With everything above a path open, so that it is seen. */
export function revealed(open: OpenState, path: string): OpenState {
  const above = pathsAbove(path);
  if (above.every((each) => open.get(each) === true)) return open;
  return new Map([...open, ...above.map((each) => [each, true] as const)]);
}

/**
 * After items of a list took other places: what was open stays open with its item.
 * @param to where an item is now, by where it was; null where it is gone
 */
export function rearranged(open: OpenState, list: string, to: (index: number) => number | null): OpenState {
  const start = `${list}.`;
  const entries = [...open].flatMap(([path, is]): [string, boolean][] => {
    if (!path.startsWith(start)) return [[path, is]];
    const [index = '', ...rest] = path.slice(start.length).split('.');
    const next = to(Number(index));
    return next === null ? [] : [[[list, next, ...rest].join('.'), is]];
  });
  return new Map(entries);
}

/** Notes how the items of a list are now, so that a changed count does not close what was open by its own. */
export function settled(open: OpenState, list: string, count: number): OpenState {
  if (count > 8) return open;
  const items = Array.from({ length: count }, (_, index) => below(list, index));
  return new Map([...open, ...items.map((path) => [path, isItemOpen(open, path, count)] as const)]);
}
