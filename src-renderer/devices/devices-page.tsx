import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { deviceSort, type DeviceRow } from '../../src-core/api/devices.ts';
import { api } from '../app/api.ts';
import { facetsQuery } from '../app/queries.ts';
import type { Sort } from '../components/data-table/column.ts';
import { ColumnsButton, useColumnChoice } from '../components/data-table/columns-button.tsx';
import { DataTable } from '../components/data-table/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FilterBox } from '../components/filter-box.tsx';
import { formatCount, formatPlural } from '../components/format.ts';
import { BulkBar } from './bulk-bar.tsx';
import { deviceColumns } from './device-columns.tsx';
import { DeviceFilters } from './device-filters.tsx';
import { deviceQueryOf, isNarrowed, rememberSearch, type DeviceSearch } from './device-search.ts';
import { ScansPanel } from './scans-panel.tsx';
import { useDeviceWindow } from './use-device-window.ts';
import { useRowSelection } from './use-row-selection.ts';
import styles from './devices-page.module.css';

/** How long the search waits for the next key, in milliseconds. */
const typingMs = 120;

const rowKey = (row: DeviceRow): string => String(row.id);
const rowName = (row: DeviceRow): string => row.name;
const route = getRouteApi('/devices');

export function DevicesPage(): ReactElement {
  const search = route.useSearch();
  const navigate = useNavigate();
  const [history, setHistory] = useState(false);
  const closeHistory = useCallback(() => setHistory(false), []);
  const facets = useQuery(facetsQuery);
  const query = useMemo(() => deviceQueryOf(search), [search]);
  useEffect(() => rememberSearch(search), [search]);
  const devices = useDeviceWindow(query);
  const columns = useColumnChoice('devices', deviceColumns);
  const selection = useRowSelection(devices, rowKey, query);
  const change = useCallback(
    (next: (was: DeviceSearch) => DeviceSearch) =>
      void navigate({ to: '/devices', search: next, replace: true }),
    [navigate],
  );
  const open = useCallback(
    (row: DeviceRow) => void navigate({ to: '/devices/$id', params: { id: String(row.id) } }),
    [navigate],
  );
  const sort: Sort = { id: query.sort, descending: query.descending };
  const onSort = (next: Sort): void => {
    const id = deviceSort.safeParse(next.id);
    if (id.success) change((was) => ({ ...was, sort: id.data, descending: next.descending }));
  };
  const stored = facets.data?.total ?? 0;
  const total = devices.total ?? 0;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>Devices</h1>
        <span className={styles.count} role="status">
          {devices.total === undefined
            ? ''
            : isNarrowed(search)
              ? `${formatCount(total)} of ${formatPlural(stored, 'device')}`
              : formatPlural(total, 'device')}
        </span>
        <span className={styles.space} />
        <Button
          color="inherit"
          startIcon={<HistoryIcon />}
          aria-pressed={history}
          onClick={() => setHistory(!history)}
        >
          Scan history
        </Button>
        <ColumnsButton choice={columns} />
        <ExportButton
          disabled={total === 0}
          make={(format) => api.devices.export({ query: { ...query, offset: 0, limit: 1000 }, format })}
        />
      </div>
      <div className={styles.toolbar}>
        <SearchText value={search.text ?? ''} onChange={(text) => change((was) => withText(was, text))} />
        <DeviceFilters
          search={search}
          onChange={(key, value) =>
            change((was) => {
              const { [key]: _left, ...rest } = was;
              return value === undefined ? rest : { ...rest, [key]: value };
            })
          }
        />
        {isNarrowed(search) && (
          <Button
            color="inherit"
            onClick={() => change(({ sort: kept, descending }) => keepSort(kept, descending))}
          >
            Show all
          </Button>
        )}
      </div>
      {devices.error !== null && (
        <div className={styles.notice}>
          <FailureNotice error={devices.error} what="The devices could not be read" retry={devices.refetch} />
        </div>
      )}
      {selection.keys.size > 0 && <BulkBar selection={selection} total={total} />}
      <div className={styles.results}>
        <div className={styles.table} aria-busy={devices.stale}>
          <DataTable
            label="Devices"
            place={`devices ${JSON.stringify(search)}`}
            columns={columns.shown}
            count={total}
            rowAt={devices.rowAt}
            rowKey={rowKey}
            rowName={rowName}
            sort={sort}
            onSort={onSort}
            onOpen={open}
            selection={selection}
            onRange={devices.onRange}
            empty={
              devices.total === undefined || devices.error !== null ? null : (
                <NoDevices narrowed={isNarrowed(search)} />
              )
            }
          />
        </div>
        {history && <ScansPanel onClose={closeHistory} />}
      </div>
    </div>
  );
}

function keepSort(sort: DeviceSearch['sort'], descending: boolean | undefined): DeviceSearch {
  return { ...(sort === undefined ? {} : { sort }), ...(descending === undefined ? {} : { descending }) };
}

function withText(was: DeviceSearch, text: string): DeviceSearch {
  const { text: _old, ...rest } = was;
  return text.trim() === '' ? rest : { ...rest, text };
}

/** Tells the text once the person stops typing; follows when it is changed from elsewhere (the box on top, Back). */
function SearchText({
  value,
  onChange,
}: {
  readonly value: string;
  onChange(text: string): void;
}): ReactElement {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === told.trim()) return;
    const timer = window.setTimeout(() => {
      setTold(text.trim() === '' ? '' : text);
      onChange(text);
    }, typingMs);
    return () => window.clearTimeout(timer);
  }, [text, told, onChange]);
  return <FilterBox label="Search devices" value={text} onChange={setText} />;
}

function NoDevices({ narrowed }: { readonly narrowed: boolean }): ReactElement {
  if (narrowed)
    return <EmptyState title="No device matches">Take a filter away, or search for less.</EmptyState>;
  return (
    <EmptyState
      title="No devices yet"
      action={
        <Button variant="contained" href="#/discover">
          Go to Discover
        </Button>
      }
    >
      Press “Discover hosts” on the first page. Every host that is found stays here, with its addresses over
      time and your own names, notes and tags.
    </EmptyState>
  );
}
