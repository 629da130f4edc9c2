import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useDeferredValue, useMemo, useRef, useState, type ReactElement } from 'react';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { nodeRoles, nodeStatuses, type PlanEntry } from '../../../src-core/plan/node.ts';
import { csvText } from '../../components/csv.ts';
import { ColumnsButton, useColumnChoice } from '../../components/data-table/columns-button.tsx';
import type { RowSelection, Sort } from '../../components/data-table/column.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportButton, type ExportFile } from '../../components/export-button.tsx';
import { FilterBox } from '../../components/filter-box.tsx';
import { formatCount, formatPlural } from '../../components/format.ts';
import { roleLabels, statusLabels } from '../plan-columns.tsx';
import type { PlanView } from '../plan-view.ts';
import { tableColumns, type TableColumn } from './table-columns.tsx';
import { allRows, filterRows, sortRows, type TableFilter } from './table-rows.ts';
import styles from './plan-table.module.css';

const rowKey = ({ node }: PlanEntry): string => node.id;
const rowName = ({ node }: PlanEntry): string => node.name || (node.ipv6 ?? node.ipv4 ?? node.id);

/** All nodes of a plan as one flat table. */
export function PlanTable({ view }: { readonly view: PlanView }): ReactElement {
  const { plan, selected, focused, select } = view;
  const [filter, setFilter] = useState<TableFilter>({ text: '', status: '', role: '' });
  const [sort, setSort] = useState<Sort | null>(null);
  // The rows follow when there is time: 100,000 of them must not hold up the next key.
  const asked = useDeferredValue(filter);
  const order = useDeferredValue(sort);
  const all = useMemo(() => allRows(plan), [plan]);
  const rows = useMemo(() => sortRows(plan, filterRows(plan, all, asked), order), [plan, all, asked, order]);
  const columns = useMemo(() => tableColumns(plan), [plan]);
  const choice = useColumnChoice('plan-table', columns);
  const selection = useViewSelection(rows, selected, select);
  const stale = asked !== filter || order !== sort;
  return (
    <section className={styles.page} aria-label="Table">
      <div className={styles.bar}>
        <FilterBox
          label="Filter nodes"
          value={filter.text}
          onChange={(text) => setFilter({ ...filter, text })}
        />
        <Select
          displayEmpty
          value={filter.status}
          onChange={({ target }) => setFilter({ ...filter, status: target.value })}
          inputProps={{ 'aria-label': 'Status' }}
        >
          <MenuItem value="">Any status</MenuItem>
          {nodeStatuses.map((each) => (
            <MenuItem key={each} value={each}>
              {statusLabels[each].label}
            </MenuItem>
          ))}
        </Select>
        <Select
          displayEmpty
          value={filter.role}
          onChange={({ target }) => setFilter({ ...filter, role: target.value })}
          inputProps={{ 'aria-label': 'Role' }}
        >
          <MenuItem value="">Any role</MenuItem>
          {nodeRoles.map((each) => (
            <MenuItem key={each} value={each}>
              {roleLabels[each]}
            </MenuItem>
          ))}
        </Select>
        <span role="status" className={styles.count}>
          {rows.length === all.length
            ? formatPlural(all.length, 'node')
            : `${formatCount(rows.length)} of ${formatPlural(all.length, 'node')}`}
        </span>
        <span className={styles.space} />
        <ColumnsButton choice={choice} />
        <ExportButton
          disabled={rows.length === 0}
          make={(format) =>
            exportRows(
              plan.name,
              rows,
              columns.filter(({ id }) => choice.isShown(id)),
              format,
            )
          }
        />
      </div>
      <div className={styles.table} aria-busy={stale}>
        <DataTable
          label="Nodes"
          columns={choice.shown}
          count={rows.length}
          rowAt={(index) => rows[index]}
          rowKey={rowKey}
          rowName={rowName}
          sort={sort}
          onSort={setSort}
          onOpen={({ node }) => select([node.id])}
          openKey={focused}
          selection={selection}
          empty={
            <EmptyState title={all.length === 0 ? 'No nodes yet' : 'No node matches'}>
              {all.length === 0 ? 'Add a prefix to the plan.' : 'Take a filter away, or search for less.'}
            </EmptyState>
          }
        />
      </div>
    </section>
  );
}

/** The choice of the view as that of a table. */
function useViewSelection(
  rows: readonly PlanEntry[],
  selected: ReadonlySet<string>,
  select: PlanView['select'],
): RowSelection {
  const anchor = useRef<string | null>(null);
  return useMemo(
    () => ({
      keys: selected,
      toggle: (key, index, range) => {
        const next = new Set(selected);
        const from = range ? rows.findIndex(({ node }) => node.id === anchor.current) : -1;
        const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
        const on = !next.has(key);
        for (const { node } of rows.slice(first, last + 1)) {
          if (on) next.add(node.id);
          else next.delete(node.id);
        }
        anchor.current = key;
        select(next, key);
      },
      toggleAll: () => {
        const ids = rows.map(({ node }) => node.id);
        select(ids.every((id) => selected.has(id)) ? [] : ids);
      },
    }),
    [rows, selected, select],
  );
}

/** The rows that are shown, in their order, with the columns that are shown. */
function exportRows(
  plan: string,
  rows: readonly PlanEntry[],
  columns: readonly TableColumn[],
  format: 'csv' | 'json',
): ExportFile {
  const name = visibleText(plan, 60).replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'plan';
  if (format === 'json')
    return {
      fileName: `${name}-nodes.json`,
      mediaType: 'application/json',
      text: `${JSON.stringify(
        rows.map((row) => Object.fromEntries(columns.map(({ id, text }) => [id, text(row)]))),
        null,
        2,
      )}\n`,
    };
  return {
    fileName: `${name}-nodes.csv`,
    mediaType: 'text/csv',
    text: csvText([
      columns.map(({ label }) => label),
      ...rows.map((row) => columns.map(({ text }) => text(row))),
    ]),
  };
}
