import Checkbox from '@mui/material/Checkbox';
import { memo, type MouseEvent, type ReactElement } from 'react';
import type { Column } from './column.ts';
import styles from './data-table.module.css';

/** Has to agree with the height in the style sheet. */
const heightPx = 34;

interface TableRowProps<Row> {
  readonly row: Row | undefined;
  readonly rowKey: string;
  readonly name: string;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly active: boolean;
  readonly open: boolean;
  /** Undefined where rows cannot be selected. */
  readonly selected: boolean | undefined;
  readonly onToggle: ((key: string, index: number, range: boolean) => void) | undefined;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onActive: (index: number) => void;
}

function Row<Value>(props: TableRowProps<Value>): ReactElement {
  const { row, index, columns, selected } = props;
  const classes = [
    styles.row,
    styles.bodyRow,
    props.open && styles.open,
    selected === true && styles.selected,
  ];
  const offset = selected === undefined ? 1 : 2;
  const click = (event: MouseEvent<HTMLElement>): void => {
    props.onActive(index);
    // A click that ends a text selection, or that a button in the row has taken, opens nothing.
    const chosen = window.getSelection();
    if (chosen !== null && !chosen.isCollapsed) return;
    if (event.target instanceof Element && event.target.closest('button, a, input, label') !== null) return;
    if (row !== undefined) props.onOpen?.(row);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected ?? (props.onOpen === undefined ? undefined : props.open)}
      aria-busy={row === undefined ? true : undefined}
      data-index={index}
      tabIndex={props.active ? 0 : -1}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${index * heightPx}px)` }}
      onClick={click}
    >
      {selected !== undefined && (
        <div role="gridcell" aria-colindex={1} className={`${styles.cell} ${styles.check}`}>
          {row !== undefined && (
            <Checkbox
              checked={selected}
              tabIndex={-1}
              slotProps={{ input: { 'aria-label': `Select ${props.name}`, tabIndex: -1 } }}
              onClick={(event) => {
                event.stopPropagation();
                props.onToggle?.(props.rowKey, index, event.shiftKey);
              }}
            />
          )}
        </div>
      )}
      {columns.map((column, position) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={position + offset}
          className={[styles.cell, column.pinned && styles.pinned, column.align === 'right' && styles.right]
            .filter(Boolean)
            .join(' ')}
        >
          {row === undefined ? <span className={styles.loading} /> : column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** A row is drawn again only when it is another row or stands elsewhere: a thousand arriving rows touch what is seen. */
export const TableRow = memo(Row) as typeof Row;
