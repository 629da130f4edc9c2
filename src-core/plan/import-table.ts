import { ToolError } from '../api/errors.ts';
import { parseAddress } from '../net/address.ts';
import { ParseError } from '../net/parse-error.ts';
import { parsePrefix, prefixFamily } from '../net/prefix.ts';
import type { CsvRow } from './csv.ts';
import { planOf } from './file.ts';
import { lengthOfMask } from '../net/mask-length.ts';
import { readNode, type PlanNode } from './node.ts';
import type { Plan } from './tree.ts';
import { underNarrowest } from './under-narrowest.ts';
import { nodeFields } from './node-fields.ts';

/** What a column of a table can mean. `prefix` is of either family; `mask` is its length where it stands apart. */
export const csvFields = ['id', 'parent', 'prefix', 'mask', ...nodeFields] as const;
export type CsvField = (typeof csvFields)[number];

/** Which column has what: by its heading, whatever its case. */
export type CsvMapping = Partial<Record<CsvField, string>>;

/** The cells of a row, by what their column means. */
export type Cells = Partial<Record<CsvField, string>>;

/** A plan that was imported, with what the import says outright. */
export interface ImportedPlan extends Plan {
  /**
   * By the id of each node, the fields that have a value in the import. Where a field is as in a new node, this tells
   * a state of "planned" that was written from one of which nothing was said.
   */
  readonly given: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * A plan from the rows of a table, below their headings. `read` makes of a row the cells as this program writes them;
 * what it gives undefined for is left out.
 * @throws ToolError bad-input with line and column; nothing is read in part
 */
export function planOfRows(
  [head, ...rows]: readonly CsvRow[],
  name: string,
  mapping: CsvMapping,
  read: (cells: Cells, column: (heading: string) => string) => Cells | undefined,
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
  const taken = rows.flatMap(({ line, cells }) => {
    refuseMoreCells(head, line, cells);
    const raw = Object.fromEntries(
      csvFields.flatMap((field) => {
        const at = column(field);
        return at === undefined ? [] : [[field, cells[at] ?? '']];
      }),
    );
    const content = read(raw, (wanted) => cells[headings.indexOf(wanted)] ?? '');
    return content === undefined ? [] : [{ line, content }];
  });
  const contents = taken.map(({ content }) => content);
  const ids = spareIds(contents);
  const nodes = taken.map(({ line, content }, index) =>
    nodeOf(content, ids(index), line, (field) => (column(field) ?? column('prefix') ?? 0) + 1),
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

export function givenOf(nodes: readonly PlanNode[], rows: readonly Cells[]): Map<string, Set<string>> {
  return new Map(
    nodes.map(({ id }, index) => {
      const cells = rows[index] ?? {};
      return [id, new Set(csvFields.filter((field) => (cells[field] ?? '').trim() !== ''))];
    }),
  );
}

export function refuseMoreCells(head: CsvRow | undefined, line: number, cells: readonly string[]): void {
  if (cells.length > (head?.cells.length ?? 0))
    throw new ToolError(
      'bad-input',
      `Line ${line}, column ${cells.length}: the row has more cells than the heading.`,
    );
}

/** A number without sign or fraction; any other text as it is, for the schema to refuse. */
export function wholeNumber(text: string): number | string {
  return /^\d{1,6}$/.test(text) ? Number(text) : text;
}

const booleans = new Map([
  ['true', true],
  ['false', false],
]);

/** What is kept with the spaces around it. */
const texts = new Set<CsvField>(['name', 'notes', 'site']);

export function nodeOf(
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

export function columnsOf(
  head: CsvRow | undefined,
  mapping: CsvMapping,
): (field: CsvField) => number | undefined {
  const at = new Map((head?.cells ?? []).map((cell, index) => [heading(cell), index]));
  return (field) => at.get(heading(mapping[field] ?? '\0'));
}

export function heading(text: string): string {
  return text.trim().toLowerCase();
}
