import type { DeviceDetail } from '../../src-core/api/devices.ts';
import type { SourceId } from '../../src-core/api/discovery.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { DeviceRows } from './device-rows.ts';
import type { Store } from './store.ts';
import type { AddressTable, NameTable, ServiceTable } from './tables.ts';

/** The newest of each kind that one page shows; what is older stays stored. */
const addressesShown = 2000;
const scansShown = 100;

/** Everything that is kept of one device. */
export class DeviceDetails {
  readonly #store: Store;
  readonly #rows: DeviceRows;
  readonly #names;
  readonly #addresses;
  readonly #evidence;
  readonly #services;
  readonly #scans;

  constructor(store: Store, rows: DeviceRows) {
    this.#store = store;
    this.#rows = rows;
    this.#names = store.prepare<NameTable>(
      'SELECT * FROM name WHERE device = ? ORDER BY last_seen DESC, name, source',
    );
    this.#addresses = store.prepare<AddressTable & { times_seen: number }>(
      `SELECT *, (SELECT count(*) FROM scan_address WHERE address = address.id) AS times_seen FROM address
       WHERE device = ? ORDER BY last_seen DESC, address, zone LIMIT ${addressesShown}`,
    );
    this.#evidence = store.prepare<{ source: SourceId }>(
      'SELECT source FROM address_evidence WHERE address = ? ORDER BY first_seen, source',
    );
    this.#services = store.prepare<ServiceTable>(
      'SELECT * FROM service WHERE device = ? ORDER BY last_seen DESC, type, name, port',
    );
    this.#scans = store.prepare<{ scanId: number; at: number; addresses: number }>(
      `SELECT scan AS scanId, at,
         (SELECT count(*) FROM address JOIN scan_address ON scan_address.address = address.id
          WHERE address.device = scan_device.device AND scan_address.scan = scan_device.scan) AS addresses
       FROM scan_device WHERE device = ? ORDER BY scan DESC LIMIT ${scansShown}`,
    );
  }

  /** @throws ToolError `bad-input` where no such device is stored */
  get(id: number): DeviceDetail {
    return this.#store.read(() => this.#read(id));
  }

  #read(id: number): DeviceDetail {
    const found = this.#rows.row(id);
    if (found === undefined) {
      throw new ToolError('bad-input', `there is no device ${id}: it was removed, or joined with another`);
    }
    return {
      ...found.row,
      notes: found.device.notes,
      names: this.#names.all(id).map((row) => ({
        name: row.name,
        source: row.source,
        firstSeen: row.first_seen,
        lastSeen: row.last_seen,
      })),
      allAddresses: this.#addresses.all(id).map((row) => ({
        address: row.address,
        zone: row.zone,
        kind: row.kind,
        identifier: row.identifier,
        temporary: row.temporary,
        sources: this.#evidence.all(row.id).map(({ source }) => source),
        confirmed: row.confirmed === 1,
        rttMs: row.rtt,
        firstSeen: row.first_seen,
        lastSeen: row.last_seen,
        timesSeen: row.times_seen,
      })),
      allServices: this.#services.all(id).map((row) => ({
        type: row.type,
        name: row.name,
        port: row.port < 0 ? null : row.port,
        source: row.source,
        firstSeen: row.first_seen,
        lastSeen: row.last_seen,
      })),
      scans: this.#scans.all(id).map(({ scanId, at, addresses }) => ({ scanId, at, addresses })),
    };
  }
}
