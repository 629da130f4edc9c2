import type { DeviceQuery, DeviceRow } from '../../src-core/api/devices.ts';
import { DeviceMatch } from './device-match.ts';
import type { DeviceRows } from './device-rows.ts';
import type { Store } from './store.ts';

/** Below this share of all devices it is quicker to sort what matched than to walk the whole order. */
const sparseShare = 0.1;

/** The index of each order, and what it sorts by. */
const orders: Record<DeviceQuery['sort'], { index: string; by: string }> = {
  name: { index: 'device_by_name', by: 'name_key' },
  mac: { index: 'device_by_mac', by: 'mac' },
  vendor: { index: 'device_by_vendor', by: 'vendor COLLATE NOCASE' },
  role: { index: 'device_by_role', by: 'role_order' },
  address: { index: 'device_by_address', by: 'address_key' },
  firstSeen: { index: 'device_by_first_seen', by: 'first_seen' },
  lastSeen: { index: 'device_by_last_seen', by: 'last_seen' },
  status: { index: 'device_by_status', by: 'status_order' },
};

/** Answers the device table's queries. */
export class DeviceList {
  readonly #store: Store;
  readonly #match: DeviceMatch;
  readonly #rows: DeviceRows;

  constructor(store: Store, rows: DeviceRows) {
    this.#store = store;
    this.#match = new DeviceMatch(store);
    this.#rows = rows;
  }

  list(query: DeviceQuery): { total: number; rows: DeviceRow[] } {
    return this.#store.read(() => {
      const { total, ids } = this.#page(query);
      return { total, rows: this.#rows.rows(ids) };
    });
  }

  /** The ids of all that the query means, in its order, whatever its page is. */
  allIds(query: DeviceQuery): number[] {
    return this.#store.read(() => this.#page({ ...query, offset: 0, limit: -1 }).ids);
  }

  #page(query: DeviceQuery): { total: number; ids: number[] } {
    const { total, all } = this.#match.select(query);
    const { index, by } = orders[query.sort];
    const direction = query.descending ? 'DESC' : 'ASC';
    const order = `ORDER BY ${by} ${direction} NULLS LAST, device.id ${direction} LIMIT ? OFFSET ?`;
    let from = `device INDEXED BY ${index}`;
    if (!all) {
      const sparse = total < this.#match.count() * sparseShare;
      from = sparse
        ? 'matched CROSS JOIN device ON device.id = matched.id'
        : `device INDEXED BY ${index} CROSS JOIN matched ON matched.id = device.id`;
    }
    const rows = this.#store
      .prepare<{ id: number }>(`SELECT device.id AS id FROM ${from} ${order}`)
      .all(query.limit, query.offset);
    return { total, ids: rows.map(({ id }) => id) };
  }
}
