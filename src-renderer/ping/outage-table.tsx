import ExportIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import { useMemo, useState, type ReactElement } from 'react';
import type { PingOutage } from '../../src-core/api/ping.ts';
import { outagesCsv } from '../../src-core/ping/outages.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { announce } from '../components/announcer.tsx';
import { failureText } from '../app/failure.ts';
import type { Column, Sort } from '../components/data-table/column.ts';
import { DataTable } from '../components/data-table/data-table.tsx';
import { formatCount, formatDuration, formatMoment } from '../components/format.ts';
import { TextWithAddresses } from '../components/text-with-addresses.tsx';
import { saveFile } from '../components/save-file.ts';
import styles from './ping-page.module.css';

export interface OutageRow extends PingOutage {
  readonly name: string;
}

const columns: Column<OutageRow>[] = [
  {
    id: 'target',
    label: 'Target',
    width: 200,
    grow: 1,
    sortable: true,
    render: ({ name }) => <TextWithAddresses text={visibleText(name, 120)} tabStop={false} />,
  },
  { id: 'begin', label: 'Begin', width: 160, sortable: true, render: ({ beganAt }) => formatMoment(beganAt) },
  {
    id: 'end',
    label: 'End',
    width: 160,
    sortable: true,
    render: ({ endedAt }) => (endedAt === null ? 'lasts' : formatMoment(endedAt)),
  },
  {
    id: 'lost',
    label: 'Lost',
    width: 80,
    align: 'right',
    sortable: true,
    render: ({ lost }) => formatCount(lost),
  },
  {
    id: 'duration',
    label: 'Duration',
    width: 110,
    align: 'right',
    sortable: true,
    render: ({ beganAt, endedAt }) => (endedAt === null ? '' : formatDuration(endedAt - beganAt)),
  },
];

const keys: Record<string, (row: OutageRow) => number | string> = {
  target: ({ name }) => name,
  begin: ({ beganAt }) => beganAt,
  end: ({ endedAt }) => endedAt ?? Number.POSITIVE_INFINITY,
  lost: ({ lost }) => lost,
  duration: ({ beganAt, endedAt }) => (endedAt ?? Number.POSITIVE_INFINITY) - beganAt,
};

/** The outages with at least two requests lost in a row; single losses are in the figures and on the chart. */
export function OutageTable({ rows }: { readonly rows: readonly OutageRow[] }): ReactElement {
  const [sort, setSort] = useState<Sort>({ id: 'begin', descending: true });
  const sorted = useMemo(() => {
    const key = keys[sort.id] ?? (({ beganAt }: OutageRow) => beganAt);
    const sign = sort.descending ? -1 : 1;
    return rows.toSorted((one, other) => {
      const [left, right] = [key(one), key(other)];
      return left < right ? -sign : left > right ? sign : one.beganAt - other.beganAt;
    });
  }, [rows, sort]);
  return (
    <DataTable
      label="Outages"
      columns={columns}
      count={sorted.length}
      rowAt={(index) => sorted[index]}
      rowKey={({ target, beganAt }) => `${target} ${beganAt}`}
      rowName={({ name }) => name}
      sort={sort}
      onSort={setSort}
      empty={<p className={styles.nothing}>No outage: no two requests in a row were lost.</p>}
    />
  );
}

/** Saves what the table of outages shows, by target and time. */
export function ExportOutages({ rows }: { readonly rows: readonly OutageRow[] }): ReactElement {
  const save = async (): Promise<void> => {
    const text = outagesCsv(rows.map(({ name, ...outage }) => ({ ...outage, target: name })));
    try {
      await saveFile({ fileName: 'linkscope-outages.csv', mediaType: 'text/csv', text });
    } catch (error) {
      announce(`The export failed: ${failureText(error)}`, true);
    }
  };
  return (
    <Button
      color="inherit"
      startIcon={<ExportIcon />}
      disabled={rows.length === 0}
      onClick={() => void save()}
    >
      Export CSV
    </Button>
  );
}
