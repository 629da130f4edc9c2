import type { Host, HostAddress, HostChange, HostService } from '../../src-core/api/discovery.ts';
import type { Derived } from './derived.ts';
import type { Store } from './store.ts';
import type { DeviceTable, ScanDeviceTable } from './tables.ts';

/** More of a kind than this is no honest device: the rest is left out. */
const addressLimit = 1024;
const nameLimit = 256;
const serviceLimit = 256;

type KnownDevice = Pick<
  DeviceTable,
  'own_name' | 'found_name' | 'role' | 'mac' | 'vendor' | 'first_scan' | 'last_seen' | 'status'
>;
type Before = Pick<ScanDeviceTable, 'before_role' | 'before_mac' | 'before_seen' | 'change'>;
interface FirstScan {
  first_scan: number;
}

export interface StoredHost {
  readonly change: HostChange;
  readonly ownName: string | null;
  /** As RecordedDevice.gone. */
  readonly gone: boolean;
}

/** Writes what a scan says of one host whose device is known already. */
export class HostWriter {
  readonly #derived: Derived;
  readonly #known;
  readonly #create;
  readonly #update;
  readonly #before;
  readonly #begin;
  readonly #judge;
  readonly #address;
  readonly #evidence;
  readonly #scanAddress;
  readonly #zone;
  readonly #source;
  readonly #name;
  readonly #service;

  constructor(store: Store, derived: Derived) {
    this.#derived = derived;
    this.#known = store.prepare<KnownDevice>(
      'SELECT own_name, found_name, role, mac, vendor, first_scan, last_seen, status FROM device WHERE id = ?',
    );
    this.#create = store.prepare<{ id: number }>(
      `INSERT INTO device (role, first_seen, last_seen, first_scan, last_scan, status, name, name_key, address_count)
       VALUES ('unknown', ?, ?, ?, ?, 'new', '', '', 0) RETURNING id`,
    );
    this.#update = store.prepare(
      `UPDATE device SET found_name = ?, role = ?, mac = coalesce(?, mac), mac_origin = coalesce(?, mac_origin),
         vendor = coalesce(?, vendor), first_seen = min(first_seen, ?), last_seen = max(last_seen, ?),
         last_scan = max(last_scan, ?),
         status = ? WHERE id = ?`,
    );
    this.#before = store.prepare<Before>(
      'SELECT before_role, before_mac, before_seen, change FROM scan_device WHERE scan = ? AND device = ?',
    );
    this.#begin = store.prepare(
      `INSERT INTO scan_device (scan, device, at, change, before_role, before_mac, before_seen)
       VALUES (?, ?, ?, 'known', ?, ?, ?)`,
    );
    this.#judge = store.prepare(
      'UPDATE scan_device SET at = max(at, ?), change = ? WHERE scan = ? AND device = ?',
    );
    this.#address = store.prepare<{ id: number; first_scan: number }>(
      `INSERT INTO address (device, address, zone, kind, identifier, temporary, first_seen, last_seen, confirmed, rtt,
         first_scan, last_scan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, ?11)
       ON CONFLICT (device, address, zone) DO UPDATE SET temporary = excluded.temporary,
         first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen),
         confirmed = excluded.confirmed, rtt = excluded.rtt, last_scan = max(last_scan, excluded.last_scan)
       RETURNING id, first_scan`,
    );
    this.#evidence = store.prepare(
      `INSERT INTO address_evidence (address, source, first_seen, last_seen) VALUES (?, ?, ?, ?)
       ON CONFLICT (address, source) DO UPDATE SET last_seen = max(last_seen, excluded.last_seen)
         WHERE excluded.last_seen > last_seen`,
    );
    this.#scanAddress = store.prepare(
      'INSERT OR IGNORE INTO scan_address (scan, address, at) VALUES (?, ?, ?)',
    );
    // Of two scans at once the one that began last counts, whichever writes last.
    this.#zone = store.prepare(
      `INSERT INTO device_zone (zone, device, present, last_scan, lasting) VALUES (?, ?, 1, ?, ?)
       ON CONFLICT (zone, device) DO UPDATE SET present = 1,
         last_scan = max(last_scan, excluded.last_scan), lasting = excluded.lasting`,
    );
    this.#source = store.prepare('INSERT OR IGNORE INTO device_source (source, device) VALUES (?, ?)');
    this.#name = store.prepare<FirstScan>(
      `INSERT INTO name (device, name, source, first_seen, last_seen, first_scan) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (device, name, source) DO UPDATE SET last_seen = max(last_seen, excluded.last_seen)
       RETURNING first_scan`,
    );
    this.#service = store.prepare<FirstScan>(
      `INSERT INTO service (device, type, name, port, source, first_seen, last_seen, first_scan)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (device, type, name, port, source) DO UPDATE SET last_seen = max(last_seen, excluded.last_seen)
       RETURNING first_scan`,
    );
  }

  /** A device that did not exist before this scan. */
  create(scan: number, host: Host): number {
    const row = this.#create.get(host.firstSeen, host.lastSeen, scan, scan);
    if (row === undefined) throw new Error('the database gave no id for a new device');
    return row.id;
  }

  /**
   * Writes the host as it is now. Doing it again changes nothing but what the host changed. Of a device that is known,
   * what a neighbour table merely remembers says nothing new: it is not written, and does not make it present.
   */
  write(scan: number, id: number, host: Host): StoredHost {
    const known = this.#known.get(id);
    if (known === undefined) throw new Error(`device ${id} is not stored`);
    if (known.first_scan !== scan && isMemory(host)) {
      return { change: 'known', ownName: known.own_name, gone: known.status === 'gone' };
    }
    const before = this.#beforeScan(scan, id, host, known);
    // What this scan could not tell stays as it was known.
    const role = host.role === 'unknown' ? known.role : host.role;
    const foundName = bestName(host, known);
    const status = known.status === 'gone' ? 'present' : known.status;
    this.#update.run(
      foundName,
      role,
      host.mac,
      host.mac === null ? null : host.macOrigin,
      host.vendor,
      host.firstSeen,
      host.lastSeen,
      scan,
      status,
      id,
    );

    let { news, fresh } = this.#writeAddresses(scan, id, host.addresses.slice(0, addressLimit));
    for (const source of host.sources) if (this.#source.run(source, id) > 0) fresh = true;
    const isNew = (row: FirstScan | undefined) => row?.first_scan === scan;
    for (const { name, source } of host.names.slice(0, nameLimit)) {
      if (isNew(this.#name.get(id, name, source, host.firstSeen, host.lastSeen, scan))) news = true;
    }
    for (const service of host.services.slice(0, serviceLimit)) {
      if (isNew(this.#writeService(scan, id, host, service))) news = true;
    }

    const mac = host.mac ?? known.mac;
    if (
      news ||
      role !== known.role ||
      status !== known.status ||
      mac !== known.mac ||
      (host.vendor !== null && host.vendor !== known.vendor)
    )
      fresh = true;
    // Each interface of this computer has a MAC of its own: which one a scan was made on is no change.
    const sameMac = mac === before.before_mac || role === 'self';
    const changed = news || !sameMac || lostOrGainedRole(before.before_role, role);
    const change: HostChange = known.first_scan === scan ? 'new' : changed ? 'changed' : 'known';
    this.#judge.run(host.lastSeen, change, scan, id);
    // The addresses of the last scan come first, so even a host with no news may have another best one.
    this.#derived.touch(id, fresh);
    return { change, ownName: known.own_name, gone: false };
  }

  #beforeScan(
    scan: number,
    id: number,
    host: Host,
    known: KnownDevice,
  ): Pick<Before, 'before_role' | 'before_mac'> {
    const begun = this.#before.get(scan, id);
    if (begun !== undefined) return begun;
    const existed = known.first_scan !== scan;
    const before = { before_role: existed ? known.role : null, before_mac: existed ? known.mac : null };
    const seen = existed ? known.last_seen : null;
    this.#begin.run(scan, id, host.lastSeen, before.before_role, before.before_mac, seen);
    return before;
  }

  /** `news`: a lasting address that it did not have before this scan; `fresh`: any such address. */
  #writeAddresses(
    scan: number,
    id: number,
    addresses: readonly HostAddress[],
  ): { news: boolean; fresh: boolean } {
    let news = false;
    let fresh = false;
    const zones = new Map<string, 0 | 1>();
    const answered = addresses.some(({ confirmed }) => confirmed);
    for (const one of addresses) {
      const lasting = one.temporary === 'no' || one.temporary === 'unknown';
      const stored = this.#address.get(
        id,
        one.address,
        one.zone,
        one.kind,
        one.identifier,
        one.temporary,
        one.firstSeen,
        one.lastSeen,
        one.confirmed ? 1 : 0,
        one.rttMs,
        scan,
      );
      if (stored === undefined) continue;
      if (stored.first_scan === scan) {
        fresh = true;
        // Temporary addresses come and go by themselves: a new one is no change of the device.
        if (lasting) news = true;
      }
      this.#scanAddress.run(scan, stored.id, one.lastSeen);
      for (const source of one.sources) this.#evidence.run(stored.id, source, one.firstSeen, one.lastSeen);
      // On a link where nothing of it has answered it is not present, if it has on another.
      if (one.confirmed || !answered) zones.set(one.zone, lasting || zones.get(one.zone) === 1 ? 1 : 0);
    }
    for (const [zone, lasting] of zones) this.#zone.run(zone, id, scan, lasting);
    return { news, fresh };
  }

  #writeService(scan: number, id: number, host: Host, service: HostService): FirstScan | undefined {
    const { type, name, port, source } = service;
    return this.#service.get(id, type, name, port ?? -1, source, host.firstSeen, host.lastSeen, scan);
  }
}

/** True where nothing has answered: a table or somebody else names it. */
export function isMemory({ addresses, role }: Host): boolean {
  return role !== 'self' && !addresses.some(({ confirmed }) => confirmed);
}

function bestName(host: Host, known: KnownDevice): string | null {
  // The run shows the own name in place of the found one: only a name that was found is kept as such.
  if (host.names.some(({ name }) => name === host.name)) return host.name;
  return known.found_name ?? host.names[0]?.name ?? null;
}

/** True where the device was a router and is none, or is one now; not knowing is no change. */
function lostOrGainedRole(before: Host['role'] | null, now: Host['role']): boolean {
  if (before === null || before === now) return false;
  return before !== 'unknown' || now === 'router';
}
