import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { addressIn } from '../components/address-pieces.ts';
import { openMenuAt } from '../components/address-text.tsx';
import { copyAndTell } from '../components/announcer.tsx';
import {
  barOf,
  clampPlace,
  fullHeight,
  isScaled,
  placeAfter,
  placeShowing,
  rowHeightPx,
  tallestPx,
} from './scroll-place.ts';
import styles from './big-table.module.css';

export interface BigColumn {
  readonly label: string;
  /** A track of `grid-template-columns`. */
  readonly track: string;
  readonly right?: boolean;
}

interface BigTableProps {
  readonly label: string;
  readonly columns: readonly BigColumn[];
  readonly count: bigint;
  /** The cells of a row; asked for those on screen alone. */
  rowAt(index: bigint): readonly string[];
  /** Which cell Enter copies. */
  readonly main: number;
  /** The row that the keyboard is on. */
  readonly active: bigint;
  onActive(index: bigint): void;
}

/** The most rows that assistive technology is told a number for. */
const mostCounted = 2n ** 31n;
/** How long the scroll bar stands still before it is put where its place in the list is, in milliseconds. */
const restMs = 150;

/**
 * A table of any number of rows, 2^128 if need be: only those on screen are made. It is one tab stop; Up, Down, Page
 * Up, Page Down, Home and End move through it, Enter copies, the
 * menu key opens the menu of the address in the row. A scroll bar cannot be longer than some million pixels, so
 * the place is kept as an integer and the bar shows it.
 */
export function BigTable(props: BigTableProps): ReactElement {
  const { count, columns, active, onActive, rowAt, main } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  // Zero until it is measured, which is before the first picture.
  const [viewPx, setViewPx] = useState(0);
  const [wanted, setPlace] = useState(0n);
  const extent = { count, viewPx };
  const place = clampPlace(wanted, extent);
  const bar = useRef(0);
  const rest = useRef<number>(undefined);

  const putBar = useCallback((to: number) => {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTop = to;
    // As the browser rounds it, so that its own event is known for what it is.
    bar.current = element.scrollTop;
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setViewPx(Math.max(rowHeightPx, element.clientHeight - rowHeightPx));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // The active row is shown whenever it changes, from the keyboard or from outside.
  const [shown, setShown] = useState<{ active: bigint; count: bigint }>();
  if (viewPx > 0 && (shown?.active !== active || shown.count !== count)) {
    setShown({ active, count });
    setPlace(placeShowing(active, place, extent));
  }
  const target = barOf(place, extent);
  const following = useRef(false);
  useLayoutEffect(() => {
    // While the person scrolls, the bar is theirs; it is put right when it rests.
    if (!following.current) putBar(target);
  }, [target, putBar]);
  useEffect(() => () => window.clearTimeout(rest.current), []);

  const onScroll = (): void => {
    const element = scroller.current;
    if (element === null || Math.abs(element.scrollTop - bar.current) < 1) return;
    const next = placeAfter(place, bar.current, element.scrollTop, extent);
    bar.current = element.scrollTop;
    following.current = true;
    setPlace(next);
    window.clearTimeout(rest.current);
    rest.current = window.setTimeout(() => {
      following.current = false;
      putBar(barOf(next, extent));
    }, restMs);
  };

  const page = BigInt(Math.max(1, Math.floor(viewPx / rowHeightPx) - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || count === 0n) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void copyAndTell(rowAt(active)[main] ?? '');
      return;
    }
    const moves: Record<string, bigint> = {
      ArrowDown: active + 1n,
      ArrowUp: active - 1n,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0n,
      End: count - 1n,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = move < 0n ? 0n : move >= count ? count - 1n : move;
    if (next === active) setPlace(placeShowing(active, place, extent));
    else onActive(next);
  };

  // By pointer the menu of the address in the cell, or of the first in its row; by key that of the active row.
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    const at = event.target instanceof HTMLElement ? event.target : event.currentTarget;
    const row = at.closest<HTMLElement>('[data-row]') ?? document.getElementById(`${id}-${active}`);
    const cells = rowAt(BigInt(row?.dataset['row'] ?? active));
    const address = [at.textContent, ...cells].map(addressIn).find((each) => each !== undefined);
    if (address !== undefined && row !== null) openMenuAt(event, address, row);
  };

  const first = place / BigInt(rowHeightPx);
  const shift = Number(place % BigInt(rowHeightPx));
  const left = count - first;
  const fits = BigInt(Math.ceil(viewPx / rowHeightPx) + 1);
  const made = Array.from({ length: Number(left < fits ? left : fits) }, (_, index) => first + BigInt(index));
  const counted = count < mostCounted;
  const tracks = columns.map(({ track }) => track).join(' ');
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={counted ? Number(count) + 1 : -1}
      aria-colcount={columns.length}
      aria-activedescendant={made.includes(active) ? `${id}-${active}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      style={{ '--columns': tracks }}
    >
      <div className={styles.window} style={{ height: viewPx + rowHeightPx }}>
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {columns.map(({ label, right }) => (
              <div key={label} role="columnheader" className={right === true ? styles.right : undefined}>
                {label}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.rows} style={{ height: viewPx }}>
          {made.map((index, position) => (
            <div
              key={position}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={counted ? Number(index) + 2 : undefined}
              aria-selected={index === active}
              data-row={String(index)}
              className={styles.row}
              style={{ transform: `translateY(${position * rowHeightPx - shift}px)` }}
              onClick={() => onActive(index)}
              onDoubleClick={() => void copyAndTell(rowAt(index)[main] ?? '')}
            >
              {rowAt(index).map((text, column) => (
                <div
                  key={columns[column]?.label}
                  role="gridcell"
                  className={columns[column]?.right === true ? styles.right : undefined}
                >
                  {text}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
      <div style={{ height: spareHeight(count, viewPx) }} />
    </div>
  );
}

/** What is below the rows on screen, so that the scroll bar is as long as the list, or as long as it can be. */
function spareHeight(count: bigint, viewPx: number): number {
  const extent = { count, viewPx };
  const height = isScaled(extent) ? tallestPx : Number(fullHeight(count));
  return Math.max(0, height - viewPx);
}
