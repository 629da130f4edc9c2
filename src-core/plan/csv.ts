import { ToolError } from '../api/errors.ts';

/** A row of a table, with the line of the file on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** More rows than any plan has: the file is something else. */
const mostRows = 1_000_000;

/**
 * Reads a table by RFC 4180, with commas, semicolons or tabs, whichever the first line has most of. Empty lines are
 * left out, and a guard against formulas (see formatCsv) is taken off.
 * @throws ToolError bad-input with line and column for a quote that is not closed or stands inside of a cell
 */
export function parseCsv(text: string): CsvRow[] {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let began = 1;
  let at = 0;
  const fail = (why: string): never => {
    throw new ToolError('bad-input', `Line ${line}, column ${cells.length + 1}: ${why}.`);
  };
  while (at < source.length) {
    let cell = '';
    if (source[at] === '"') {
      for (at++; ; at++) {
        const quote = source.indexOf('"', at);
        if (quote < 0) fail('a quote is opened and not closed');
        const part = source.slice(at, quote);
        cell += part;
        line += part.split('\n').length - 1;
        at = quote + 1;
        if (source[at] !== '"') break;
        cell += '"';
      }
      if (at < source.length && !isEnd(source[at], separator)) fail('text follows a closing quote');
    } else {
      const from = at;
      while (at < source.length && !isEnd(source[at], separator)) at++;
      cell = source.slice(from, at);
      if (cell.includes('"')) fail('a quote stands inside of a cell that has none around it');
    }
    cells.push(unguarded(cell));
    if (source[at] === separator) {
      at++;
      if (at < source.length) continue;
      cells.push('');
    }
    if (cells.some((each) => each !== '')) rows.push({ line: began, cells });
    if (rows.length > mostRows) fail(`there are more than ${mostRows} rows`);
    cells = [];
    if (source[at] === '\r') at++;
    if (source[at] === '\n') at++;
    began = ++line;
  }
  return rows;
}

/**
 * Writes a table by RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
 * parseCsv takes off again; one that has such an apostrophe of its own gets another.
 */
export function formatCsv(rows: Iterable<readonly string[]>): string {
  return [...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  const guarded = /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function unguarded(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function isEnd(character: string | undefined, separator: string): boolean {
  return character === separator || character === '\n' || character === '\r';
}

function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  const count = (separator: string) => head.split(separator).length;
  return [';', '\t'].find((separator) => count(separator) > count(',')) ?? ',';
}
