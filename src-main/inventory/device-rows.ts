import type { DeviceRow } from '../../src-core/api/devices.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { compareReach } from './sort-keys.ts';
import type { Store } from './store.ts';
import type { AddressTable, DeviceTable } from './tables.ts';

/** Addresses of one row, and how many of the newest are looked at to find the best ones. */
const addressesShown = 8;
const addressesRead = 64;
const servicesShown = 64;

type ReadAddress = Pick<
  AddressTable,
  'address' | 'zone' | 'kind' | 'temporary' | 'confirmed' | 'last_scan' | 'last_seen'
>;

/** Puts the lines of the device table together. */
export class DeviceRows {
  readonly #device;
  readonly #addresses;
  readonly #services;
  readonly #tags;
  readonly #zones;

  constructor(store: Store) {
    this.#device = store.prepare<DeviceTable>('SELECT * FROM device WHERE id = ?');
    this.#addresses = store.prepare<ReadAddress>(
      `SELECT address, zone, kind, temporary, confirmed, last_scan, last_seen FROM address
       WHERE device = ? ORDER BY last_seen DESC LIMIT ${addressesRead}`,
    );
    this.#services = store.prepare<{ type: string }>(
      `SELECT DISTINCT type FROM service WHERE device = ? ORDER BY type LIMIT ${servicesShown}`,
    );
    this.#tags = store.prepare<{ tag: string }>(
      'SELECT tag FROM tag WHERE device = ? ORDER BY tag COLLATE NOCASE, tag',
    );
    this.#zones = store.prepare<{ zone: Zone }>(
      'SELECT zone FROM device_zone WHERE device = ? ORDER BY zone',
    );
  }

  /** The rows of these devices in this order; ids that are not stored are left out. */
  rows(ids: readonly number[]): DeviceRow[] {
    return ids.flatMap((id) => this.row(id)?.row ?? []);
  }

  /** One row, and the stored device that it was made of. */
  row(id: number): { row: DeviceRow; device: DeviceTable } | undefined {
    const device = this.#device.get(id);
    if (device === undefined) return undefined;
    const newest = this.#addresses.all(id).toSorted(compareReach);
    const row: DeviceRow = {
      id,
      name: device.name,
      ownName: device.own_name,
      mac: device.mac,
      macOrigin: device.mac_origin,
      vendor: device.vendor,
      role: device.role,
      addresses: newest
        .slice(0, addressesShown)
        .map(({ address, zone, last_seen: lastSeen }) => ({ address, zone, lastSeen })),
      addressCount: device.address_count,
      services: this.#services.all(id).map(({ type }) => type),
      tags: this.#tags.all(id).map(({ tag }) => tag),
      zones: this.#zones.all(id).map(({ zone }) => zone),
      firstSeen: device.first_seen,
      lastSeen: device.last_seen,
      status: device.status,
    };
    return { row, device };
  }
}
