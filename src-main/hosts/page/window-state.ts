import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const state = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof state>;

export const smallest = { width: 720, height: 480 };
const usual = { width: 1280, height: 820 };

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The state of the last time; undefined where there is none, or nothing that can be used. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return state.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // A window of the usual size is no loss, so nothing is said about a missing or damaged file.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Written beside and renamed, so that a crash leaves the old state or the new one. */
export function writeWindowState(file: string, value: WindowState): void {
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, JSON.stringify(value), { mode: 0o600 });
  renameSync(beside, file);
}

/**
 * Where the window opens: as it was, moved and shrunk into the display that shows most of it; in the middle of the
 * first display where that is gone.
 * @param displays the work areas of the displays that are there now, the main one first
 */
export function placeWindow(last: WindowState | undefined, displays: readonly Rectangle[]): Rectangle {
  const ranked = displays.toSorted((a, b) => shared(last, b) - shared(last, a));
  const area = ranked[0] ?? { x: 0, y: 0, ...usual };
  const width = Math.min(area.width, Math.max(smallest.width, last?.width ?? usual.width));
  const height = Math.min(area.height, Math.max(smallest.height, last?.height ?? usual.height));
  const middle = {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
  };
  const from = last === undefined || shared(last, area) === 0 ? middle : last;
  return {
    width,
    height,
    x: Math.min(Math.max(from.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(from.y, area.y), area.y + area.height - height),
  };
}

/** How much of the window a display shows, in square pixels. */
function shared(window: Rectangle | undefined, area: Rectangle): number {
  if (window === undefined) return 0;
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  return Math.max(0, width) * Math.max(0, height);
}
