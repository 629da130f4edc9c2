import type { ReactElement } from 'react';
import type { PingReport } from '../../src-core/api/ping.ts';
import { AddressText } from '../components/address-text.tsx';
import { formatCount, formatMoment, formatRtt } from '../components/format.ts';
import { StateLabel, type Tone } from '../components/state-label.tsx';
import type { Column } from '../components/data-table/column.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { ChartColors } from './chart-colors.ts';
import { LineSample } from './line-sample.tsx';
import type { PingRow, TargetState } from './ping-rows.ts';
import styles from './ping-page.module.css';

type PingFigures = PingReport['targets'][number]['figures'];

const states: Record<TargetState, { tone: Tone; text: string }> = {
  waiting: { tone: 'plain', text: 'no reply yet' },
  up: { tone: 'good', text: 'up' },
  down: { tone: 'bad', text: 'down' },
  stopped: { tone: 'plain', text: 'stopped' },
  failed: { tone: 'bad', text: 'not asked' },
};

/** A loss for people: never `0 %` for something that was lost. */
export function formatLoss(loss: number | null): string {
  if (loss === null) return '';
  if (loss === 0) return '0 %';
  const percent = loss * 100;
  if (percent < 0.1) return '<0.1 %';
  return `${percent >= 99.95 ? 100 : percent.toFixed(percent < 10 ? 1 : 0)} %`;
}

interface ColumnTools {
  readonly colors: ChartColors;
  readonly hidden: ReadonlySet<number>;
  onToggle(target: number): void;
}

function figure(
  id: string,
  label: string,
  value: (figures: PingFigures) => number | null,
  optional = false,
): Column<PingRow> {
  return {
    id,
    label,
    width: 78,
    align: 'right',
    sortable: true,
    optional,
    render: ({ report }) => formatRtt(value(report.figures)),
  };
}

function count(
  id: string,
  label: string,
  width: number,
  value: (row: PingRow) => number,
  optional = false,
): Column<PingRow> {
  return {
    id,
    label,
    width,
    align: 'right',
    sortable: true,
    optional,
    render: (row) => formatCount(value(row)),
  };
}

/** The columns of the targets; the first is the legend of the chart as well. */
export function pingColumns({ colors, hidden, onToggle }: ColumnTools): Column<PingRow>[] {
  return [
    {
      id: 'target',
      label: 'Target',
      width: 270,
      grow: 1,
      pinned: true,
      sortable: true,
      render: (row) => (
        <span className={styles.target}>
          <LineSample
            colors={colors}
            target={row.number}
            name={row.name}
            on={!hidden.has(row.number)}
            onToggle={onToggle}
          />
          <TargetText row={row} />
        </span>
      ),
    },
    {
      id: 'state',
      label: 'State',
      width: 96,
      sortable: true,
      render: ({ state, report: { downSince } }) => (
        <StateLabel
          {...states[state]}
          title={downSince === null ? undefined : `Down since ${formatMoment(downSince)}`}
        />
      ),
    },
    {
      id: 'last',
      label: 'Last',
      width: 78,
      align: 'right',
      sortable: true,
      render: ({ last }) => <LastText last={last} />,
    },
    {
      id: 'loss',
      label: 'Loss',
      width: 68,
      align: 'right',
      sortable: true,
      render: ({ report: { figures } }) => (
        <span title={`${formatCount(figures.lost)} of ${formatCount(figures.received + figures.lost)} lost`}>
          {formatLoss(figures.loss)}
        </span>
      ),
    },
    figure('min', 'Min', ({ minMs }) => minMs),
    figure('avg', 'Avg', ({ avgMs }) => avgMs),
    figure('max', 'Max', ({ maxMs }) => maxMs),
    figure('mdev', 'Mdev', ({ mdevMs }) => mdevMs),
    figure('jitter', 'Jitter', ({ jitterMs }) => jitterMs),
    figure('p50', 'Median', ({ p50Ms }) => p50Ms, true),
    figure('p90', '90 %', ({ p90Ms }) => p90Ms, true),
    figure('p95', '95 %', ({ p95Ms }) => p95Ms),
    figure('p99', '99 %', ({ p99Ms }) => p99Ms, true),
    count('outages', 'Outages', 82, ({ report }) => report.outages),
    count('sent', 'Sent', 76, ({ report }) => report.figures.sent, true),
    count('duplicates', 'Duplicates', 94, ({ report }) => report.figures.duplicates),
    count('outOfOrder', 'Out of order', 106, ({ report }) => report.figures.outOfOrder, true),
  ];
}

function TargetText({ row: { report } }: { readonly row: PingRow }): ReactElement {
  const { text, address, zone } = report;
  const named = !text.includes(':') && text !== address;
  return (
    <>
      {named && <span className={styles.name}>{visibleText(text, 80)}</span>}
      <AddressText target={{ address, zone: zone ?? undefined }} tabStop={false} />
    </>
  );
}

function LastText({ last }: { readonly last: PingRow['last'] }): ReactElement {
  if (last === undefined) return <></>;
  return <span title={formatMoment(last.at)}>{last.rttMs === null ? 'lost' : formatRtt(last.rttMs)}</span>;
}
