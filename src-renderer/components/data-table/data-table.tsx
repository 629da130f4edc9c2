import { useVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { columnTracks, nextSort, type Column, type RowSelection, type Sort } from './column.ts';
import { HeaderCell, SelectAllCell } from './header-cell.tsx';
import { TableRow } from './table-row.tsx';
import { useGridKeyboard } from './use-grid-keyboard.ts';
import styles from './data-table.module.css';

/** The height of a row in pixels. */
export const rowHeight = 34;

interface DataTableProps<Row> {
  /** The name of the table for assistive technology. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  /** The row at this place; undefined while it is not loaded. */
  rowAt(index: number): Row | undefined;
  rowKey(row: Row): string;
  /** The row in a few words, for the labels of its check box. */
  rowName(row: Row): string;
  readonly sort: Sort | null;
  onSort(sort: Sort): void;
  onOpen?: ((row: Row) => void) | undefined;
  readonly openKey?: string | null | undefined;
  readonly selection?: RowSelection | undefined;
  /** Told which rows are on screen, so that they can be loaded. */
  onRange?: ((first: number, last: number) => void) | undefined;
  /** Names what the table shows; it is scrolled as before when the same is shown again. */
  readonly place?: string | undefined;
  /** Stands in place of the rows where there are none. */
  readonly empty?: ReactNode;
}

/** How far each table was scrolled when it was left, in pixels, by the name of its place. */
const places = new Map<string, number>();

const selectionColumn = { width: 36 };

/**
 * A virtualised table: only the rows on screen exist. The rows are one tab stop; Up, Down, Page Up, Page Down, Home and
 * End move between them, Left and Right between the buttons of one, Enter opens it and Space selects it.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { columns, count, rowAt, rowKey, sort, selection, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const activeIndex = Math.min(active, Math.max(count - 1, 0));
  const selectable = selection !== undefined;
  const { tracks, minimum } = useMemo(
    () => columnTracks(selectable ? [selectionColumn, ...columns] : columns),
    [columns, selectable],
  );
  // The active row stays in the page when it is scrolled away, or the focus would fall to the body.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (activeIndex >= range.count || shown.includes(activeIndex)) return shown;
      return [...shown, activeIndex].sort((left, right) => left - right);
    },
    [activeIndex],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: () => places.get(props.place ?? '') ?? 0,
    // The header is as high as a row and covers the first one.
    scrollPaddingStart: rowHeight,
    rangeExtractor,
    useFlushSync: false,
  });
  const { place } = props;
  useEffect(() => {
    const element = scroller.current;
    if (element === null || place === undefined) return;
    element.scrollTop = places.get(place) ?? 0;
    return () => void places.set(place, element.scrollTop);
  }, [place]);
  const items = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  const first = range?.startIndex ?? 0;
  const last = range?.endIndex ?? 0;
  useEffect(() => onRange?.(first, last), [first, last, onRange]);

  const keyboard = useGridKeyboard({
    scroller,
    count,
    activeIndex,
    setActive,
    pageRows: Math.max(last - first - 1, 1),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    open: (index) => {
      const row = rowAt(index);
      if (row !== undefined) props.onOpen?.(row);
    },
    toggle: (index, shift) => {
      const row = rowAt(index);
      if (row !== undefined) selection?.toggle(rowKey(row), index, shift);
    },
  });

  const click = (event: MouseEvent<HTMLElement>): void => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>('[data-index]');
    if (row === null) return;
    const index = Number(row.dataset['index']);
    setActive(index);
    // A click that ends a text selection, or that a button in the row has taken, opens nothing.
    const chosen = window.getSelection();
    if (chosen !== null && !chosen.isCollapsed) return;
    if (event.target.closest('button, a, input, label') !== null) return;
    const value = rowAt(index);
    if (value !== undefined) props.onOpen?.(value);
  };

  const offset = selectable ? 2 : 1;
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + offset - 1}
        aria-multiselectable={selectable}
        tabIndex={-1}
        onClick={click}
        onKeyDown={keyboard}
        style={{ '--columns': tracks, '--minimum': `${minimum}px` }}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {selection !== undefined && <SelectAllCell selection={selection} count={count} />}
            {columns.map((column, index) => (
              <HeaderCell
                key={column.id}
                column={column}
                position={index + offset}
                sort={sort?.id === column.id ? sort : null}
                onSort={() => props.onSort(nextSort(sort, column.id))}
              />
            ))}
          </div>
        </div>
        {count > 0 && (
          <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rowAt(item.index);
              const key = row === undefined ? `place-${item.index}` : rowKey(row);
              return (
                <TableRow
                  // By place: a row that is loaded into its place must not take the focus away with the old element.
                  key={item.index}
                  row={row}
                  loaded={row !== undefined}
                  rowKey={key}
                  name={row === undefined ? '' : props.rowName(row)}
                  index={item.index}
                  columns={columns}
                  active={item.index === activeIndex}
                  open={row !== undefined && props.openKey === key}
                  selected={selection?.keys.has(key)}
                  onToggle={selection?.toggle}
                  opens={props.onOpen !== undefined}
                />
              );
            })}
          </div>
        )}
      </div>
      {count === 0 && <div className={styles.empty}>{props.empty}</div>}
    </div>
  );
}
