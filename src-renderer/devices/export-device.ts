import { formatScoped } from '../../src-core/net/zone.ts';
import type { DeviceDetail } from '../../src-core/api/devices.ts';
import { csvText } from '../components/csv.ts';
import type { ExportFile } from '../components/export-button.tsx';

/** One device as a file: JSON holds everything, CSV its addresses over time. Times are ISO 8601. */
export function exportDevice(device: DeviceDetail, format: 'csv' | 'json', at: Date): ExportFile {
  const name = `device-${device.id}-${at.toISOString().slice(0, 10)}`;
  if (format === 'json') {
    return {
      fileName: `${name}.json`,
      mediaType: 'application/json',
      text: `${JSON.stringify(device, isoTimes, 2)}\n`,
    };
  }
  const iso = (time: number): string => new Date(time).toISOString();
  const text = csvText([
    [
      'address',
      'interface',
      'kind',
      'temporary',
      'confirmed',
      'found_by',
      'rtt_ms',
      'times_seen',
      'first_seen',
      'last_seen',
    ],
    ...device.allAddresses.map((each) => [
      formatScoped(each),
      each.zone,
      each.kind,
      each.temporary,
      each.confirmed ? 'yes' : 'no',
      each.sources.join(' '),
      each.rttMs === null ? '' : String(each.rttMs),
      String(each.timesSeen),
      iso(each.firstSeen),
      iso(each.lastSeen),
    ]),
  ]);
  return { fileName: `${name}.csv`, mediaType: 'text/csv', text };
}

const timeFields = new Set(['firstSeen', 'lastSeen', 'at']);

function isoTimes(key: string, value: unknown): unknown {
  return timeFields.has(key) && typeof value === 'number' ? new Date(value).toISOString() : value;
}
