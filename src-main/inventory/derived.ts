import { formatScoped } from '../../src-core/net/zone.ts';
import { factLines, searchText } from './search-text.ts';
import { addressKey, compareReach, nameKey } from './sort-keys.ts';
import type { Store } from './store.ts';
import type { AddressTable, DeviceTable } from './tables.ts';

type NamedDevice = Pick<
  DeviceTable,
  'own_name' | 'found_name' | 'mac' | 'vendor' | 'notes' | 'role' | 'status'
>;
type SightedAddress = Pick<
  AddressTable,
  'address' | 'zone' | 'kind' | 'temporary' | 'confirmed' | 'last_scan'
>;

/** What the index of the texts needs: the old text dropped, a new one stored. */
interface SearchChange {
  readonly id: number;
  readonly drop: boolean;
  readonly text: string | undefined;
}

/** The newest addresses of a device that it is searched by: temporary ones of long ago would be without end. */
const searchedAddresses = 256;

/** Keeps what is worked out of a device's facts: the shown name, its sort keys and the text that it is searched by. */
export class Derived {
  readonly #device;
  readonly #addresses;
  readonly #addressCount;
  readonly #words;
  readonly #tags;
  readonly #zones;
  readonly #sources;
  readonly #update;
  readonly #text;
  readonly #storeText;
  readonly #dropSearch;
  readonly #storeSearch;

  /** True where also the text may be old. What stays here after a failed write costs a comparison, no more. */
  readonly #touched = new Map<number, boolean>();

  constructor(store: Store) {
    this.#device = store.prepare<NamedDevice>(
      'SELECT own_name, found_name, mac, vendor, notes, role, status FROM device WHERE id = ?',
    );
    this.#addresses = store.prepare<SightedAddress>(
      `SELECT address, zone, kind, temporary, confirmed, last_scan FROM address
       WHERE device = ? ORDER BY last_seen DESC LIMIT ${searchedAddresses}`,
    );
    this.#addressCount = store.prepare<{ count: number }>(
      'SELECT count(*) AS count FROM address WHERE device = ?',
    );
    this.#words = store.prepare<{ word: string }>(
      `SELECT name AS word FROM name WHERE device = ?1
       UNION ALL SELECT DISTINCT type || ' ' || name FROM service WHERE device = ?1`,
    );
    this.#tags = store.prepare<{ tag: string }>('SELECT tag FROM tag WHERE device = ?');
    this.#zones = store.prepare<{ zone: string }>('SELECT zone FROM device_zone WHERE device = ?');
    this.#sources = store.prepare<{ source: string }>('SELECT source FROM device_source WHERE device = ?');
    this.#update = store.prepare(
      'UPDATE device SET name = ?, name_key = ?, address_key = ?, address_count = ? WHERE id = ?',
    );
    this.#text = store.prepare<{ facts: string; text: string }>(
      'SELECT facts, text FROM device_text WHERE device = ?',
    );
    this.#storeText = store.prepare(
      `INSERT INTO device_text (device, facts, text) VALUES (?, ?, ?)
       ON CONFLICT (device) DO UPDATE SET facts = excluded.facts, text = excluded.text`,
    );
    this.#dropSearch = store.prepare('DELETE FROM device_search WHERE rowid = ?');
    this.#storeSearch = store.prepare('INSERT INTO device_search (rowid, text) VALUES (?, ?)');
  }

  /**
   * Marks a device that changed or was removed: `flush` must follow in the same transaction.
   * @param searched false where nothing changed that it is searched or filtered by
   */
  touch(id: number, searched = true): void {
    this.#touched.set(id, searched || this.#touched.get(id) === true);
  }

  /**
   * Works everything out anew for the devices that changed, as the last step of a transaction. Their search texts are
   * written together and in the order of their ids, since FTS5 writes a segment of its own whenever another statement
   * comes between.
   */
  flush(): void {
    const touched = [...this.#touched].toSorted(([left], [right]) => left - right);
    this.#touched.clear();
    const changes = touched.map(([id, searched]) => this.#refresh(id, searched));
    for (const change of changes) {
      if (change === undefined) continue;
      if (change.drop) this.#dropSearch.run(change.id);
      if (change.text !== undefined) this.#storeSearch.run(change.id, change.text);
    }
  }

  #refresh(id: number, searched: boolean): SearchChange | undefined {
    const device = this.#device.get(id);
    if (device === undefined) return { id, drop: true, text: undefined };
    const addresses = this.#addresses.all(id);
    const best = addresses.toSorted(compareReach)[0];
    const name =
      device.own_name ??
      device.found_name ??
      device.mac ??
      (best === undefined ? `Device ${id}` : formatScoped({ address: best.address, zone: best.zone }));
    const count = this.#addressCount.get(id)?.count ?? 0;
    this.#update.run(
      name,
      nameKey(name),
      best === undefined ? null : addressKey(best.address, best.zone),
      count,
      id,
    );
    return searched ? this.#refreshText(id, device, addresses) : undefined;
  }

  #refreshText(
    id: number,
    device: NamedDevice,
    addresses: readonly SightedAddress[],
  ): SearchChange | undefined {
    const tags = this.#tags.all(id).map(({ tag }) => tag);
    const found = this.#words.all(id).map(({ word }) => word);
    const words = [device.own_name ?? '', device.vendor ?? '', ...tags, ...found, device.notes];
    const text = searchText({ mac: device.mac, addresses, words });
    const facts = factLines({
      role: device.role,
      status: device.status,
      zones: this.#zones.all(id).map(({ zone }) => zone),
      sources: this.#sources.all(id).map(({ source }) => source),
      tags,
    });
    const before = this.#text.get(id);
    if (before?.text === text && before.facts === facts) return undefined;
    this.#storeText.run(id, facts, text);
    if (before?.text === text) return undefined;
    return { id, drop: before !== undefined, text };
  }
}
