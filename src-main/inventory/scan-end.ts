import type { RunSummary, SourceProgress } from '../../src-core/api/discovery.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { Derived } from './derived.ts';
import type { Store } from './store.ts';
import type { DeviceZoneTable } from './tables.ts';

interface Expected extends DeviceZoneTable {
  name: string;
  mac: string | null;
  last_seen: number;
  device_last_scan: number;
}

export interface EndOfScan {
  readonly state: 'done' | 'cancelled' | 'failed';
  readonly endedAt: number;
  readonly sources: readonly SourceProgress[];
}

/** Closes scans: what was new and changed, and, where the scan was complete, what is gone. */
export class ScanEnd {
  readonly #derived: Derived;
  readonly #close;
  readonly #counts;
  readonly #settle;
  readonly #expected;
  readonly #sawIt;
  readonly #leave;
  readonly #gone;
  readonly #storeGone;

  constructor(store: Store, derived: Derived) {
    this.#derived = derived;
    this.#close = store.prepare('UPDATE scan SET state = ?, ended_at = ?, sources = ? WHERE id = ?');
    this.#counts = store.prepare<{ change: string; count: number }>(
      'SELECT change, count(*) AS count FROM scan_device WHERE scan = ? GROUP BY change',
    );
    this.#settle = store.prepare<{ id: number }>(
      `UPDATE device SET status = seen.status
       FROM (SELECT device AS id, CASE change WHEN 'known' THEN 'present' ELSE change END AS status
             FROM scan_device WHERE scan = ?) AS seen
       WHERE device.id = seen.id AND device.status <> seen.status RETURNING device.id AS id`,
    );
    // Those of the scan's zones that were there last time and that neither this scan nor another one at the same time
    // saw there.
    this.#expected = store.prepare<Expected>(
      `SELECT device_zone.*, device.name, device.mac, device.last_seen, device.last_scan AS device_last_scan
       FROM scan JOIN scan_zone ON scan_zone.scan = scan.id
       JOIN device_zone ON device_zone.zone = scan_zone.zone AND device_zone.present = 1
       JOIN device ON device.id = device_zone.device
       WHERE scan.id = ?1 AND device_zone.last_scan < ?1 AND NOT EXISTS (
         SELECT 1 FROM address WHERE address.device = device.id AND address.zone = device_zone.zone
           AND address.confirmed = 1 AND address.last_seen >= scan.started_at)
       ORDER BY device.last_seen DESC, device.id`,
    );
    this.#sawIt = store.prepare<{ source: SourceProgress['source'] }>(
      `SELECT DISTINCT source FROM address JOIN address_evidence ON address_evidence.address = address.id
       WHERE address.device = ?1 AND address.zone = ?2 AND address.last_scan = ?3
         AND address_evidence.last_seen >= (SELECT started_at FROM scan WHERE id = ?3)`,
    );
    this.#leave = store.prepare('UPDATE device_zone SET present = 0 WHERE zone = ? AND device = ?');
    this.#gone = store.prepare("UPDATE device SET status = 'gone' WHERE id = ?");
    this.#storeGone = store.prepare('INSERT OR IGNORE INTO scan_gone (scan, device) VALUES (?, ?)');
  }

  /**
   * Within a transaction. Only a `done` scan can tell absence.
   * @param remembered devices of which nothing has answered in this scan, though the neighbour table names them
   */
  end(
    scan: number,
    { state, endedAt, sources }: EndOfScan,
    remembered: ReadonlySet<number>,
  ): Pick<RunSummary, 'new' | 'changed' | 'gone'> {
    this.#close.run(state, endedAt, JSON.stringify(sources), scan);
    const counts = new Map(this.#counts.all(scan).map(({ change, count }) => [change, count]));
    const gone = state === 'done' ? this.#settleStatus(scan, sources, remembered) : [];
    return { new: counts.get('new') ?? 0, changed: counts.get('changed') ?? 0, gone };
  }

  #settleStatus(
    scan: number,
    sources: readonly SourceProgress[],
    remembered: ReadonlySet<number>,
  ): RunSummary['gone'] {
    for (const { id } of this.#settle.all(scan)) this.#derived.touch(id);
    const gone = new Map<number, RunSummary['gone'][number]>();
    for (const expected of this.#expected.all(scan)) {
      const { device, zone } = expected;
      const seenBy = this.#sawIt.all(device, zone, expected.last_scan).map(({ source }) => source);
      if (couldNotLook(zone, seenBy, sources)) continue;
      // One that the table names may be there in silence. One that answered everybody's call before and does not now,
      // though it is sent several times, has left: the table forgets it later.
      if (remembered.has(device) && !seenBy.includes('multicast-echo')) continue;
      this.#leave.run(zone, device);
      // Seen since then on another link, now or by another scan: it has moved and is not gone.
      if (expected.device_last_scan > expected.last_scan) continue;
      this.#gone.run(device);
      this.#derived.touch(device);
      // Temporary addresses alone make no device: without a MAC, one that went is mostly another that came.
      if (expected.lasting === 0 && expected.mac === null) continue;
      gone.set(device, { deviceId: device, name: expected.name, lastSeen: expected.last_seen });
      this.#storeGone.run(scan, device);
    }
    return [...gone.values()];
  }
}

/** True where something that saw the device last time did not look this time: then its absence says nothing. */
function couldNotLook(
  zone: Zone,
  seenBy: readonly SourceProgress['source'][],
  sources: readonly SourceProgress[],
): boolean {
  const failed = new Set<string>();
  for (const progress of sources) {
    if (progress.zone !== null && progress.zone !== zone) continue;
    if (progress.state !== 'done' && progress.state !== 'running') failed.add(progress.source);
  }
  // The names of addresses that others found: it finds no host by itself.
  failed.delete('reverse-dns');
  return seenBy.some((source) => failed.has(source));
}
