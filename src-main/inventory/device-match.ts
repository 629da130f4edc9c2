import { sql } from 'kysely';
import type { DeviceQuery } from '../../src-core/api/devices.ts';
import type { Address } from '../../src-core/net/address.ts';
import { factLine, searchWords, trigramQuery, type SearchWord } from './search-text.ts';
import { build, type Store } from './store.ts';

/** Above this share of all devices reading every text in order is quicker than looking the named ones up. */
const denseShare = 0.1;

/** Which part of the devices a query means; the order of them does not matter here. */
type Selection = Pick<DeviceQuery, 'text' | 'filter'>;

/**
 * Keeps the devices that the last query matched in a temporary table, so that the next page of the same query, or
 * another order of it, costs no new search.
 */
export class DeviceMatch {
  readonly #store: Store;
  readonly #addressHolder;
  readonly #count;
  #key: string | undefined;
  #total = 0;

  constructor(store: Store) {
    this.#store = store;
    store.execute(
      'CREATE TEMP TABLE matched (id INTEGER PRIMARY KEY); CREATE TEMP TABLE candidate (id INTEGER PRIMARY KEY)',
    );
    this.#addressHolder = store.prepare<{ device: number }>(
      'SELECT device FROM address WHERE address = ? LIMIT 1',
    );
    this.#count = store.prepare<{ count: number }>('SELECT count(*) AS count FROM device');
  }

  /** How many devices are stored. */
  count(): number {
    return this.#count.get()?.count ?? 0;
  }

  /** How many devices are meant, and whether it is all of them; if not, their ids stand in `matched`. */
  select({ text, filter }: Selection): { total: number; all: boolean } {
    const words = searchWords(text);
    const facts = filterLines(filter);
    if (words.length === 0 && facts.length === 0) return { total: this.count(), all: true };
    const key = JSON.stringify([this.#store.version(), words, facts]);
    if (key !== this.#key) {
      this.#key = undefined;
      this.#store.run(build.deleteFrom('matched'));
      this.#total = this.#store.run(this.#insert(words, facts));
      this.#key = key;
    }
    return { total: this.#total, all: false };
  }

  #insert(words: readonly SearchWord[], facts: readonly string[]) {
    let query = this.#source(words);
    for (const fact of facts) query = query.where(sql<boolean>`instr(facts, ${fact}) > 0`);
    for (const word of words) {
      query = query.where(({ or }) =>
        or(this.#needles(word).map((needle) => sql<boolean>`instr(text, ${needle}) > 0`)),
      );
    }
    return build.insertInto('matched').columns(['id']).expression(query);
  }

  /** The texts that can match: few where an index names them, else all. */
  #source(words: readonly SearchWord[]) {
    const every = build.selectFrom('device_text').select('device as id');
    const exact = words.map((word) => this.#held(word)).find((address) => address !== undefined);
    this.#store.run(build.deleteFrom('candidate'));
    if (exact !== undefined) this.#store.run(this.#nameHolders(exact));
    else if (!this.#nameByTrigrams(words)) return every;
    return every.where('device', 'in', build.selectFrom('candidate').select('id'));
  }

  #nameHolders(address: Address) {
    const holders = build
      .selectFrom('address')
      .select('device as id')
      .distinct()
      .where('address', '=', address);
    return build.insertInto('candidate').columns(['id']).expression(holders);
  }

  /** False where the index cannot tell, or names too many. */
  #nameByTrigrams(words: readonly SearchWord[]): boolean {
    const trigram = trigramQuery(words);
    if (trigram === undefined) return false;
    const many = Math.ceil(this.count() * denseShare);
    const hits = build.selectFrom('device_search').select('rowid as id').where('device_search', '=', trigram);
    const insert = build
      .insertInto('candidate')
      .columns(['id'])
      .expression(hits.limit(many + 1));
    return this.#store.run(insert) <= many;
  }

  #needles(word: SearchWord): readonly string[] {
    // A whole address that some device has means that address, and not every longer one that begins like it.
    const address = this.#held(word);
    if (address === undefined) return word.forms;
    return [`\n${address}\n${word.zone === null ? '' : `%${word.zone}`}`];
  }

  /** The whole address that the word is, where some device has it. */
  #held({ address }: SearchWord): Address | undefined {
    return address !== null && this.#addressHolder.get(address) !== undefined ? address : undefined;
  }
}

function filterLines({ role, status, zone, source, tag }: DeviceQuery['filter']): string[] {
  const lines: string[] = [];
  if (role !== undefined) lines.push(factLine('role', role));
  if (status !== undefined) lines.push(factLine('status', status));
  if (zone !== undefined) lines.push(factLine('zone', zone));
  if (source !== undefined) lines.push(factLine('source', source));
  if (tag !== undefined) lines.push(factLine('tag', tag));
  return lines;
}
