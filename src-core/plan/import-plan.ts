import { ToolError } from '../api/errors.ts';
import { parseCsv } from './csv.ts';
import { planOf } from './file.ts';
import {
  columnsOf,
  csvFields,
  givenOf,
  heading,
  nodeOf,
  planOfRows,
  refuseMoreCells,
  wholeNumber,
  type CsvField,
  type CsvMapping,
  type ImportedPlan,
} from './import-table.ts';
import { nodeRoles } from './node.ts';
import { mostNodes } from './read-plan.ts';
import { planVlan, type PlanVlan } from './tree.ts';
import { underNarrowest } from './under-narrowest.ts';
import { mostVlans } from './vlans.ts';

/** The columns that have the name of a field: those of our own export. */
const ownMapping: CsvMapping = Object.fromEntries(csvFields.map((field) => [field, field]));

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
    // A tag of NetBox may have several words.
    const tags = blankIfNone(cells.tags)
      .split(/[,;]/)
      .map((tag) => tag.trim().replace(/\s+/g, '-'))
      .filter((tag) => tag !== '');
    const role = blankIfNone(cells.role).toLowerCase();
    const status = (cells.status ?? '').toLowerCase();
    const known = nodeRoles.some((each) => each === role);
    const planned = status === 'reserved' && tags.includes('planned');
    const contained = status === 'container' ? 'container' : '';
    // A role of the user's own is kept as a tag: words of this program have a meaning for its rules.
    const kept = [
      ...tags.filter((tag) => !(planned && tag === 'planned')),
      ...(known || role === '' ? [] : [role.replace(/[\s,;]+/g, '-')]),
    ];
    // The table that NetBox shows has other headings than the one that it takes.
    const isPool = [column('is_pool'), column('pool')].some((cell) => cell.toLowerCase() === 'true');
    return {
      ...cells,
      // Where it exports for people, NetBox marks the depth before a prefix, and writes a VLAN as `name (12)`.
      prefix: (cells.prefix ?? '').replace(/^[\s•]+/, ''),
      vlan: /\((\d+)\)$/.exec(cells.vlan ?? '')?.[1] ?? blankIfNone(cells.vlan),
      site: blankIfNone(cells.site),
      role: known ? role : isPool ? 'pool' : contained,
      status: planned ? 'planned' : (statusOfNetbox.get(status) ?? status),
      tags: [...new Set(kept)].join(' '),
    };
  });
}

/**
 * A plan from what phpIPAM exports of its subnets: subnet with or without its mask, description, VLAN ("NA" for none),
 * section. @throws as importCsv
 */
export function importPhpipam(text: string, name: string): ImportedPlan {
  const mapping: CsvMapping = {
    prefix: 'subnet',
    mask: 'mask',
    name: 'description',
    vlan: 'vlan',
    site: 'section',
  };
  return planOfRows(parseCsv(text), name, mapping, (cells) =>
    // A folder holds subnets and has no addresses of its own.
    (cells.prefix ?? '').endsWith(' (folder)')
      ? undefined
      : { ...cells, vlan: /^(0|NA)$/.test(cells.vlan ?? '') ? '' : (cells.vlan ?? ''), status: 'used' },
  );
}

/** What other programs write for "none" in a table for people. */
function blankIfNone(cell = ''): string {
  return /^\s*—\s*$/.test(cell) ? '' : cell;
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
