import type { DiffHunk, WrittenResult } from '../../../../src-core/api/config-files.ts';
import type {
  CheckResult,
  Preview,
  Problem,
  ReadBack,
  ShownFile,
  WriterSummary,
} from '../../../../src-core/api/writers.ts';
import { writerGroups } from '../../../../src-core/api/writers.ts';
import { unifiedDiff } from '../../../../src-core/writers/diff.ts';
import { formatTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** The writers by group, as the page shows them. */
export function writerTable(writers: readonly WriterSummary[]): string[] {
  const rows = writerGroups.flatMap((group) =>
    writers
      .filter((writer) => writer.group === group)
      .map(({ id, title, checkers, reads, takesPlan, convertsTo }) => [
        [id],
        [title],
        [group.replaceAll('-', ' ')],
        [[...(reads ? ['read'] : []), ...(takesPlan ? ['plan'] : [])].join(', ') || '-'],
        [convertsTo.join(', ') || '-'],
        [checkers.map(({ name }) => name).join(', ') || '-'],
      ]),
  );
  return formatTable(['WRITER', 'TITLE', 'GROUP', 'FROM', 'CONVERTS TO', 'CHECKED BY'], rows);
}

export function textOf({ lines }: ShownFile): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** What is wrong or noteworthy, one line each. */
export function noteProblems(terminal: Terminal, problems: readonly Problem[]): void {
  for (const { severity, path, message, source } of problems) {
    const where = path === '' ? '' : `${path}: `;
    terminal.note(`${severity}: ${where}${message}${source === undefined ? '' : ` (${source})`}`);
  }
}

/** The lines of old files that no field holds. */
export function leftLines(left: ReadBack['left']): string[] {
  return left.map(({ file, line, text, kind, why }) => `${file}:${line}: ${kind}: ${text} (${why})`);
}

/** One file as it is; more of them with their names between, as head(1) does. */
export async function printFiles(terminal: Terminal, files: readonly ShownFile[]): Promise<void> {
  for (const [index, file] of files.entries()) {
    if (files.length > 1) await terminal.lines([...(index === 0 ? [] : ['']), `==> ${file.path} <==`]);
    await terminal.file(textOf(file));
  }
}

/** What the checkers said, with the line where they named one. */
export function noteChecks(terminal: Terminal, results: readonly CheckResult[]): void {
  for (const { checker, status, reason, words } of results) {
    terminal.note(`${checker}: ${status.replaceAll('-', ' ')}${reason === undefined ? '' : ` (${reason})`}`);
    for (const { file, line, severity, text } of words) {
      const where = file === null ? '' : `${file}${line === null ? '' : `:${line}`}: `;
      terminal.note(`  ${severity}: ${where}${text}`);
    }
  }
}

export async function printWritten(terminal: Terminal, results: readonly WrittenResult[]): Promise<void> {
  for (const { path, state, backup } of results)
    await terminal.line(`${state.padEnd(9)} ${path}${backup === null ? '' : ` (the old one is ${backup})`}`);
}

/** What would change on disk, as patch(1) takes it. */
export async function printDiff(
  terminal: Terminal,
  { path, isNew, hunks }: { path: string; isNew: boolean; hunks: readonly DiffHunk[] },
): Promise<void> {
  await terminal.file(unifiedDiff({ before: isNew ? '/dev/null' : `a/${path}`, after: `b/${path}` }, hunks));
}

/** What puts the files to work. */
export function noteCommands(terminal: Terminal, { apply }: Preview): void {
  if (apply.length === 0) return;
  terminal.note('Put it to work:');
  for (const { text, about } of apply) terminal.note(`  ${text}    # ${about}`);
}
