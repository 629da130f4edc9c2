import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** The check reads the whole file, some 5 ms for each MB: larger ones are checked once a read met damage. */
const checkedBytes = 16 * 1024 * 1024;

/** A file that says: something read damage, look closely at the next start. */
export function checkMark(file: string): string {
  return `${file}-check`;
}

/** Has the next start look closely. Never throws: the damage is what is told. */
export function markForCheck(file: string): void {
  try {
    closeSync(openSync(checkMark(file), 'w', 0o600));
  } catch (error) {
    // On a disk that cannot be written either, the next start meets the same damage and tells it again.
    process.emitWarning(`the damaged database ${file} could not be marked: ${String(error)}`);
  }
}

/**
 * Looks for broken pages, and after damage was met also for indexes that do not fit their tables. Throws an error like
 * SQLite's own (result code 11) where it finds any.
 */
export function checkPages(database: DatabaseSync, file: string): void {
  const marked = existsSync(checkMark(file));
  if (!marked && statSync(file).size > checkedBytes) return;
  const row = database.prepare(marked ? 'PRAGMA integrity_check(1)' : 'PRAGMA quick_check(1)').get();
  const [found] = Object.values(row ?? {});
  if (found !== 'ok') throw Object.assign(new Error(String(found)), { errcode: 11 });
  if (marked) rmSync(checkMark(file), { force: true });
}
