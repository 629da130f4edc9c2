import { sql } from 'kysely';
import type { DeviceQuery } from '../../src-core/api/devices.ts';
import type { Address } from '../../src-core/net/address.ts';
import { searchWords, trigramQuery, type SearchWord } from './search-text.ts';
import { build, type Store } from './store.ts';

/** Which part of the devices a query means; the columns that they can be sorted by do not matter here. */
type Selection = Pick<DeviceQuery, 'text' | 'filter'>;

/**
 * Keeps the devices that the last query matched in a temporary table, so that the next page of the same query, or
 * another order of it, costs no new search.
 */
export class DeviceMatch {
  readonly #store: Store;
  readonly #addressKnown;
  readonly #count;
  #key: string | undefined;
  #total = 0;

  constructor(store: Store) {
    this.#store = store;
    store.execute('CREATE TEMP TABLE matched (id INTEGER PRIMARY KEY)');
    this.#addressKnown = store.prepare<{ found: number }>(
      'SELECT 1 AS found FROM address WHERE address = ? LIMIT 1',
    );
    this.#count = store.prepare<{ count: number }>('SELECT count(*) AS count FROM device');
  }

  /** How many devices are meant, and whether it is all of them; if not, their ids stand in `matched`. */
  select({ text, filter }: Selection): { total: number; all: boolean } {
    const words = searchWords(text);
    if (words.length === 0 && Object.values(filter).every((value) => value === undefined)) {
      return { total: this.#count.get()?.count ?? 0, all: true };
    }
    const key = JSON.stringify([this.#store.version(), text, filter]);
    if (key !== this.#key) {
      this.#key = undefined;
      this.#store.run(build.deleteFrom('matched'));
      this.#total = this.#store.run(this.#insert(words, filter));
      this.#key = key;
    }
    return { total: this.#total, all: false };
  }

  #insert(words: readonly SearchWord[], filter: DeviceQuery['filter']) {
    const text = words.length > 0 ? [this.#textPart(words)] : [];
    const [first, ...others] = [...text, ...filterParts(filter)];
    if (first === undefined) throw new Error('a query without conditions matches everything');
    // Each part gives ids; the first is walked, the others are looked up.
    const conditions = others.map((part) => sql`id IN (${part})`);
    const where = conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`;
    return build
      .insertInto('matched')
      .columns(['id'])
      .expression(() => sql<{ id: number }>`SELECT id FROM (${first}) ${where}`);
  }

  #textPart(words: readonly SearchWord[]) {
    let query = build.selectFrom('device_text').select('device as id');
    const trigram = trigramQuery(words);
    if (trigram !== undefined) {
      const hits = build.selectFrom('device_search').select('rowid').where('device_search', '=', trigram);
      query = query.where('device', 'in', hits);
    }
    for (const word of words) {
      const needles = this.#isKnown(word.address) ? [`\n${word.address}\n`] : word.forms;
      query = query.where(({ or }) => or(needles.map((needle) => sql<boolean>`instr(text, ${needle}) > 0`)));
    }
    return query;
  }

  /** A whole address that some device has means that address, and not every longer one that begins like it. */
  #isKnown(address: Address | null): address is Address {
    return address !== null && this.#addressKnown.get(address) !== undefined;
  }
}

/** The devices that a filter lets through, each filter by an index of its own. */
function* filterParts({ role, status, zone, tag, source }: DeviceQuery['filter']) {
  if (zone !== undefined)
    yield build.selectFrom('device_zone').select('device as id').where('zone', '=', zone);
  if (tag !== undefined) yield build.selectFrom('tag').select('device as id').where('tag', '=', tag);
  if (source !== undefined)
    yield build.selectFrom('device_source').select('device as id').where('source', '=', source);
  if (status !== undefined) {
    const order = sql<number>`instr('new changed present gone', ${status})`;
    yield build.selectFrom('device').select('id').where('status_order', '=', order);
  }
  if (role !== undefined) {
    const order = sql<number>`instr('self router host unknown', ${role})`;
    yield build.selectFrom('device').select('id').where('role_order', '=', order);
  }
}
