import type { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations/registry.ts';

/** Marks the file as this program's (`PRAGMA application_id`): "LKSC". */
export const applicationId = 0x4c4b_5343;

/** The version of the tables, 0 for an empty database. */
export function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get();
  return Number(row?.['user_version'] ?? 0);
}

/**
 * Brings the tables to the version that this program knows, each step in a transaction of its own: a step that fails
 * leaves the one before it whole. Another process that does the same at once is waited for.
 */
export function migrate(database: DatabaseSync): void {
  for (const { version, sql } of migrations) {
    if (versionOf(database) >= version) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      // The other process may have done it while this one waited for the lock.
      if (versionOf(database) < version) {
        database.exec(sql);
        database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${applicationId};`);
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}
