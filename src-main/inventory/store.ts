import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
} from 'kysely';
import { ToolError } from '../../src-core/api/errors.ts';
import { markForCheck } from './page-check.ts';
import { databaseError, isBusy, isDamage, readOnlyError } from './sqlite-error.ts';
import type { Tables } from './tables.ts';

/** How long a write waits for another process, and how long between two tries, in milliseconds. */
const busyTimeoutMs = 2000;
const busyRetryMs = 25;
const statementsKept = 256;

/** Builds queries; they run through a Store, so that a transaction is never left open across an await. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A prepared statement whose rows have the shape that the tables give them. */
export interface Prepared<Row> {
  get(...parameters: SQLInputValue[]): Row | undefined;
  all(...parameters: SQLInputValue[]): Row[];
  /** Runs it and gives how many rows it changed. */
  run(...parameters: SQLInputValue[]): number;
}

/** The parameters of a built query; a value that SQLite cannot hold is a fault of the program, never left out. */
function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'number' || typeof value === 'string') return value;
    throw new TypeError(`a query has a parameter that cannot be stored: ${typeof value}`);
  });
}

/** The open database: prepared statements that are used again, transactions, and errors that people understand. */
export class Store {
  readonly file: string;
  readonly readOnly: boolean;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #writes: Promise<unknown> = Promise.resolve();
  #ownWrites = 0;

  constructor(database: DatabaseSync, file: string, readOnly: boolean) {
    this.#database = database;
    this.file = file;
    this.readOnly = readOnly;
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    // Queries of the device list have many shapes: the oldest statements go.
    if (this.#statements.size >= statementsKept) {
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest);
        break;
      }
    }
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** A statement by its text, for what runs thousands of times in one transaction. */
  prepare<Row = never>(sql: string): Prepared<Row> {
    const statement = this.#statement(sql);
    // The only place where rows get their type: STRICT tables and parsed input make them what Tables says.
    return {
      get: (...parameters) => statement.get(...parameters) as Row | undefined,
      all: (...parameters) => statement.all(...parameters) as Row[],
      run: (...parameters) => Number(statement.run(...parameters).changes),
    };
  }

  /** All rows of a built query. */
  all<Row>(query: { compile(): CompiledQuery<Row> }): Row[] {
    const { sql, parameters } = query.compile();
    return this.#statement(sql).all(...inputs(parameters)) as Row[];
  }

  /** The first row of a built query. */
  get<Row>(query: { compile(): CompiledQuery<Row> }): Row | undefined {
    const { sql, parameters } = query.compile();
    return this.#statement(sql).get(...inputs(parameters)) as Row | undefined;
  }

  /** Runs a built query; gives how many rows it changed. */
  run(query: { compile(): CompiledQuery }): number {
    const { sql, parameters } = query.compile();
    return Number(this.#statement(sql).run(...inputs(parameters)).changes);
  }

  /** Changes whenever this or another connection has written: what was read before may be old. */
  version(): string {
    const others = this.prepare<{ data_version: number }>('PRAGMA data_version').get();
    return `${this.#ownWrites}.${others?.data_version}`;
  }

  /** Runs SQL without parameters or rows. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  /** Reads within one snapshot. @throws ToolError */
  read<T>(work: () => T): T {
    return this.#within('BEGIN', work);
  }

  /**
   * Writes within one transaction, one after the other; all of it is kept or nothing. Waits up to two seconds for
   * another process without stopping this one.
   * @throws ToolError `no-permission`, `conflict` where another process holds the lock, `internal` where the disk is full
   */
  async write<T>(work: () => T): Promise<T> {
    if (this.readOnly) throw readOnlyError(this.file);
    const turn = this.#writes.then(() => this.#writeNow(work));
    // The next write waits for this one, but its failure belongs to this caller alone.
    this.#writes = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  async #writeNow<T>(work: () => T): Promise<T> {
    if (!this.#database.isOpen)
      throw new ToolError('conflict', 'the device database is closed: Linkscope is ending');
    const giveUpAt = performance.now() + busyTimeoutMs;
    while (true) {
      try {
        this.#database.exec('BEGIN IMMEDIATE');
        this.#ownWrites++;
        break;
      } catch (error) {
        if (!isBusy(error) || performance.now() >= giveUpAt) throw databaseError(error, this.file);
        await delay(busyRetryMs);
      }
    }
    return this.#finish(work);
  }

  #within<T>(begin: string, work: () => T): T {
    try {
      this.#database.exec(begin);
    } catch (error) {
      throw databaseError(error, this.file);
    }
    return this.#finish(work);
  }

  #finish<T>(work: () => T): T {
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite itself rolls back after some errors, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      if (isDamage(error) && !this.readOnly) markForCheck(this.file);
      throw databaseError(error, this.file);
    }
  }

  /** Waits for the writes that are under way, then closes. */
  async close(): Promise<void> {
    await this.#writes;
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }
}
