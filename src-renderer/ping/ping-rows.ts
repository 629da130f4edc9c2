import type { PingReport, PingTargetReport } from '../../src-core/api/ping.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import type { Sort } from '../components/data-table/column.ts';
import type { LastOutcome } from './ping-feed.ts';

/** How a target stands: `down` while at least two requests in a row have no reply. */
export type TargetState = 'waiting' | 'up' | 'down' | 'stopped' | 'failed';

/** One target as the table shows it. */
export interface PingRow {
  readonly number: number;
  readonly name: string;
  readonly report: PingTargetReport;
  readonly last: LastOutcome | undefined;
  readonly state: TargetState;
}

/** `nas.example (2001:db8::5)`, or the address alone. */
export function targetName({ text, address, zone }: PingTargetReport): string {
  const scoped = formatScoped({ address, zone: zone ?? undefined });
  return text === scoped || text === address ? scoped : `${text} (${scoped})`;
}

/** The rows of a report. */
export function pingRows(report: PingReport, last: (target: number) => LastOutcome | undefined): PingRow[] {
  return report.targets.map((target, number) => ({
    number,
    name: targetName(target),
    report: target,
    last: last(number),
    state: stateOf(target),
  }));
}

function stateOf({ state, figures, downSince }: PingTargetReport): TargetState {
  if (state === 'failed') return 'failed';
  if (state === 'done') return 'stopped';
  if (downSince !== null) return 'down';
  return figures.received > 0 ? 'up' : 'waiting';
}

/** What each column is sorted by; what is not known stands last either way. */
const keys: Record<string, (row: PingRow) => number | string | null> = {
  target: ({ number }) => number,
  state: ({ state }) => ['failed', 'down', 'waiting', 'up', 'stopped'].indexOf(state),
  last: ({ last }) => last?.rttMs ?? null,
  loss: ({ report }) => report.figures.loss,
  min: ({ report }) => report.figures.minMs,
  avg: ({ report }) => report.figures.avgMs,
  max: ({ report }) => report.figures.maxMs,
  mdev: ({ report }) => report.figures.mdevMs,
  jitter: ({ report }) => report.figures.jitterMs,
  p50: ({ report }) => report.figures.p50Ms,
  p90: ({ report }) => report.figures.p90Ms,
  p95: ({ report }) => report.figures.p95Ms,
  p99: ({ report }) => report.figures.p99Ms,
  sent: ({ report }) => report.figures.sent,
  duplicates: ({ report }) => report.figures.duplicates,
  outOfOrder: ({ report }) => report.figures.outOfOrder,
  outages: ({ report }) => report.outages,
};

export function sortPingRows(rows: readonly PingRow[], sort: Sort | null): readonly PingRow[] {
  const key = sort === null ? undefined : keys[sort.id];
  if (sort === null || key === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return left < right ? -sign : left > right ? sign : one.number - other.number;
  });
}
