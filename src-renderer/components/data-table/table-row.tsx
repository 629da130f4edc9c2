import Checkbox from '@mui/material/Checkbox';
import { memo, useMemo, type ReactElement, type ReactNode } from 'react';
import type { Column } from './column.ts';
import styles from './data-table.module.css';

/** Has to agree with the height in the style sheet. */
const heightPx = 34;

interface RowState {
  readonly rowKey: string;
  readonly name: string;
  readonly index: number;
  readonly loaded: boolean;
  readonly active: boolean;
  readonly open: boolean;
  /** Undefined where rows cannot be selected. */
  readonly selected: boolean | undefined;
  /** True where a click opens the row. */
  readonly opens: boolean;
  readonly onToggle: ((key: string, index: number, range: boolean) => void) | undefined;
}

interface TableRowProps<Row> extends RowState {
  readonly row: Row | undefined;
  readonly columns: readonly Column<Row>[];
}

/** A row is drawn again only when it is another row or stands elsewhere: a thousand arriving rows touch what is seen. */
export function TableRow<Row>({ row, columns, ...state }: TableRowProps<Row>): ReactElement {
  const offset = state.selected === undefined ? 1 : 2;
  const cells = useMemo(
    () =>
      columns.map((column, position) => (
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
      )),
    [row, columns, offset],
  );
  return <RowFrame {...state}>{cells}</RowFrame>;
}

const RowFrame = memo(function RowFrame(props: RowState & { readonly children: ReactNode }): ReactElement {
  const { index, selected } = props;
  const classes = [
    styles.row,
    styles.bodyRow,
    props.open && styles.open,
    selected === true && styles.selected,
  ];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected ?? (props.opens ? props.open : undefined)}
      aria-busy={props.loaded ? undefined : true}
      data-index={index}
      tabIndex={props.active ? 0 : -1}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${index * heightPx}px)` }}
    >
      {selected !== undefined && (
        <div role="gridcell" aria-colindex={1} className={`${styles.cell} ${styles.check}`}>
          {props.loaded && (
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
      {props.children}
    </div>
  );
});
