import { useCallback, type KeyboardEvent, type RefObject } from 'react';

interface GridKeyboard {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly activeIndex: number;
  readonly pageRows: number;
  setActive(index: number): void;
  scrollTo(index: number): void;
  open(index: number): void;
  toggle(index: number, shift: boolean): void;
}

/** What in a row can take the focus, in the order in which it is seen. */
const focusable = 'button:not([disabled]), a[href], input:not([disabled])';

/** The keys of a table whose rows are one tab stop; see DataTable. */
export function useGridKeyboard(grid: GridKeyboard): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback(
    (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
      if (row === null || event.altKey || event.ctrlKey || event.metaKey) return;
      const target = targetIndex(event.key, grid);
      if (target !== null) {
        event.preventDefault();
        moveTo(grid, target);
      } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        moveWithin(row, event);
      } else if (event.target === row && event.key === 'Enter') {
        event.preventDefault();
        grid.open(grid.activeIndex);
      } else if (event.target === row && event.key === ' ') {
        event.preventDefault();
        grid.toggle(grid.activeIndex, event.shiftKey);
      } else if (event.key === 'Escape' && event.target !== row) {
        // Out of the row's buttons first; the next Escape closes what is open.
        event.stopPropagation();
        row.focus();
      }
    },
    [grid],
  );
}

function targetIndex(key: string, { activeIndex, count, pageRows }: GridKeyboard): number | null {
  const moves: Record<string, number> = {
    ArrowDown: activeIndex + 1,
    ArrowUp: activeIndex - 1,
    PageDown: activeIndex + pageRows,
    PageUp: activeIndex - pageRows,
    Home: 0,
    End: count - 1,
  };
  const wanted = moves[key];
  return wanted === undefined ? null : Math.max(0, Math.min(wanted, count - 1));
}

/** So long a busy page may take to draw a row that was out of sight. */
const drawMs = 2000;
/** Counts the moves: a newer one takes the focus from an older that still waits for its row. */
let latestMove = 0;

function moveTo(grid: GridKeyboard, index: number): void {
  grid.setActive(index);
  grid.scrollTo(index);
  latestMove += 1;
  const move = latestMove;
  const deadline = performance.now() + drawMs;
  // The row may exist only after the table has drawn the new place.
  const focus = (): void => {
    if (move !== latestMove) return;
    const row = grid.scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (row !== null && row !== undefined) row.focus({ preventScroll: true });
    else if (performance.now() < deadline) requestAnimationFrame(focus);
  };
  requestAnimationFrame(focus);
}

function moveWithin(row: HTMLElement, event: KeyboardEvent<HTMLElement>): void {
  const stops = [...row.querySelectorAll<HTMLElement>(focusable)];
  const at = stops.findIndex((stop) => stop === event.target);
  const next = event.key === 'ArrowRight' ? stops[at + 1] : at <= 0 ? row : stops[at - 1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
