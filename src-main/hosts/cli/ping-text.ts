import type { PingItem, PingReport, PingTargetReport } from '../../../src-core/api/ping.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';
import { formatTable } from './table.ts';

/** Milliseconds with as many decimals as tell something. */
export function msText(ms: number | null): string {
  if (ms === null) return '-';
  return ms < 10 ? ms.toFixed(3) : ms < 100 ? ms.toFixed(2) : ms.toFixed(1);
}

/** `nas.example (2001:db8::1)`, or the address alone where it was given as such. */
export function targetText({ text, address, zone }: ProbeTarget): string {
  const scoped = formatScoped({ address, zone: zone ?? undefined });
  return text === scoped || text === address ? scoped : `${text} (${scoped})`;
}

/** One line for what became of one request. */
export function pingLine(item: PingItem, target: ProbeTarget): string {
  const time = new Date(item.at).toISOString().slice(11, 23);
  const head = `${time} ${targetText(target)} seq ${item.sequence}`;
  const ttl = item.ttl === null ? '' : `, hop limit ${item.ttl}`;
  const by =
    item.from === null ? '' : ` from ${formatScoped({ address: item.from, zone: target.zone ?? undefined })}`;
  switch (item.kind) {
    case 'reply':
      return `${head}: ${msText(item.rttMs)} ms${ttl}${by}`;
    case 'duplicate':
      return `${head}: duplicate, ${msText(item.rttMs)} ms${by}`;
    case 'late':
      return `${head}: too late, ${msText(item.rttMs)} ms${by}`;
    case 'error':
      return `${head}: ${item.message ?? 'error'}${by}`;
    case 'lost':
      return `${head}: no reply`;
    case 'down':
      return `${head}: DOWN since ${time}`;
    case 'up':
      return `${head}: UP again at ${time}`;
  }
}

const headings = [
  'TARGET',
  'SENT',
  'LOST',
  'LOSS',
  'MIN',
  'AVG',
  'MAX',
  'MDEV',
  'JITTER',
  'P95',
  'P99',
  'OUTAGES',
];

function row(target: PingTargetReport): string[][] {
  const { figures } = target;
  const loss = figures.loss === null ? '-' : `${(figures.loss * 100).toFixed(1)}%`;
  const more = [
    figures.duplicates > 0 ? `${figures.duplicates} duplicates` : '',
    figures.outOfOrder > 0 ? `${figures.outOfOrder} out of order` : '',
    figures.late > 0 ? `${figures.late} too late` : '',
    figures.errors > 0 ? `${figures.errors} errors` : '',
  ].filter((text) => text !== '');
  return [
    [targetText(target), ...more.map((text) => `  ${text}`)],
    [String(figures.sent)],
    [String(figures.lost)],
    [loss],
    ...[
      figures.minMs,
      figures.avgMs,
      figures.maxMs,
      figures.mdevMs,
      figures.jitterMs,
      figures.p95Ms,
      figures.p99Ms,
    ].map((ms) => [msText(ms)]),
    [String(target.outages)],
  ];
}

/**
 * The figures of every target as a table; times in milliseconds.
 * @param width columns of the terminal
 */
export function describePing(report: PingReport, width: number): string[] {
  return formatTable(headings, report.targets.map(row), width);
}
