import {
  sourceLabels,
  type Host,
  type RunSummary,
  type SourceProgress,
} from '../../../src-core/api/discovery.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';
import { formatTable } from './table.ts';

const headings = ['NAME', 'ADDRESSES', 'MAC', 'VENDOR', 'ROLE', 'RTT', 'CHANGE', 'FOUND BY'];

function row(host: Host): readonly (readonly string[])[] {
  return [
    [host.name ?? '-'],
    host.addresses.map(formatScoped),
    [host.mac ?? '-'],
    [
      host.vendor ??
        (host.macOrigin === null || host.macOrigin === 'universal' ? '-' : `(${host.macOrigin})`),
    ],
    [host.role],
    [host.rttMs === null ? '-' : `${host.rttMs.toFixed(host.rttMs < 10 ? 2 : 0)} ms`],
    [host.change ?? '-'],
    [host.sources.map((source) => sourceLabels[source]).join(', ')],
  ];
}

/**
 * The hosts of a run as a table, routers first, then in the order of their first sight.
 * @param width columns of the terminal
 */
export function describeHosts(hosts: readonly Host[], width: number): string[] {
  if (hosts.length === 0) return [];
  const rank = { router: 0, host: 1, unknown: 1, self: 2 };
  const ordered = hosts.toSorted((a, b) => rank[a.role] - rank[b.role] || a.firstSeen - b.firstSeen);
  return formatTable(headings, ordered.map(row), width);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function describeSummary(summary: RunSummary): string {
  const found = `${counted(summary.hosts, 'host', 'hosts')} with ${counted(summary.addresses, 'address', 'addresses')}`;
  const gone = summary.gone.map(({ name }) => name);
  const names = gone.length === 0 ? '' : ` (${gone.slice(0, 10).join(', ')}${gone.length > 10 ? ', …' : ''})`;
  const changes = `${summary.new} new, ${summary.changed} changed, ${gone.length} gone${names}`;
  return `${found} in ${(summary.durationMs / 1000).toFixed(1)} s: ${changes}`;
}

/** The sources that could not look, with the reason and the interfaces that it concerns; each reason once. */
export function problems(sources: readonly SourceProgress[]): string[] {
  const zones = new Map<string, string[]>();
  for (const { source, zone, state, message } of sources) {
    if (state !== 'failed' && state !== 'skipped') continue;
    const what = `${sourceLabels[source]} ${state === 'failed' ? 'could not look' : 'was left out'}`;
    const key = `${what}\0${message ?? 'no reason given'}`;
    zones.set(key, [...(zones.get(key) ?? []), ...(zone === null ? [] : [zone])]);
  }
  return [...zones].map(([key, names]) => {
    const [what = '', reason = ''] = key.split('\0');
    return `${what}${names.length === 0 ? '' : ` on ${names.join(', ')}`}: ${reason}`;
  });
}
