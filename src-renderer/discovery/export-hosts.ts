import { csvText } from '../components/csv.ts';
import type { ExportFile } from '../components/export-button.tsx';
import { formatScoped } from '../../src-core/net/zone.ts';
import type { HostRow } from './host-rows.ts';
import type { HostAddress } from '../../src-core/api/discovery.ts';

const fields: readonly { id: string; header: string; value(row: HostRow): string }[] = [
  { id: 'name', header: 'name', value: ({ host }) => host.name ?? '' },
  { id: 'change', header: 'state', value: ({ host }) => host.change ?? '' },
  { id: 'link-local', header: 'link_local', value: ({ linkLocal }) => addresses(linkLocal) },
  { id: 'routed', header: 'global_and_ula', value: ({ routed }) => addresses(routed) },
  { id: 'ipv4', header: 'ipv4', value: ({ ipv4 }) => addresses(ipv4) },
  { id: 'mac', header: 'mac', value: ({ host }) => host.mac ?? '' },
  { id: 'vendor', header: 'vendor', value: ({ host }) => host.vendor ?? host.macOrigin ?? '' },
  { id: 'role', header: 'role', value: ({ host }) => host.role },
  { id: 'rtt', header: 'rtt_ms', value: ({ host }) => (host.rttMs === null ? '' : String(host.rttMs)) },
  {
    id: 'services',
    header: 'services',
    value: ({ host }) => host.services.map(({ type }) => type).join(' '),
  },
  { id: 'sources', header: 'found_by', value: ({ host }) => host.sources.join(' ') },
];

function addresses(list: readonly HostAddress[]): string {
  return list.map(formatScoped).join(' ');
}

/**
 * What the table shows, as a file: its rows in their order, and in CSV its columns (all addresses of a cell, not the
 * first alone). JSON holds each row's host whole, with times in ISO 8601.
 */
export function exportHosts(
  rows: readonly HostRow[],
  columns: readonly string[],
  format: 'csv' | 'json',
  at: Date,
): ExportFile {
  const stamp = at.toISOString().slice(0, 19).replaceAll(':', '');
  if (format === 'json') {
    const text = `${JSON.stringify(
      rows.map(({ host }) => withIsoTimes(host)),
      null,
      2,
    )}\n`;
    return { fileName: `hosts-${stamp}.json`, mediaType: 'application/json', text };
  }
  const shown = fields.filter(({ id }) => columns.includes(id));
  const text = csvText([
    shown.map(({ header }) => header),
    ...rows.map((row) => shown.map(({ value }) => value(row))),
  ]);
  return { fileName: `hosts-${stamp}.csv`, mediaType: 'text/csv', text };
}

function withIsoTimes(host: HostRow['host']): object {
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    ...host,
    firstSeen: iso(host.firstSeen),
    lastSeen: iso(host.lastSeen),
    addresses: host.addresses.map((address) => ({
      ...address,
      firstSeen: iso(address.firstSeen),
      lastSeen: iso(address.lastSeen),
    })),
  };
}
