import type { Store } from './store.ts';
import type { AddressTable, DeviceTable } from './tables.ts';

type Joined = Pick<DeviceTable, 'own_name' | 'notes'>;

/** Joins two stored devices that turned out to be one. */
export class Join {
  readonly #device;
  readonly #steps;
  readonly #addresses;
  readonly #sameAddress;
  readonly #moveAddress;
  readonly #addressSteps;
  readonly #person;
  readonly #remove;

  constructor(store: Store) {
    this.#device = store.prepare<Joined>('SELECT own_name, notes FROM device WHERE id = ?');
    this.#steps = joinSteps.map((sql) => store.prepare(sql));
    this.#addresses = store.prepare<Pick<AddressTable, 'id' | 'address' | 'zone'>>(
      'SELECT id, address, zone FROM address WHERE device = ?',
    );
    this.#sameAddress = store.prepare<{ id: number }>(
      'SELECT id FROM address WHERE device = ? AND address = ? AND zone = ?',
    );
    this.#moveAddress = store.prepare('UPDATE address SET device = ? WHERE id = ?');
    this.#addressSteps = addressSteps.map((sql) => store.prepare(sql));
    this.#person = store.prepare('UPDATE device SET own_name = ?, notes = ? WHERE id = ?');
    this.#remove = store.prepare('DELETE FROM device WHERE id = ?');
  }

  /**
   * Moves all that is kept of device `from` to device `to` and removes `from`. What the person wrote stays: of two own
   * names the second goes to the notes. The caller moves or drops the identities, and refreshes what is derived.
   */
  join(from: number, to: number): void {
    const source = this.#device.get(from);
    const target = this.#device.get(to);
    if (source === undefined || target === undefined || from === to) return;
    for (const { id, address, zone } of this.#addresses.all(from)) {
      const same = this.#sameAddress.get(to, address, zone);
      if (same === undefined) this.#moveAddress.run(to, id);
      else for (const step of this.#addressSteps) step.run(id, same.id);
    }
    for (const step of this.#steps) step.run(from, to);
    const notes = [target.notes, source.notes];
    if (target.own_name !== null && source.own_name !== null && target.own_name !== source.own_name) {
      notes.push(`Also named: ${source.own_name}`);
    }
    const kept = [...new Set(notes)].filter((note) => note !== '').join('\n\n');
    this.#person.run(target.own_name ?? source.own_name, kept, to);
    this.#remove.run(from);
  }
}

/** Each moves one kind of fact from device ?1 to device ?2. */
const joinSteps = [
  `UPDATE device SET
     first_seen = min(device.first_seen, other.first_seen), last_seen = max(device.last_seen, other.last_seen),
     first_scan = min(device.first_scan, other.first_scan), last_scan = max(device.last_scan, other.last_scan),
     found_name = coalesce(device.found_name, other.found_name), vendor = coalesce(device.vendor, other.vendor),
     mac = coalesce(device.mac, other.mac), mac_origin = coalesce(device.mac_origin, other.mac_origin)
   FROM (SELECT * FROM device WHERE id = ?1) AS other WHERE device.id = ?2`,
  `INSERT INTO name (device, name, source, first_seen, last_seen, first_scan)
   SELECT ?2, name, source, first_seen, last_seen, first_scan FROM name WHERE device = ?1
   ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
     last_seen = max(last_seen, excluded.last_seen), first_scan = min(first_scan, excluded.first_scan)`,
  `INSERT INTO service (device, type, name, port, source, first_seen, last_seen, first_scan)
   SELECT ?2, type, name, port, source, first_seen, last_seen, first_scan FROM service WHERE device = ?1
   ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
     last_seen = max(last_seen, excluded.last_seen), first_scan = min(first_scan, excluded.first_scan)`,
  'INSERT OR IGNORE INTO tag (device, tag) SELECT ?2, tag FROM tag WHERE device = ?1',
  'INSERT OR IGNORE INTO device_source (source, device) SELECT source, ?2 FROM device_source WHERE device = ?1',
  `INSERT INTO device_zone (zone, device, present, last_scan, lasting)
   SELECT zone, ?2, present, last_scan, lasting FROM device_zone WHERE device = ?1
   ON CONFLICT DO UPDATE SET present = max(present, excluded.present), lasting = max(lasting, excluded.lasting),
     last_scan = max(last_scan, excluded.last_scan)`,
  `INSERT INTO scan_device (scan, device, at, change, before_role, before_mac, before_seen)
   SELECT scan, ?2, at, change, before_role, before_mac, before_seen FROM scan_device WHERE device = ?1
   ON CONFLICT DO UPDATE SET at = max(at, excluded.at),
     change = CASE WHEN change = 'known' OR excluded.change = 'known' THEN 'known'
              WHEN change = 'changed' OR excluded.change = 'changed' THEN 'changed' ELSE 'new' END,
     before_role = coalesce(before_role, excluded.before_role), before_mac = coalesce(before_mac, excluded.before_mac),
     before_seen = coalesce(before_seen, excluded.before_seen)`,
  // A device that is here after all was not gone.
  'INSERT OR IGNORE INTO scan_gone (scan, device) SELECT scan, ?2 FROM scan_gone WHERE device = ?1',
  'DELETE FROM scan_gone WHERE device = ?2 AND scan IN (SELECT scan FROM scan_device WHERE device = ?2) AND ?1 > 0',
];

/** Each moves one kind of fact from address ?1 to the same address ?2 of another device. */
const addressSteps = [
  `UPDATE address SET
     temporary = CASE WHEN other.last_seen > address.last_seen THEN other.temporary ELSE address.temporary END,
     confirmed = CASE WHEN other.last_scan > address.last_scan THEN other.confirmed
       WHEN other.last_scan = address.last_scan THEN max(address.confirmed, other.confirmed) ELSE address.confirmed END,
     rtt = CASE WHEN other.last_scan > address.last_scan THEN other.rtt ELSE coalesce(address.rtt, other.rtt) END,
     first_seen = min(address.first_seen, other.first_seen), last_seen = max(address.last_seen, other.last_seen),
     first_scan = min(address.first_scan, other.first_scan), last_scan = max(address.last_scan, other.last_scan)
   FROM (SELECT * FROM address WHERE id = ?1) AS other WHERE address.id = ?2`,
  `INSERT INTO address_evidence (address, source, first_seen, last_seen)
   SELECT ?2, source, first_seen, last_seen FROM address_evidence WHERE address = ?1
   ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
     last_seen = max(last_seen, excluded.last_seen)`,
  'INSERT OR IGNORE INTO scan_address (scan, address, at) SELECT scan, ?2, at FROM scan_address WHERE address = ?1',
  'DELETE FROM address WHERE id = ?1 AND ?2 > 0',
];
