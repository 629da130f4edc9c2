import { parseIdentity } from './identity.ts';
import type { Derived } from './derived.ts';
import { Join } from './join.ts';
import type { RecordedHost } from '../discovery/recorder.ts';
import type { Store } from './store.ts';

interface DeviceId {
  device: number;
}

/** What one running scan took for granted and may have to take back. */
export interface ScanMemory {
  readonly scan: number;
  /** Identities without a MAC that were taken for a known device because it once had this address. */
  readonly attributed: Map<string, number>;
  /** Devices of earlier scans of which nothing has answered in this one. */
  readonly remembered: Set<number>;
}

/** Finds the device that a host is, and joins those that turned out to be one. */
export class Identities {
  readonly #derived: Derived;
  readonly #join: Join;
  readonly #exact;
  readonly #holder;
  readonly #hasMac;
  readonly #lastScan;
  readonly #ownComputer;
  readonly #set;
  readonly #move;
  readonly #dropAddresses;
  readonly #takeBack;

  constructor(store: Store, derived: Derived) {
    this.#derived = derived;
    this.#join = new Join(store);
    this.#exact = store.prepare<DeviceId>('SELECT device FROM device_identity WHERE identity = ?');
    this.#holder = store.prepare<DeviceId>(
      `SELECT device FROM address WHERE address = ?1 AND (?2 IS NULL OR zone = ?2) ORDER BY last_seen DESC LIMIT 1`,
    );
    this.#hasMac = store.prepare<DeviceId>(
      "SELECT device FROM device_identity WHERE device = ? AND identity LIKE 'mac:%' LIMIT 1",
    );
    this.#lastScan = store.prepare<{ last_scan: number }>('SELECT last_scan FROM device WHERE id = ?');
    this.#ownComputer = store.prepare<DeviceId>(
      `SELECT device.id AS device FROM device JOIN name ON name.device = device.id
       WHERE device.role_order = instr('self router host unknown', 'self')
         AND name.name = ?1 AND name.source = 'own-addresses' AND device.id IS NOT ?2 ORDER BY device.id LIMIT 1`,
    );
    this.#set = store.prepare(
      `INSERT INTO device_identity (identity, device) VALUES (?, ?)
       ON CONFLICT (identity) DO UPDATE SET device = excluded.device`,
    );
    this.#move = store.prepare('UPDATE device_identity SET device = ?2 WHERE device = ?1');
    this.#dropAddresses = store.prepare(
      "DELETE FROM device_identity WHERE device = ? AND identity LIKE 'addr:%'",
    );
    this.#takeBack = takeBackSteps.map((sql) => store.prepare(sql));
  }

  /**
   * The device that a host is, or undefined where it is a new one. Devices that were kept under its former identities
   * are joined into it, but never two that both have a MAC.
   */
  find({ host, identity, formerIdentities }: RecordedHost, memory: ScanMemory): number | undefined {
    const parsed = parseIdentity(identity);
    let device = this.#exact.get(identity)?.device;
    if (device === undefined && parsed.kind === 'address' && parsed.lasting) {
      // A device whose MAC was not seen this time is known by an address that no other link has.
      device = this.#holder.get(parsed.address, parsed.zone)?.device;
      if (device !== undefined) memory.attributed.set(identity, device);
    }
    const withMac = parsed.kind === 'mac';
    for (const former of formerIdentities) device = this.#joinFormer(former, device, withMac, memory);
    if (withMac) {
      // A device that an older scan knew by nothing but this address, which no other link has, is this one.
      for (const { address, kind } of host.addresses) {
        if (kind !== 'global' && kind !== 'ula') continue;
        device = this.#joinFormer(`addr:${address}`, device, withMac, memory);
      }
    }
    return host.role === 'self' ? this.#ownDevice(host, device) : device;
  }

  /**
   * This computer is one device, whichever of its interfaces a scan was made on: each has a MAC of its own. It is known
   * by its name as well, so that another computer with the same data directory is another device.
   */
  #ownDevice(host: RecordedHost['host'], device: number | undefined): number | undefined {
    const name = host.names.find(({ source }) => source === 'own-addresses')?.name;
    const other = name === undefined ? undefined : this.#ownComputer.get(name, device ?? null)?.device;
    if (other === undefined || device === undefined) return device ?? other;
    this.#joinInto(device, other);
    return other;
  }

  /** Remembers under which identity a device is known. */
  remember(device: number, { identity }: RecordedHost): void {
    if (identity.startsWith('addr:') && this.#hasMac.get(device) !== undefined) return;
    this.#set.run(identity, device);
    // An address can be another host's tomorrow: once there is a MAC, only the MAC tells.
    if (identity.startsWith('mac:')) this.#dropAddresses.run(device);
  }

  #joinFormer(
    former: string,
    device: number | undefined,
    withMac: boolean,
    memory: ScanMemory,
  ): number | undefined {
    const attributed = memory.attributed.get(former);
    const other = this.#exact.get(former)?.device ?? attributed;
    if (other === undefined || other === device) return device;
    const otherHasMac = this.#hasMac.get(other) !== undefined;
    if (otherHasMac) {
      if (withMac || (device !== undefined && this.#hasMac.get(device) !== undefined)) {
        // It was another host's address after all: what this scan laid to that device is taken back.
        if (attributed === other) this.#takeBackAddress(former, other, memory);
        return device;
      }
      if (device === undefined) return other;
      this.#joinInto(device, other);
      return other;
    }
    if (!this.#mayJoin(former, other, memory.scan)) return device;
    if (device === undefined) return other;
    this.#joinInto(other, device);
    return device;
  }

  /** `fe80::1%eth0` of another day may have been another site's host: only one of this very scan is the same. */
  #mayJoin(identity: string, device: number, scan: number): boolean {
    const parsed = parseIdentity(identity);
    if (parsed.kind === 'mac') return false;
    return parsed.zone === null || this.#lastScan.get(device)?.last_scan === scan;
  }

  #joinInto(from: number, to: number): void {
    this.#move.run(from, to);
    this.#derived.touch(from);
    this.#join.join(from, to);
    this.#derived.touch(to);
    if (this.#hasMac.get(to) !== undefined) this.#dropAddresses.run(to);
  }

  #takeBackAddress(identity: string, device: number, memory: ScanMemory): void {
    memory.attributed.delete(identity);
    const parsed = parseIdentity(identity);
    if (parsed.kind === 'mac') return;
    for (const step of this.#takeBack) step.run(memory.scan, device, parsed.address, parsed.zone);
    this.#derived.touch(device);
  }
}

const thatAddress = 'device = ?2 AND address = ?3 AND (?4 IS NULL OR zone = ?4)';

/** Each undoes a part of what scan ?1 laid to device ?2 because of its address ?3 in zone ?4. */
const takeBackSteps = [
  `DELETE FROM scan_address WHERE scan = ?1 AND address IN (SELECT id FROM address WHERE ${thatAddress})`,
  `DELETE FROM address WHERE first_scan = ?1 AND ${thatAddress}`,
  `UPDATE address SET
     last_scan = coalesce((SELECT max(scan) FROM scan_address WHERE address = address.id), first_scan),
     last_seen = coalesce((SELECT max(at) FROM scan_address WHERE address = address.id), first_seen)
   WHERE last_scan = ?1 AND ${thatAddress}`,
  `UPDATE device SET
     last_seen = coalesce((SELECT before_seen FROM scan_device WHERE scan = ?1 AND device = ?2), last_seen),
     last_scan = coalesce((SELECT max(scan) FROM scan_device WHERE device = ?2 AND scan <> ?1), last_scan)
   WHERE id = ?2 AND ?3 = ?3 AND ?4 IS ?4 AND NOT EXISTS (
     SELECT 1 FROM scan_address JOIN address ON address.id = scan_address.address
     WHERE scan_address.scan = ?1 AND address.device = ?2)`,
  'UPDATE device_zone SET last_scan = min(last_scan, (SELECT last_scan FROM device WHERE id = ?2)) WHERE device = ?2 AND ?1 > 0 AND ?3 = ?3 AND ?4 IS ?4',
  `DELETE FROM scan_device WHERE scan = ?1 AND device = ?2 AND ?3 = ?3 AND ?4 IS ?4 AND NOT EXISTS (
     SELECT 1 FROM scan_address JOIN address ON address.id = scan_address.address
     WHERE scan_address.scan = ?1 AND address.device = ?2)`,
];
