import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { memo, useMemo, useState, type ReactElement } from 'react';
import type { ProbeWarning } from '../../src-core/api/probe-events.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { ColumnsButton, useColumnChoice } from '../components/data-table/columns-button.tsx';
import type { Sort } from '../components/data-table/column.ts';
import { DataTable } from '../components/data-table/data-table.tsx';
import { useChartColors } from './chart-colors.ts';
import { formatCount } from '../components/format.ts';
import { ExportOutages, OutageTable } from './outage-table.tsx';
import type { KnownOutages } from './known-outages.ts';
import { pingColumns } from './ping-columns.tsx';
import { sortPingRows, type PingRow } from './ping-rows.ts';
import styles from './ping-page.module.css';

interface PingTablesProps {
  readonly rows: readonly PingRow[];
  readonly outages: KnownOutages;
  readonly warnings: readonly ProbeWarning[];
  readonly hidden: ReadonlySet<number>;
  onToggle(target: number): void;
  /** Takes all targets out of the chart, or puts them back. */
  onHideAll(hide: boolean): void;
}

type Shown = 'targets' | 'outages' | 'notes';

/** The figures of the targets, the outages, and what could not be done. */
export const PingTables = memo(function PingTables(props: PingTablesProps): ReactElement {
  const { rows, outages, warnings, hidden, onToggle } = props;
  const [shown, setShown] = useState<Shown>('targets');
  const [sort, setSort] = useState<Sort | null>(null);
  const colors = useChartColors();
  const columns = useMemo(() => pingColumns({ colors, hidden, onToggle }), [colors, hidden, onToggle]);
  const choice = useColumnChoice('ping', columns);
  const sorted = useMemo(() => sortPingRows(rows, sort), [rows, sort]);
  const names = rows.map(({ name }) => name).join('\n');
  const nameOf = useMemo(() => {
    const list = names.split('\n');
    return (target: number): string => list[target] ?? '';
  }, [names]);
  const count = outages.total + outages.open.length;
  const tab = shown === 'notes' && warnings.length === 0 ? 'targets' : shown;
  return (
    <section className={styles.tables} aria-label="Figures">
      <div className={styles.tabs}>
        <Tabs value={tab} onChange={(_event, next: Shown) => setShown(next)} aria-label="What is shown">
          <Tab value="targets" label={`Targets (${rows.length})`} />
          <Tab value="outages" label={`Outages (${formatCount(count)})`} />
          {warnings.length > 0 && <Tab value="notes" label={`Problems (${warnings.length})`} />}
        </Tabs>
        <span className={styles.space} />
        {tab === 'targets' && rows.length > 1 && (
          <Button color="inherit" onClick={() => props.onHideAll(hidden.size === 0)}>
            {hidden.size === 0 ? 'Take all out of the chart' : 'Put all into the chart'}
          </Button>
        )}
        {tab === 'targets' && <ColumnsButton choice={choice} />}
        {tab === 'outages' && <ExportOutages outages={outages} nameOf={nameOf} />}
      </div>
      {tab === 'targets' && (
        <DataTable
          label="Targets"
          columns={choice.shown}
          count={sorted.length}
          rowAt={(index) => sorted[index]}
          rowKey={({ number }) => String(number)}
          rowName={({ name }) => name}
          sort={sort}
          onSort={setSort}
        />
      )}
      {tab === 'outages' && <OutageTable outages={outages} nameOf={nameOf} />}
      {tab === 'notes' && (
        <ul className={styles.notes}>
          {warnings.map((warning, index) => (
            <li key={`${index} ${warning.about}`}>
              {warning.about !== null && <strong>{visibleText(warning.about, 80)}: </strong>}
              {warning.failure.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
});
