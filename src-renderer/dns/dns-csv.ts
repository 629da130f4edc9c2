import type { DnsItem } from '../../src-core/api/dns.ts';
import { serverText } from '../../src-core/dns/item-text.ts';
import { csvText } from '../components/csv.ts';

/** Every record with the question that it answers; a question without one has a line of its own. */
export function dnsCsv(items: readonly DnsItem[]): string {
  const lines = items.flatMap((item) => {
    const { message, name, type, transport, outcome, timeMs, sizeBytes } = item;
    const head = [
      serverText(item),
      name,
      type,
      transport,
      outcome,
      message?.responseCode ?? '',
      timeMs?.toFixed(1) ?? '',
      String(sizeBytes ?? ''),
    ];
    const records = [
      ...(message?.answer ?? []).map((record) => ['answer', record] as const),
      ...(message?.authority ?? []).map((record) => ['authority', record] as const),
      ...(message?.additional ?? []).map((record) => ['additional', record] as const),
    ];
    if (records.length === 0) return [[...head, '', '', '', '', item.problem ?? '']];
    return records.map(([section, record]) => [
      ...head,
      section,
      record.name,
      String(record.ttlSeconds),
      record.type,
      record.data,
    ]);
  });
  const headings = [
    'Server',
    'Name asked',
    'Type asked',
    'Transport',
    'Outcome',
    'Response code',
    'Time (ms)',
    'Size (bytes)',
  ];
  return csvText([[...headings, 'Section', 'Name', 'TTL (s)', 'Type', 'Data'], ...lines]);
}
