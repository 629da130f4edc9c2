import { ToolError } from '../api/errors.ts';
import { parseAddress } from '../net/address.ts';
import { ParseError } from '../net/parse-error.ts';
import { parsePrefix, prefixFamily } from '../net/prefix.ts';
import { parseCsv, type CsvRow } from './csv.ts';
import { planOf } from './file.ts';
import { lengthOfMask } from './mask-length.ts';
import { nodeRoles, readNode, type PlanNode } from './node.ts';
import { mostNodes } from './read-plan.ts';
import { planVlan, type Plan, type PlanVlan } from './tree.ts';
import { underNarrowest } from './under-narrowest.ts';
import { mostVlans } from './vlans.ts';

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

/** A plan that was imported, with what the import says outright. */
export interface ImportedPlan extends Plan {
  /**
   * By the id of each node, the fields that have a value in the import. Where a field is as in a new node, this tells
   * a state of "planned" that was written from one of which nothing was said.
   */
  readonly given: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * A plan from a table with headings. Without a column for the node above, a node goes under the narrowest prefix that
 * holds its own.
 * @throws ToolError bad-input with line and column; nothing is read in part
 */
export function importCsv(text: string, name: string, mapping: CsvMapping = ownMapping): ImportedPlan {
  return planOfRows(parseCsv(text), name, mapping, (cells) => cells);
}

/** A map, not an object: the words come from a file, and `constructor` is one that every object knows. */
const statusOfNetbox = new Map([
  ['active', 'used'],
  ['container', 'used'],
  ['deprecated', 'retiring'],
  ['', 'used'],
]);

/** A plan from what NetBox exports of its prefixes, or takes for bulk import. @throws as importCsv */
export function importNetboxPrefixes(text: string, name: string): ImportedPlan {
  const table = parseCsv(text);
  const headings = table[0]?.cells.map(heading) ?? [];
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
  return planOfRows(table, name, mapping, (cells, column) => {
    const tags = (cells.tags ?? '').split(/[\s,;]+/).filter((tag) => tag !== '');
    const role = (cells.role ?? '').toLowerCase();
    const status = (cells.status ?? '').toLowerCase();
    const known = nodeRoles.some((each) => each === role);
    const planned = status === 'reserved' && tags.includes('planned');
    const contained = status === 'container' ? 'container' : '';
    // A role of the user's own is kept as a tag: words of this program have a meaning for its rules.
    const kept = [
      ...tags.filter((tag) => !(planned && tag === 'planned')),
      ...(known || role === '' ? [] : [role.replace(/[\s,;]+/g, '-')]),
    ];
    return {
      ...cells,
      // NetBox writes `name (12)` where it exports for people.
      vlan: /\((\d+)\)$/.exec(cells.vlan ?? '')?.[1] ?? cells.vlan ?? '',
      role: known ? role : booleans.get(column('is_pool').toLowerCase()) === true ? 'pool' : contained,
      status: planned ? 'planned' : (statusOfNetbox.get(status) ?? status),
      tags: [...new Set(kept)].join(' '),
    };
  });
}

/** A plan from what phpIPAM exports of its subnets: subnet with or without its mask, description, VLAN, section. */
export function importPhpipam(text: string, name: string): ImportedPlan {
  const mapping: CsvMapping = {
    prefix: 'subnet',
    mask: 'mask',
    name: 'description',
    vlan: 'vlan',
    site: 'section',
  };
  return planOfRows(parseCsv(text), name, mapping, (cells) => ({
    ...cells,
    vlan: cells.vlan === '0' ? '' : (cells.vlan ?? ''),
    status: 'used',
  }));
}

/** A plan from one prefix a line, with a name after it if there is one; `#` begins a remark. @throws as importCsv */
export function importList(text: string, name: string): ImportedPlan {
  const rows = text.split(/\r?\n/).flatMap((line, index) => {
    const [prefix = '', ...words] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    return prefix === '' ? [] : [{ prefix, name: words.join(' '), line: index + 1 }];
  });
  if (rows.length > mostNodes)
    throw new ToolError('bad-input', `The list has more than ${mostNodes} prefixes.`);
  const nodes = rows.map(({ line, ...cells }) => nodeOf(cells, `n${line}`, line, () => 1));
  return { ...planOf(name, underNarrowest(nodes)), given: givenOf(nodes, rows) };
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
  if (rows.length > mostVlans)
    throw new ToolError('bad-input', `The table has more than the ${mostVlans} VLANs that a plan can have.`);
  return rows.map(({ line, cells }) => {
    refuseMoreCells(head, line, cells);
    const cell = (field: CsvField) => cells[column(field) ?? -1] ?? '';
    const result = planVlan.safeParse({
      vid: wholeNumber(cell('vlan').trim()),
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

function planOfRows(
  [head, ...rows]: readonly CsvRow[],
  name: string,
  mapping: CsvMapping,
  read: (cells: Cells, column: (heading: string) => string) => Cells,
): ImportedPlan {
  const column = columnsOf(head, mapping);
  if (column('prefix') === undefined && column('ipv6') === undefined && column('ipv4') === undefined) {
    const wanted = mapping.prefix ?? 'ipv6';
    throw new ToolError(
      'bad-input',
      `Line 1: there is no column "${wanted}"; the columns are ${head?.cells.join(', ') ?? 'none'}.`,
    );
  }
  const headings = head?.cells.map(heading) ?? [];
  const contents = rows.map(({ line, cells }) => {
    refuseMoreCells(head, line, cells);
    const raw = Object.fromEntries(
      csvFields.flatMap((field) => {
        const at = column(field);
        return at === undefined ? [] : [[field, cells[at] ?? '']];
      }),
    );
    return read(raw, (wanted) => cells[headings.indexOf(wanted)] ?? '');
  });
  const ids = spareIds(contents);
  const nodes = rows.map(({ line }, index) =>
    nodeOf(contents[index] ?? {}, ids(index), line, (field) => (column(field) ?? column('prefix') ?? 0) + 1),
  );
  const plan = planOf(name, column('parent') === undefined ? underNarrowest(nodes) : nodes);
  return { ...plan, given: givenOf(nodes, contents) };
}

/** Ids for rows that have none: by their number, past those that other rows have. */
function spareIds(rows: readonly Cells[]): (index: number) => string {
  const taken = new Set(rows.map(({ id }) => id?.trim() ?? ''));
  return (index) => {
    let number = index + 1;
    while (taken.has(`n${number}`)) number += rows.length;
    return `n${number}`;
  };
}

function givenOf(nodes: readonly PlanNode[], rows: readonly Cells[]): Map<string, Set<string>> {
  return new Map(
    nodes.map(({ id }, index) => {
      const cells = rows[index] ?? {};
      return [id, new Set(csvFields.filter((field) => (cells[field] ?? '').trim() !== ''))];
    }),
  );
}

function refuseMoreCells(head: CsvRow | undefined, line: number, cells: readonly string[]): void {
  if (cells.length > (head?.cells.length ?? 0))
    throw new ToolError(
      'bad-input',
      `Line ${line}, column ${cells.length}: the row has more cells than the heading.`,
    );
}

/** A number without sign or fraction; any other text as it is, for the schema to refuse. */
function wholeNumber(text: string): number | string {
  return /^\d{1,6}$/.test(text) ? Number(text) : text;
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
      else if (['vlan', 'growth6', 'growth4', 'delegates'].includes(field)) value[field] = wholeNumber(text);
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

function columnsOf(head: CsvRow | undefined, mapping: CsvMapping): (field: CsvField) => number | undefined {
  const at = new Map((head?.cells ?? []).map((cell, index) => [heading(cell), index]));
  return (field) => at.get(heading(mapping[field] ?? '\0'));
}

function heading(text: string): string {
  return text.trim().toLowerCase();
}
