import { ToolError } from '../api/errors.ts';
import { lengthOf, parsePrefix, prefixFamily } from '../net/prefix.ts';
import { parseAddress } from '../net/address.ts';
import { ParseError } from '../net/parse-error.ts';
import { parseCsv, type CsvRow } from './csv.ts';
import { planOf } from './file.ts';
import { entryOf, nodeRoles, readNode, type Extent, type PlanEntry, type PlanNode } from './node.ts';
import { planVlan, type Plan, type PlanVlan } from './tree.ts';

/** What a column of a table can mean. `prefix` is of either family; `mask` is its length where it stands apart. */
export const csvFields = [
  'id',
  'parent',
  'prefix',
  'mask',
  'ipv6',
  'ipv4',
  'name',
  'role',
  'status',
  'site',
  'vlan',
  'gateways',
  'dns',
  'tags',
  'notes',
  'colour',
  'growth6',
  'growth4',
  'delegates',
  'dynamic',
] as const;
export type CsvField = (typeof csvFields)[number];

/** Which column has what: by its heading, whatever its case. */
export type CsvMapping = Partial<Record<CsvField, string>>;

/** The columns that have the name of a field: those of our own export. */
const ownMapping: CsvMapping = Object.fromEntries(csvFields.map((field) => [field, field]));

type Cells = Partial<Record<CsvField, string>>;

/**
 * A plan from a table with headings. Without a column for the node above, a node goes under the narrowest prefix that
 * holds its own.
 * @throws ToolError bad-input with line and column; nothing is read in part
 */
export function importCsv(text: string, name: string, mapping: CsvMapping = ownMapping): Plan {
  return planOfRows(text, name, mapping, (cells) => cells);
}

/** A map, not an object: the words come from a file, and `constructor` is one that every object knows. */
const statusOfNetbox = new Map([
  ['active', 'used'],
  ['container', 'used'],
  ['deprecated', 'retiring'],
  ['', 'used'],
]);

/** A plan from what NetBox exports of its prefixes, or takes for bulk import. @throws as importCsv */
export function importNetboxPrefixes(text: string, name: string): Plan {
  const headings = headingsOf(text);
  const site = ['site', 'vlan_site', 'scope'].find((each) => headings.includes(each));
  const mapping: CsvMapping = {
    prefix: 'prefix',
    status: 'status',
    vlan: 'vlan',
    role: 'role',
    name: 'description',
    notes: 'comments',
    tags: 'tags',
    ...(site === undefined ? {} : { site }),
  };
  return planOfRows(text, name, mapping, (cells) => {
    const tags = (cells.tags ?? '').split(/[\s,;]+/).filter((tag) => tag !== '');
    const role = (cells.role ?? '').toLowerCase();
    const status = (cells.status ?? '').toLowerCase();
    const known = nodeRoles.some((each) => each === role);
    const planned = status === 'reserved' && tags.includes('planned');
    // A role of the user's own is kept as a tag: words of this program have a meaning for its rules.
    const kept = [
      ...tags.filter((tag) => !(planned && tag === 'planned')),
      ...(known || role === '' ? [] : [role.replace(/[\s,;]+/g, '-')]),
    ];
    return {
      ...cells,
      // NetBox writes `name (12)` where it exports for people.
      vlan: /\((\d+)\)$/.exec(cells.vlan ?? '')?.[1] ?? cells.vlan ?? '',
      role: known ? role : 'container',
      status: planned ? 'planned' : (statusOfNetbox.get(status) ?? status),
      tags: [...new Set(kept)].join(' '),
    };
  });
}

/** A plan from what phpIPAM exports of its subnets: subnet with or without its mask, description, VLAN, section. */
export function importPhpipam(text: string, name: string): Plan {
  const mapping: CsvMapping = {
    prefix: 'subnet',
    mask: 'mask',
    name: 'description',
    vlan: 'vlan',
    site: 'section',
  };
  return planOfRows(text, name, mapping, (cells) => ({
    ...cells,
    vlan: cells.vlan === '0' ? '' : (cells.vlan ?? ''),
    status: 'used',
  }));
}

/** A plan from one prefix a line, with a name after it if there is one; `#` begins a remark. @throws as importCsv */
export function importList(text: string, name: string): Plan {
  const nodes = text.split(/\r?\n/).flatMap((line, index) => {
    const [prefix = '', ...words] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (prefix === '') return [];
    return [nodeOf({ prefix, name: words.join(' ') }, `n${index + 1}`, index + 1, () => 1)];
  });
  return planOf(name, underNarrowest(nodes));
}

const vlanColumns = { vlan: 'vid', name: 'name', site: 'site', notes: 'description' } as const;
/** The fields of a VLAN, and the columns from which they come. */
const vlanFields = [
  ['vid', 'vlan'],
  ['name', 'name'],
  ['site', 'site'],
  ['notes', 'notes'],
] as const;

/** The VLANs of NetBox's export: vid, name, site, description. @throws ToolError bad-input with the line */
export function importNetboxVlans(text: string): PlanVlan[] {
  const [head, ...rows] = parseCsv(text);
  const column = columnsOf(head, vlanColumns);
  if (column('vlan') === undefined) throw new ToolError('bad-input', 'Line 1: there is no column "vid".');
  return rows.map(({ line, cells }) => {
    const cell = (field: CsvField) => cells[column(field) ?? -1] ?? '';
    const result = planVlan.safeParse({
      vid: Number(cell('vlan')),
      name: cell('name'),
      site: cell('site'),
      notes: cell('notes'),
    });
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const field = vlanFields.find(([name]) => name === issue?.path[0])?.[1] ?? 'vlan';
    throw new ToolError(
      'bad-input',
      `Line ${line}, column ${(column(field) ?? 0) + 1} ("${vlanColumns[field]}"): ${issue?.message}.`,
    );
  });
}

function planOfRows(text: string, name: string, mapping: CsvMapping, read: (cells: Cells) => Cells): Plan {
  const [head, ...rows] = parseCsv(text);
  const column = columnsOf(head, mapping);
  if (column('prefix') === undefined && column('ipv6') === undefined && column('ipv4') === undefined) {
    const wanted = mapping.prefix ?? 'ipv6';
    throw new ToolError(
      'bad-input',
      `Line 1: there is no column "${wanted}"; the columns are ${head?.cells.join(', ') ?? 'none'}.`,
    );
  }
  const nodes = rows.map(({ line, cells }, index) => {
    if (cells.length > (head?.cells.length ?? 0))
      throw new ToolError(
        'bad-input',
        `Line ${line}, column ${cells.length}: the row has more cells than the heading.`,
      );
    const raw = Object.fromEntries(
      csvFields.flatMap((field) => {
        const at = column(field);
        return at === undefined ? [] : [[field, cells[at] ?? '']];
      }),
    );
    return nodeOf(read(raw), `n${index + 1}`, line, (field) => (column(field) ?? column('prefix') ?? 0) + 1);
  });
  return planOf(name, column('parent') === undefined ? underNarrowest(nodes) : nodes);
}

const booleans = new Map([
  ['true', true],
  ['false', false],
]);

/** What is kept with the spaces around it. */
const texts = new Set<CsvField>(['name', 'notes', 'site']);

function nodeOf(
  cells: Cells,
  spareId: string,
  line: number,
  columnOf: (field: CsvField) => number,
): PlanNode {
  const fail = (field: CsvField, why: string): never => {
    throw new ToolError('bad-input', `Line ${line}, column ${columnOf(field)} ("${field}"): ${why}`, field);
  };
  const number = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : text);
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  const value: Record<string, unknown> = { id: spareId };
  for (const field of csvFields) {
    const text = texts.has(field) ? (cells[field] ?? '') : (cells[field] ?? '').trim();
    if (text === '' || field === 'mask') continue;
    try {
      if (field === 'prefix') {
        const prefix = parsePrefix(
          text.includes('/') || cells.mask === undefined ? text : `${text}/${lengthOfMask(cells.mask)}`,
        );
        value[prefixFamily(prefix) === 6 ? 'ipv6' : 'ipv4'] = prefix;
      } else if (field === 'ipv6' || field === 'ipv4') value[field] = parsePrefix(text);
      else if (field === 'gateways' || field === 'dns') value[field] = words(text).map(parseAddress);
      else if (field === 'tags') value[field] = words(text);
      else if (field === 'dynamic') value[field] = booleans.get(text.toLowerCase()) ?? text;
      else if (['vlan', 'growth6', 'growth4', 'delegates'].includes(field)) value[field] = number(text);
      else value[field] = text;
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      fail(field, error.message);
    }
  }
  try {
    return readNode(value, `Line ${line}`);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const field = csvFields.find((each) => each === error.detail?.split('.')[0]) ?? 'prefix';
    return fail(field, error.message);
  }
}

/** A mask as a number of bits, or as four octets, of which the ones come first. */
function lengthOfMask(mask: string): string {
  const text = mask.trim().replace(/^\//, '');
  if (!text.includes('.')) return text;
  const bits = text
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) && bits.length === 32 ? String(bits.lastIndexOf('1') + 1) : text;
}

function headingsOf(text: string): string[] {
  return parseCsv(text.split(/\r?\n/, 1)[0] ?? '')[0]?.cells.map(heading) ?? [];
}

function columnsOf(head: CsvRow | undefined, mapping: CsvMapping): (field: CsvField) => number | undefined {
  const at = new Map((head?.cells ?? []).map((cell, index) => [heading(cell), index]));
  return (field) => at.get(heading(mapping[field] ?? '\0'));
}

function heading(text: string): string {
  return text.trim().toLowerCase();
}

/** Puts each node under the narrowest one that holds it: by IPv6, or by IPv4 where that is all it has. */
function underNarrowest(nodes: readonly PlanNode[]): PlanNode[] {
  const parents = new Map<string, string | null>();
  for (const side of ['six', 'four'] as const) {
    const around: { id: string; extent: Extent }[] = [];
    const sorted = nodes.map(entryOf).flatMap((entry) => withExtent(entry, entry[side]));
    for (const item of sorted.sort(byExtent)) {
      while (isDone(around.at(-1)?.extent, item.extent)) around.pop();
      if (side === 'six' || !item.hasSix) parents.set(item.id, around.at(-1)?.id ?? null);
      around.push(item);
    }
  }
  return nodes.map((node) => ({ ...node, parent: parents.get(node.id) ?? null }));
}

interface Sorted {
  readonly id: string;
  readonly hasSix: boolean;
  readonly extent: Extent;
}

function withExtent({ node, six }: PlanEntry, extent: Extent | undefined): Sorted[] {
  return extent === undefined ? [] : [{ id: node.id, hasSix: six !== undefined, extent }];
}

function byExtent({ extent: one }: Sorted, { extent: other }: Sorted): number {
  if (one.first !== other.first) return one.first < other.first ? -1 : 1;
  return lengthOf(one.prefix) - lengthOf(other.prefix);
}

/** True where what is open does not hold the next one; the same prefix again stands beside it. */
function isDone(open: Extent | undefined, next: Extent): boolean {
  return open !== undefined && (open.end <= next.first || open.prefix === next.prefix);
}
