import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useCallback, useDeferredValue, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { Sort } from '../components/data-table/column.ts';
import { ColumnsButton, useColumnChoice } from '../components/data-table/columns-button.tsx';
import { DataTable } from '../components/data-table/data-table.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { FilterBox } from '../components/filter-box.tsx';
import { formatCount, formatPlural } from '../components/format.ts';
import { useRemembered } from '../components/remembered.ts';
import { exportHosts } from './export-hosts.ts';
import { hostColumns } from './host-columns.tsx';
import { HostDetails } from './host-details.tsx';
import { filterRows, sortRows, type HostRow, type HostView } from './host-rows.ts';
import styles from './discover-page.module.css';

const views: readonly { id: HostView; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'new', label: 'New' },
  { id: 'changed', label: 'Changed' },
  { id: 'routers', label: 'Routers' },
];

const isText = (value: unknown): value is string => typeof value === 'string';
const isView = (value: unknown): value is HostView => views.some(({ id }) => id === value);
const isSort = (value: unknown): value is Sort | null =>
  value === null || (typeof value === 'object' && 'id' in value && 'descending' in value);

const rowKey = (row: HostRow): string => row.host.id;
const rowName = (row: HostRow): string => row.title;

/** The hosts of the run, as they come. */
export function HostTable({
  rows,
  empty,
}: {
  readonly rows: readonly HostRow[];
  readonly empty: ReactNode;
}): ReactElement {
  const [text, setText] = useRemembered('hosts.text', '', isText);
  const [view, setView] = useRemembered<HostView>('hosts.view', 'all', isView);
  const [sort, setSort] = useRemembered<Sort | null>('hosts.sort', null, isSort);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const columns = useColumnChoice('hosts', hostColumns);
  // Filtering and sorting may lag behind a frame; typing and scrolling may not.
  const current = useDeferredValue(rows);
  const filter = useDeferredValue(text);
  const shown = useMemo(
    () => sortRows(filterRows(current, filter, view), sort),
    [current, filter, view, sort],
  );
  const open = openKey === null ? undefined : current.find((row) => rowKey(row) === openKey);
  const onOpen = useCallback(
    (row: HostRow) => setOpenKey((was) => (was === rowKey(row) ? null : rowKey(row))),
    [],
  );
  const close = useCallback(() => setOpenKey(null), []);
  return (
    <>
      <div className={styles.toolbar}>
        <FilterBox label="Filter hosts" value={text} onChange={setText} />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view}
          aria-label="Which hosts to show"
          onChange={(_event, next: HostView | null) => setView(next ?? 'all')}
        >
          {views.map(({ id, label }) => (
            <ToggleButton key={id} value={id}>
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <span className={styles.count}>
          {shown.length === rows.length
            ? formatPlural(rows.length, 'host')
            : `${formatCount(shown.length)} of ${formatPlural(rows.length, 'host')}`}
        </span>
        <span className={styles.space} />
        {sort !== null && (
          <button type="button" className={styles.reset} onClick={() => setSort(null)}>
            Order as found
          </button>
        )}
        <ColumnsButton choice={columns} />
        <ExportButton
          disabled={shown.length === 0}
          make={(format) =>
            exportHosts(
              shown,
              columns.shown.map(({ id }) => id),
              format,
              new Date(),
            )
          }
        />
      </div>
      <div className={styles.results}>
        <div className={styles.table}>
          <DataTable
            label="Hosts"
            place="hosts"
            columns={columns.shown}
            count={shown.length}
            rowAt={(index) => shown[index]}
            rowKey={rowKey}
            rowName={rowName}
            sort={sort}
            onSort={setSort}
            onOpen={onOpen}
            openKey={openKey}
            empty={rows.length === 0 ? empty : <p className={styles.nothing}>No host matches the filter.</p>}
          />
        </div>
        {open !== undefined && <HostDetails row={open} onClose={close} />}
      </div>
    </>
  );
}
