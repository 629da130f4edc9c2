import { parseCsv } from '../../../../src-core/plan/csv.ts';
import { csvFields, type CsvField, type CsvMapping } from '../../../../src-core/plan/import-table.ts';
import { tryParseAddress } from '../../../../src-core/net/address.ts';
import { tryParsePrefix } from '../../../../src-core/net/prefix.ts';

export const importFormats = ['plan', 'csv', 'netbox-prefixes', 'netbox-vlans', 'phpipam', 'list'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** The headings of a table; none where the first line is none. */
export function headingsOf(text: string): string[] {
  return rowsOf(text, 1)[0] ?? [];
}

/** The first rows of a table, without the headings, for a look at them. */
export function firstRows(text: string, count: number): string[][] {
  return rowsOf(text, count + 1).slice(1);
}

/** Only the beginning is read: the file may have a million rows, and a mistake further down is for the import to tell. */
function rowsOf(text: string, count: number): string[][] {
  const lines = text.slice(0, 64 * 1024).split('\n');
  for (let end = Math.min(lines.length, count + 20); end > 0; end--) {
    try {
      return parseCsv(lines.slice(0, end).join('\n'))
        .slice(0, count)
        .map(({ cells }) => [...cells]);
    } catch {
      // A cell of several lines may be cut off at the end: one line less is tried.
      continue;
    }
  }
  return [];
}

/** What a text most likely is; a person may say otherwise. */
export function recognise(text: string): ImportFormat {
  const begin = text
    .slice(0, 4096)
    .trimStart()
    .replace(/^\ufeff/, '');
  if (begin.startsWith('{')) return 'plan';
  const [first = ''] = begin.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  const [word = ''] = first.trim().split(/[\s,;]+/);
  if (tryParsePrefix(word) !== undefined || tryParseAddress(word) !== undefined) return 'list';
  const headings = new Set(headingsOf(text).map((heading) => heading.trim().toLowerCase()));
  const has = (...names: string[]): boolean => names.every((name) => headings.has(name));
  if (has('vid') && !has('prefix')) return 'netbox-vlans';
  if (has('id', 'ipv6', 'ipv4')) return 'csv';
  // A prefix of NetBox has a description and no name.
  if (!has('name') && (has('prefix', 'status') || has('prefix', 'is_pool'))) return 'netbox-prefixes';
  return has('subnet') ? 'phpipam' : 'csv';
}

/** Other words for the fields, as other programs have them. */
const otherWords: Partial<Record<CsvField, readonly string[]>> = {
  prefix: ['subnet', 'network', 'cidr', 'address', 'ip'],
  mask: ['netmask', 'prefix length', 'length'],
  ipv6: ['ipv6 prefix', 'ipv6 subnet', 'v6'],
  ipv4: ['ipv4 prefix', 'ipv4 subnet', 'v4'],
  name: ['description', 'label', 'title', 'hostname'],
  notes: ['comment', 'comments', 'remarks'],
  site: ['location', 'scope', 'section', 'where'],
  vlan: ['vid', 'vlan id', 'vlan number', 'vlan no'],
  gateways: ['gateway', 'gw', 'default gateway', 'router'],
  dns: ['nameservers', 'name servers', 'dns servers'],
  status: ['state'],
  colour: ['color'],
};

/** Which column has what, as far as the headings tell. */
export function guessMapping(headings: readonly string[]): CsvMapping {
  const left = new Map(headings.map((heading) => [wordsOf(heading), heading]));
  const mapping: CsvMapping = {};
  for (const field of csvFields) {
    const known = [field, ...(otherWords[field] ?? [])].find((word) => left.has(word));
    const heading = known === undefined ? undefined : left.get(known);
    if (known === undefined || heading === undefined) continue;
    mapping[field] = heading;
    left.delete(known);
  }
  return mapping;
}

/** A heading without what separates its words: `VLAN-ID` and `vlan_id` are one. */
function wordsOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

/** The mapping with a column meaning this field, or nothing for null. What had the field before means nothing then. */
export function withColumn(mapping: CsvMapping, heading: string, field: CsvField | null): CsvMapping {
  const next: CsvMapping = {};
  for (const each of csvFields) {
    const had = mapping[each];
    if (had !== undefined && had !== heading && each !== field) next[each] = had;
  }
  if (field !== null) next[field] = heading;
  return next;
}

/** The field that a column means; null for none. */
export function fieldOf(mapping: CsvMapping, heading: string): CsvField | null {
  return csvFields.find((field) => mapping[field] === heading) ?? null;
}
