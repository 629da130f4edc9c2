import type { Rect, Size } from '../../../src-core/plan/map-frame.ts';

/** The widths of texts by font, as measuring one takes longer than drawing it. */
const widths = new Map<string, number>();
const mostWidths = 20_000;

const linePx = 15;
const insetPx = 5;

interface Placing {
  /** The ground that is painted below the text, where a pattern would disturb it. */
  readonly plate?: string | undefined;
  /** Which line of the rectangle, from 0. */
  readonly line?: number;
  /** How many pixels after its left edge. */
  readonly from?: number;
  /** Which end of the text stays where it is cut: the end of a prefix says more than its start. */
  readonly keep?: 'start' | 'end';
  /** True to leave the text out where it would have to be cut. */
  readonly whole?: boolean;
}

/**
 * Writes one line at the upper left of what can be seen of a rectangle, cut with an ellipsis where it has no room.
 * @returns how many pixels after the left edge the text ends; 0 where nothing was written
 */
export function writeText(
  brush: CanvasRenderingContext2D,
  text: string,
  size: Size,
  rect: Rect,
  colour: string,
  font: string,
  { plate, line = 0, from = 0, keep = 'start', whole = false }: Placing = {},
): number {
  const left = Math.max(rect.x, 0) + insetPx;
  const x = left + from;
  const right = Math.min(rect.x + rect.width, size.width) - insetPx;
  const top = Math.max(rect.y, 0);
  const bottom = Math.min(rect.y + rect.height, size.height);
  const room = right - x;
  const middle = top + Math.min((bottom - top) / 2, 10) + line * linePx;
  if (middle + 6 > bottom + 1 || room < 12) return 0;
  brush.font = font;
  const shown = cut(brush, text, font, room, keep);
  if (shown === '' || (whole && shown !== text)) return 0;
  const width = measure(brush, shown, font);
  if (plate !== undefined) {
    brush.fillStyle = plate;
    brush.fillRect(x - 3, middle - 7, width + 6, 14);
  }
  brush.fillStyle = colour;
  brush.textBaseline = 'middle';
  brush.fillText(shown, x, middle + 0.5);
  return from + width;
}

function cut(
  brush: CanvasRenderingContext2D,
  text: string,
  font: string,
  room: number,
  keep: 'start' | 'end',
): string {
  if (measure(brush, text, font) <= room) return text;
  const part = (length: number): string =>
    keep === 'start' ? `${text.slice(0, length)}…` : `…${text.slice(text.length - length)}`;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(brush, part(middle), font) <= room) low = middle;
    else high = middle - 1;
  }
  return low < 2 ? '' : part(low);
}

function measure(brush: CanvasRenderingContext2D, text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size >= mostWidths) widths.clear();
  const { width } = brush.measureText(text);
  widths.set(key, width);
  return width;
}
