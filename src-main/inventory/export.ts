import type { DeviceRow } from '../../src-core/api/devices.ts';
import { formatScoped } from '../../src-core/net/zone.ts';

const columns: readonly [title: string, value: (row: DeviceRow) => string | null][] = [
  ['name', (row) => row.name],
  ['own name', (row) => row.ownName],
  ['role', (row) => row.role],
  ['status', (row) => row.status],
  ['mac', (row) => row.mac],
  ['mac origin', (row) => row.macOrigin],
  ['vendor', (row) => row.vendor],
  ['addresses', (row) => row.addresses.map(formatScoped).join(' ')],
  ['address count', (row) => String(row.addressCount)],
  ['zones', (row) => row.zones.join(' ')],
  ['services', (row) => row.services.join(' ')],
  ['tags', (row) => row.tags.join(' ')],
  ['first seen', (row) => isoTime(row.firstSeen)],
  ['last seen', (row) => isoTime(row.lastSeen)],
];

/** UTC milliseconds as ISO 8601. */
function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/**
 * A cell of CSV (RFC 4180). A text that a spreadsheet would run as a formula, full-width signs included, gets an apostrophe in front, since names
 * come from the network (OWASP, CSV Injection).
 */
function csvCell(value: string | null): string {
  if (value === null) return '';
  const safe = /^[=+\-@\t\r\n|＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The devices as CSV with a line of titles, lines ended by CR LF as RFC 4180 says. */
export function csvHeader(): string {
  return `${columns.map(([title]) => csvCell(title)).join(',')}\r\n`;
}

export function csvLine(row: DeviceRow): string {
  return `${columns.map(([, value]) => csvCell(value(row))).join(',')}\r\n`;
}

/** One device as JSON for scripts: as the interface has it, with ISO 8601 times and addresses with their zone. */
export function jsonDevice(row: DeviceRow): string {
  return JSON.stringify({
    ...row,
    addresses: row.addresses.map((one) => ({
      address: one.address,
      zone: one.zone,
      scoped: formatScoped(one),
      lastSeen: isoTime(one.lastSeen),
    })),
    firstSeen: isoTime(row.firstSeen),
    lastSeen: isoTime(row.lastSeen),
  });
}
