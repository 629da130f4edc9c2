import { formatScoped } from '../../src-core/net/zone.ts';
import { searchText } from './search-text.ts';
import { addressKey, compareReach, nameKey } from './sort-keys.ts';
import type { Store } from './store.ts';
import type { AddressTable, DeviceTable } from './tables.ts';

type NamedDevice = Pick<DeviceTable, 'own_name' | 'found_name' | 'mac' | 'vendor' | 'notes'>;
type SightedAddress = Pick<
  AddressTable,
  'address' | 'zone' | 'kind' | 'temporary' | 'confirmed' | 'last_scan'
>;

/** The newest addresses of a device that it is searched by: temporary ones of long ago would be without end. */
const searchedAddresses = 256;

/** Keeps what is worked out of a device's facts: the shown name, its sort keys and the text that it is searched by. */
export class Derived {
  readonly #device;
  readonly #addresses;
  readonly #addressCount;
  readonly #words;
  readonly #update;
  readonly #text;
  readonly #storeText;
  readonly #dropSearch;
  readonly #storeSearch;

  constructor(store: Store) {
    this.#device = store.prepare<NamedDevice>(
      'SELECT own_name, found_name, mac, vendor, notes FROM device WHERE id = ?',
    );
    this.#addresses = store.prepare<SightedAddress>(
      `SELECT address, zone, kind, temporary, confirmed, last_scan FROM address
       WHERE device = ? ORDER BY last_seen DESC LIMIT ${searchedAddresses}`,
    );
    this.#addressCount = store.prepare<{ count: number }>(
      'SELECT count(*) AS count FROM address WHERE device = ?',
    );
    this.#words = store.prepare<{ word: string }>(
      `SELECT name AS word FROM name WHERE device = ?1 UNION ALL SELECT tag FROM tag WHERE device = ?1
       UNION ALL SELECT DISTINCT type || ' ' || name FROM service WHERE device = ?1`,
    );
    this.#update = store.prepare(
      'UPDATE device SET name = ?, name_key = ?, address_key = ?, address_count = ? WHERE id = ?',
    );
    this.#text = store.prepare<{ text: string }>('SELECT text FROM device_text WHERE device = ?');
    this.#storeText = store.prepare(
      'INSERT INTO device_text (device, text) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET text = excluded.text',
    );
    this.#dropSearch = store.prepare('DELETE FROM device_search WHERE rowid = ?');
    this.#storeSearch = store.prepare('INSERT INTO device_search (rowid, text) VALUES (?, ?)');
  }

  /** Works everything out anew; within the transaction that changed the device. */
  refresh(id: number): void {
    const device = this.#device.get(id);
    if (device === undefined) return;
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

    const text = searchText({
      mac: device.mac,
      addresses,
      words: [
        device.own_name ?? '',
        device.vendor ?? '',
        ...this.#words.all(id).map(({ word }) => word),
        device.notes,
      ],
    });
    const before = this.#text.get(id)?.text;
    if (before === text) return;
    this.#storeText.run(id, text);
    if (before !== undefined) this.#dropSearch.run(id);
    this.#storeSearch.run(id, text);
  }

  /** Takes a device out of the search; the rest of it goes with its row. */
  forget(id: number): void {
    this.#dropSearch.run(id);
  }
}
