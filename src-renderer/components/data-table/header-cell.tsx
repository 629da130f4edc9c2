import Checkbox from '@mui/material/Checkbox';
import type { ReactElement } from 'react';
import type { Column, RowSelection, Sort } from './column.ts';
import styles from './data-table.module.css';

interface HeaderCellProps {
  readonly column: Pick<Column<never>, 'id' | 'label' | 'align' | 'sortable' | 'pinned'>;
  readonly position: number;
  readonly sort: Sort | null;
  onSort(): void;
}

export function HeaderCell({ column, position, sort, onSort }: HeaderCellProps): ReactElement {
  const classes = [
    styles.headerCell,
    column.pinned && styles.pinned,
    column.align === 'right' && styles.right,
  ];
  const direction = sort === null ? 'none' : sort.descending ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      aria-colindex={position}
      aria-sort={column.sortable === true ? direction : undefined}
      className={classes.filter(Boolean).join(' ')}
    >
      {column.sortable === true ? (
        <button type="button" className={styles.sort} onClick={onSort}>
          {column.label}
          <span aria-hidden="true" className={styles.arrow}>
            {sort === null ? '' : sort.descending ? '↓' : '↑'}
          </span>
        </button>
      ) : (
        column.label
      )}
    </div>
  );
}

export function SelectAllCell({
  selection,
  count,
}: {
  readonly selection: RowSelection;
  readonly count: number;
}): ReactElement {
  const chosen = selection.keys.size;
  return (
    <div role="columnheader" aria-colindex={1} className={`${styles.headerCell} ${styles.check}`}>
      <Checkbox
        checked={count > 0 && chosen >= count}
        indeterminate={chosen > 0 && chosen < count}
        onChange={() => selection.toggleAll()}
        slotProps={{ input: { 'aria-label': 'Select all rows' } }}
      />
    </div>
  );
}
