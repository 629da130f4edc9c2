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
import { byTarget, newest, type KnownOutages } from './known-outages.ts';
import styles from './ping-page.module.css';

interface OutageRow extends PingOutage {
  readonly name: string;
}

interface OutagesProps {
  readonly outages: KnownOutages;
  nameOf(target: number): string;
}

/** More rows than these nobody reads, and sorting them would hold the page up; the export has all. */
const mostListed = 10_000;

/** To the millisecond, as two outages may lie within one second. */
function preciseMoment(at: number): string {
  const whole = Math.floor(at);
  return `${formatMoment(whole)}.${String(whole % 1000).padStart(3, '0')}`;
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
  {
    id: 'begin',
    label: 'Begin',
    width: 180,
    sortable: true,
    render: ({ beganAt }) => preciseMoment(beganAt),
  },
  {
    id: 'end',
    label: 'End',
    width: 180,
    sortable: true,
    render: ({ endedAt }) => (endedAt === null ? 'lasts' : preciseMoment(endedAt)),
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

/** The outages, at least two requests in a row; single losses are in the figures and on the chart. */
export function OutageTable({ outages, nameOf }: OutagesProps): ReactElement {
  const [sort, setSort] = useState<Sort>({ id: 'begin', descending: true });
  const sorted = useMemo(() => {
    const rows = newest(outages, mostListed).map((each) => ({ ...each, name: nameOf(each.target) }));
    const key = keys[sort.id] ?? (({ beganAt }: OutageRow) => beganAt);
    const sign = sort.descending ? -1 : 1;
    return rows.sort((one, other) => {
      const [left, right] = [key(one), key(other)];
      return left < right ? -sign : left > right ? sign : one.beganAt - other.beganAt;
    });
  }, [outages, nameOf, sort]);
  const words = unlisted(outages);
  return (
    <div className={styles.outages}>
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
      {words !== '' && <p className={styles.unlisted}>{words}</p>}
    </div>
  );
}

/** What the table does not show, in words; nothing where it shows all. */
function unlisted({ log, letGo }: KnownOutages): string {
  const kept = log.next - log.first;
  return [
    kept > mostListed
      ? `The newest ${formatCount(mostListed)} of ${formatCount(kept)} are listed; the export has all.`
      : '',
    letGo > 0 ? `The first ${formatCount(letGo)} are no longer kept.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Saves all outages, by target and time. */
export function ExportOutages({ outages, nameOf }: OutagesProps): ReactElement {
  const save = async (): Promise<void> => {
    const rows = Array.from(byTarget(outages), (each) => ({ ...each, target: nameOf(each.target) }));
    try {
      await saveFile({ fileName: 'linkscope-outages.csv', mediaType: 'text/csv', text: outagesCsv(rows) });
    } catch (error) {
      announce(`The export failed: ${failureText(error)}`, true);
    }
  };
  return (
    <Button
      color="inherit"
      startIcon={<ExportIcon />}
      disabled={outages.total + outages.open.length === 0}
      onClick={() => void save()}
    >
      Export CSV
    </Button>
  );
}
