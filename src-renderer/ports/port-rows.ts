import { reasonLabels, type HostPorts, type OpenPort } from '../../src-core/api/ports.ts';
import { fullForm } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { csvText } from '../components/csv.ts';
import type { Sort } from '../components/data-table/column.ts';
import type { ExportFile } from '../components/export-button.tsx';
import type { RowOrder } from './ordered-rows.ts';

/** The address that was asked, with its zone. */
export function addressText({ target }: OpenPort | HostPorts): string {
  return formatScoped({ address: target.address, zone: target.zone ?? undefined });
}

export function portKey(row: OpenPort): string {
  return `${addressText(row)} ${row.port}`;
}

/** What speaks at an open port: what it said itself, else the name that is registered for the port. */
export function serviceText({ service, banner }: OpenPort): string {
  const said = banner?.protocol ?? null;
  if (said !== null) return visibleText(said, 60);
  return service === null ? '' : `${visibleText(service, 60)}?`;
}

/** True where nothing was said, and only why is known. */
export function isSilent({ banner }: OpenPort): boolean {
  return banner !== null && banner.text === '' && banner.title === null && banner.certificate === null;
}

/** What it said of itself in one line: title, server, names of its certificate, or its first words. */
export function bannerText({ banner }: OpenPort): string {
  if (banner === null) return '';
  const certificate = banner.certificate;
  const names =
    certificate === null ? [] : [`certificate for ${certificate.names[0] ?? certificate.subject}`];
  const redirect = banner.redirect === null ? [] : [`leads to ${banner.redirect}`];
  const parts = [banner.title, banner.server, ...names, ...redirect].filter(
    (part) => part !== null && part !== '',
  );
  const text = parts.length > 0 ? parts.join(' · ') : banner.text.split('\n', 1)[0] || (banner.note ?? '');
  return visibleText(text, 300);
}

/** `997 closed: refused …; 1 filtered: no answer …`, without the open ones. */
export function groupsText({ groups }: HostPorts): string {
  return groups
    .filter(({ state }) => state !== 'open')
    .map(({ count, state, reason }) => `${count.toLocaleString('en')} ${state}: ${reasonLabels[reason]}`)
    .join('; ');
}

/** A text in whose order addresses stand as numbers do, IPv4 first; on different links by the link. */
export function addressOrder({ target: { address, zone } }: OpenPort | HostPorts): string {
  const number = address.includes(':')
    ? `6${fullForm(address)}`
    : `4${address.replace(/\d+/g, (octet) => octet.padStart(3, '0'))}`;
  return zone === null ? number : `${number}%${zone}`;
}

const sortKeys: Readonly<Record<string, (row: OpenPort) => string | number>> = {
  port: ({ port }) => port,
  service: serviceText,
  banner: bannerText,
  rtt: ({ rttMs }) => rttMs ?? Infinity,
};

/** How open ports stand: as the column asked for says, then by address and port. */
export function portOrder(sort: Sort | null): RowOrder<OpenPort> {
  const isAddress = sort?.id === 'address';
  return {
    text: (row) =>
      `${addressText(row)} ${row.target.text} ${row.port} ${serviceText(row)} ${bannerText(row)}`,
    key: isAddress ? addressOrder : sort === null ? undefined : sortKeys[sort.id],
    descending: sort?.descending === true,
    address: addressOrder,
    port: ({ port }) => port,
  };
}

/** What the table shows, as a file; hosts without an open port stand in it as well, so that nothing is silently absent. */
export function exportPorts(
  rows: readonly OpenPort[],
  hosts: readonly HostPorts[],
  format: 'csv' | 'json',
): ExportFile {
  if (format === 'json') {
    const text = `${JSON.stringify({ open: rows, hosts }, null, 2)}\n`;
    return { fileName: 'ports.json', mediaType: 'application/json', text };
  }
  const lines = [
    ['address', 'port', 'state', 'service', 'banner', 'round trip ms', 'rest'],
    ...rows.map((row) => [
      addressText(row),
      String(row.port),
      'open',
      serviceText(row),
      bannerText(row),
      row.rttMs === null ? '' : String(row.rttMs),
      '',
    ]),
    ...hosts.map((row) => [addressText(row), '', '', '', '', '', groupsText(row)]),
  ];
  return { fileName: 'ports.csv', mediaType: 'text/csv', text: csvText(lines) };
}
