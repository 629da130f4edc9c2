import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ToolError } from '../../src-core/api/errors.ts';
import { makePrivateDirectory } from '../os/make-directory.ts';
import { readFileHeader } from './file-header.ts';
import { applicationId, migrate, versionOf } from './migrate.ts';
import { currentVersion } from './migrations/registry.ts';
import { checkPages } from './page-check.ts';
import { setAside } from './set-aside.ts';
import { databaseError, isBusy, isDamage, isReadOnly } from './sqlite-error.ts';
import { Store } from './store.ts';

export const databaseName = 'inventory.sqlite';

/** SQLite itself waits so long inside of one call; a longer wait is the Store's, which lets others run meanwhile. */
const innerTimeoutMs = 50;
const openTimeoutMs = 2000;
const openRetryMs = 50;

export interface OpenedDatabase {
  readonly store: Store;
  readonly notices: string[];
}

/**
 * Opens the database of a directory, or makes it. Notices say what happened to the stored data.
 * @throws ToolError `unsupported` where a newer program wrote it (it is left as it is), `conflict` where another
 * process keeps it locked, `no-permission` where it may not even be read, `internal` where the disk is full
 */
export async function openDatabase({
  directory,
  log,
}: {
  directory: string;
  log: Logger;
}): Promise<OpenedDatabase> {
  const file = join(directory, databaseName);
  const notices: string[] = [];
  const tell = (notice: string) => {
    notices.push(notice);
    log.warn({ file }, notice);
  };
  const readable = makeDirectory(directory);
  const header = readable ? lookAt(file) : { kind: 'missing' as const };

  if (header.kind === 'no-database') moveAside(directory, file, 'it is not a database', tell);
  if (!isWritable(directory, file)) {
    tell(readOnlyNotice(file, existsSync(file)));
    return { store: openForReading(file), notices };
  }
  try {
    return { store: await openForWriting(file), notices };
  } catch (error) {
    if (isReadOnly(error)) {
      log.warn({ err: error, file }, 'the device database cannot be opened for writing');
      tell(readOnlyNotice(file, existsSync(file)));
      return { store: openForReading(file), notices };
    }
    if (!isDamage(error)) throw databaseError(error, file);
    moveAside(directory, file, error instanceof Error ? error.message : String(error), tell);
  }
  try {
    return { store: await openForWriting(file), notices };
  } catch (error) {
    throw databaseError(error, file);
  }
}

/** False where there is no such directory and none can be made for want of permission. */
function makeDirectory(directory: string): boolean {
  try {
    makePrivateDirectory(directory);
    return true;
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return isThere(directory);
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError(
      'bad-input',
      `the data directory ${directory} cannot be made: choose another with --data-dir`,
      reason,
    );
  }
}

/** @throws ToolError `no-permission` where a directory on the way to it may not be searched, so that nobody knows */
function isThere(directory: string): boolean {
  try {
    return statSync(directory).isDirectory();
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM')) return false;
    throw new ToolError(
      'no-permission',
      `the data directory ${directory} cannot be reached by this user: give this user permission, or choose another with --data-dir`,
      error instanceof Error ? error.message : undefined,
    );
  }
}

function lookAt(file: string) {
  try {
    const header = readFileHeader(file);
    if (header.kind === 'database') refuseForeign(file, header);
    return header;
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EISDIR')) throw error;
    throw new ToolError(
      'no-permission',
      `the device database ${file} may not be read: give this user permission, or choose another directory with --data-dir`,
      error instanceof Error ? error.message : undefined,
    );
  }
}

function refuseForeign(file: string, found: { userVersion: number; applicationId: number }): void {
  if (found.userVersion > 0 && found.applicationId !== applicationId) throw foreignError(file);
  if (found.userVersion > currentVersion) throw newerError(file, found.userVersion);
}

function foreignError(file: string): ToolError {
  return new ToolError(
    'unsupported',
    `${file} is a database of another program: move it away, or choose another directory with --data-dir`,
  );
}

function newerError(file: string, version: number): ToolError {
  return new ToolError(
    'unsupported',
    `the device database ${file} was written by a newer Linkscope: use that one, or choose another directory with ` +
      '--data-dir; the file was left as it is',
    `its version is ${version}, this program knows versions up to ${currentVersion}`,
  );
}

function isWritable(directory: string, file: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK);
    return true;
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOENT')) return false;
    throw error;
  }
}

function readOnlyNotice(file: string, exists: boolean): string {
  const what = exists ? 'what is stored can be read, but' : 'nothing is stored there yet, and';
  return `${file} may not be written by this user: ${what} scans and changes are not kept`;
}

async function openForWriting(file: string): Promise<Store> {
  // SQLite would make it readable for everybody; the files beside it get the same mode.
  closeSync(openSync(file, 'a', 0o600));
  refuseNewerJournal(file);
  const database = new DatabaseSync(file, { timeout: innerTimeoutMs });
  try {
    await whileBusy(() => prepareForWriting(database, file));
    return new Store(database, file, false);
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareForWriting(database: DatabaseSync, file: string): void {
  const version = versionOf(database);
  if (version > currentVersion) throw newerError(file, version);
  if (version === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined)
    throw foreignError(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 16777216;`);
  checkPages(database, file);
  migrate(database);
}

/** A crashed newer program can have left its version in the journal only. */
function refuseNewerJournal(file: string): void {
  const journal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (journal === undefined || journal.size === 0) return;
  const database = new DatabaseSync(file, { readOnly: true, timeout: openTimeoutMs });
  try {
    const version = versionOf(database);
    if (version > currentVersion) throw newerError(file, version);
  } finally {
    database.close();
  }
}

async function whileBusy(work: () => void): Promise<void> {
  const giveUpAt = performance.now() + openTimeoutMs;
  while (true) {
    try {
      work();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() >= giveUpAt) throw error;
      await delay(openRetryMs);
    }
  }
}

/** Nothing is written, not even beside the file. Without a file, or with one that cannot be read, it is empty. */
function openForReading(file: string): Store {
  if (!existsSync(file)) return inMemory(file);
  const database = new DatabaseSync(file, { readOnly: true, timeout: openTimeoutMs });
  try {
    const version = versionOf(database);
    if (version > currentVersion) throw newerError(file, version);
    if (version === currentVersion) {
      database.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;');
      return new Store(database, file, true);
    }
  } catch (error) {
    // In a directory that may not be written SQLite cannot share a journal: a copy in memory needs none.
    if (!isReadOnly(error)) {
      database.close();
      throw databaseError(error, file);
    }
  }
  database.close();
  return inMemory(file, readFileSync(file));
}

function inMemory(file: string, content?: Buffer): Store {
  const database = new DatabaseSync(':memory:');
  if (content !== undefined && content.length > 0) {
    // Bytes 18 and 19 say "uses a write-ahead log" (2); in memory there is none (1).
    content[18] = 1;
    content[19] = 1;
    database.deserialize(content);
  }
  migrate(database);
  return new Store(database, file, true);
}

function moveAside(directory: string, file: string, reason: string, tell: (notice: string) => void): void {
  let moved: string;
  try {
    moved = setAside(directory, databaseName, new Date());
  } catch (error) {
    throw new ToolError(
      'no-permission',
      `the device database ${file} is damaged and cannot be moved aside: move it away, or choose another directory ` +
        'with --data-dir',
      error instanceof Error ? error.message : reason,
      { cause: error },
    );
  }
  tell(`the device database was damaged (${reason}): it was moved to ${moved}, and a new one was begun`);
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
  );
}
