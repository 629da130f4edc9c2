import { sql as firstTables } from './0001-first-tables.ts';
import { sql as plans } from './0002-plans.ts';
import { sql as planOrder } from './0003-plan-order.ts';
import { sql as configurations } from './0004-configurations.ts';
import { sql as scanHistory } from './0005-scan-history.ts';

export interface Migration {
  /** The number in front of the file's name: what `PRAGMA user_version` says once it has run. */
  readonly version: number;
  readonly sql: string;
}

/** All migrations, in order. A test holds it against the files of this folder. */
export const migrations: readonly Migration[] = [
  { version: 1, sql: firstTables },
  { version: 2, sql: plans },
  { version: 3, sql: planOrder },
  { version: 4, sql: configurations },
  { version: 5, sql: scanHistory },
];

/** The version of the tables that this program knows. */
export const currentVersion = migrations.at(-1)?.version ?? 0;
