import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { migrate } from './migrate.ts';
import { Store } from './store.ts';

export const databaseName = 'inventory.sqlite';

export async function openDatabase(options: {
  directory: string;
  log: Logger;
}): Promise<{ store: Store; notices: string[] }> {
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const file = join(options.directory, databaseName);
  const database = new DatabaseSync(file, { timeout: 250 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;`);
  migrate(database);
  return { store: new Store(database, file, false), notices: [] };
}
