/** The height of a row in pixels; the style sheet has it too. */
export const rowHeightPx = 26;

/** The tallest content that a browser is given: all of them draw and scroll this exactly. */
export const tallestPx = 8_000_000;

/** Room at both ends of a scaled scroll bar, so that there is always something to scroll by. */
const marginPx = 100_000;

/** A list as high as it would be, and the part of it that can be seen; in pixels. */
export interface Extent {
  readonly count: bigint;
  readonly viewPx: number;
}

/** The height of all rows, which may be far more than a browser can hold. */
export function fullHeight(count: bigint): bigint {
  return count * BigInt(rowHeightPx);
}

/** How far the list can be scrolled. */
export function farthest({ count, viewPx }: Extent): bigint {
  const rest = fullHeight(count) - BigInt(Math.max(0, Math.floor(viewPx)));
  return rest > 0n ? rest : 0n;
}

export function clampPlace(place: bigint, extent: Extent): bigint {
  const end = farthest(extent);
  return place < 0n ? 0n : place > end ? end : place;
}

/** True where the list is higher than the scroll bar can be, so that its place is a share and not a distance. */
export function isScaled({ count }: Extent): boolean {
  return fullHeight(count) > BigInt(tallestPx);
}

/** Where the scroll bar stands for a place in the list. */
export function barOf(place: bigint, extent: Extent): number {
  if (!isScaled(extent)) return Number(place);
  const end = farthest(extent);
  const most = tallestPx - extent.viewPx;
  if (place <= 0n) return 0;
  if (place >= end) return most;
  const fine = 1n << 30n;
  return marginPx + ((most - 2 * marginPx) * Number((place * fine) / end)) / Number(fine);
}

/**
 * The place after the scroll bar has moved. Small moves (wheel, touch, a click beside the thumb) go by as many pixels
 * as they are long; large ones (the thumb is dragged) go to that share of the whole list.
 */
export function placeAfter(place: bigint, before: number, after: number, extent: Extent): bigint {
  if (!isScaled(extent)) return clampPlace(BigInt(Math.round(after)), extent);
  const moved = after - before;
  if (Math.abs(moved) <= 2 * extent.viewPx) return clampPlace(place + BigInt(Math.round(moved)), extent);
  const most = tallestPx - extent.viewPx;
  const share = Math.min(1, Math.max(0, (after - marginPx) / (most - 2 * marginPx)));
  const fine = 2 ** 30;
  return clampPlace((farthest(extent) * BigInt(Math.round(share * fine))) / BigInt(fine), extent);
}

/** The place that shows a row, moved as little as needed. */
export function placeShowing(row: bigint, place: bigint, extent: Extent): bigint {
  const top = row * BigInt(rowHeightPx);
  const bottom = top + BigInt(rowHeightPx);
  const view = BigInt(Math.floor(extent.viewPx));
  if (top < place) return clampPlace(top, extent);
  return bottom > place + view ? clampPlace(bottom - view, extent) : place;
}
