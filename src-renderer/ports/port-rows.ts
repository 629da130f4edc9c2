import { reasonLabels, type HostPorts, type OpenPort, type PortItem } from '../../src-core/api/ports.ts';
import { toBigInt } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { csvText } from '../components/csv.ts';
import type { Sort } from '../components/data-table/column.ts';
import type { ExportFile } from '../components/export-button.tsx';

/** What a scan has told so far: each open port once, and each host that has been asked whole. */
export interface PortResults {
  readonly open: readonly OpenPort[];
  readonly hosts: readonly HostPorts[];
}

/** The address that was asked, with its zone. */
export function addressText({ target }: OpenPort | HostPorts): string {
  return formatScoped({ address: target.address, zone: target.zone ?? undefined });
}

export function portKey(row: OpenPort): string {
  return `${addressText(row)} ${row.port}`;
}

/** Puts the items of a run together: a port that comes again, with its banner, takes the place of the earlier one. */
export function collectPorts(items: readonly PortItem[]): PortResults {
  const open = new Map<string, OpenPort>();
  const hosts = new Map<string, HostPorts>();
  for (const item of items) {
    if (item.kind === 'port') open.set(portKey(item), item);
    else hosts.set(addressText(item), item);
  }
  return { open: [...open.values()], hosts: [...hosts.values()] };
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

/** Addresses in their numeric order, IPv4 first. */
export function sortableAddress({ target }: OpenPort | HostPorts): bigint {
  return toBigInt(target.address) + (target.address.includes(':') ? 1n << 32n : 0n);
}

type SortKey = (row: OpenPort) => string | number | bigint;

const sortKeys: Readonly<Record<string, SortKey>> = {
  address: sortableAddress,
  port: ({ port }) => port,
  service: serviceText,
  banner: bannerText,
  rtt: ({ rttMs }) => rttMs ?? Infinity,
};

/** The open ports that hold every word of the filter, in the order asked for; by address and port otherwise. */
export function shownPorts(open: readonly OpenPort[], filter: string, sort: Sort | null): OpenPort[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const text = (row: OpenPort): string =>
    `${addressText(row)} ${row.target.text} ${row.port} ${serviceText(row)} ${bannerText(row)}`.toLowerCase();
  const found =
    words.length === 0 ? [...open] : open.filter((row) => words.every((word) => text(row).includes(word)));
  found.sort((one, other) => compare(one, other, 'address') || compare(one, other, 'port'));
  if (sort !== null) {
    const sign = sort.descending ? -1 : 1;
    found.sort((one, other) => sign * compare(one, other, sort.id));
  }
  return found;
}

function compare(one: OpenPort, other: OpenPort, id: string): number {
  const key = sortKeys[id];
  return key === undefined ? 0 : compareBy(key)(one, other);
}

/** Compares rows by what a column shows of them. */
export function compareBy<Row>(
  key: (row: Row) => string | number | bigint,
): (one: Row, other: Row) => number {
  return (one, other) => {
    const [left, right] = [key(one), key(other)];
    if (typeof left === 'string' && typeof right === 'string') return left.localeCompare(right);
    return left < right ? -1 : left > right ? 1 : 0;
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
