import type { DeviceRow, ScanInfo } from '../../src-core/api/devices.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { DeviceRows } from './device-rows.ts';
import type { Store } from './store.ts';

/** The devices of one kind of change that are given; a first scan of a large link has no more meaning than its count. */
const changesShown = 1000;

interface ScanRow {
  id: number;
  startedAt: number;
  endedAt: number | null;
  state: ScanInfo['state'];
  hosts: number;
  new: number;
  changed: number;
  gone: number;
}

const scanColumns = `id, started_at AS startedAt, ended_at AS endedAt, state,
  (SELECT count(*) FROM scan_device WHERE scan = scan.id) AS hosts,
  (SELECT count(*) FROM scan_device WHERE scan = scan.id AND change = 'new') AS new,
  (SELECT count(*) FROM scan_device WHERE scan = scan.id AND change = 'changed') AS changed,
  (SELECT count(*) FROM scan_gone WHERE scan = scan.id) AS gone`;

export interface ScanChanges {
  scan: ScanInfo;
  new: DeviceRow[];
  changed: DeviceRow[];
  gone: DeviceRow[];
}

/** The scans that are kept, and what each of them changed. */
export class ScanList {
  readonly #store: Store;
  readonly #rows: DeviceRows;
  readonly #newest;
  readonly #one;
  readonly #zones;
  readonly #changes;
  readonly #gone;

  constructor(store: Store, rows: DeviceRows) {
    this.#store = store;
    this.#rows = rows;
    this.#newest = store.prepare<ScanRow>(`SELECT ${scanColumns} FROM scan ORDER BY id DESC LIMIT ?`);
    this.#one = store.prepare<ScanRow>(`SELECT ${scanColumns} FROM scan WHERE id = ?`);
    this.#zones = store.prepare<{ zone: Zone }>('SELECT zone FROM scan_zone WHERE scan = ? ORDER BY zone');
    this.#changes = store.prepare<{ device: number }>(
      `SELECT device FROM scan_device WHERE scan = ? AND change = ? ORDER BY device LIMIT ${changesShown}`,
    );
    this.#gone = store.prepare<{ device: number }>(
      `SELECT device FROM scan_gone WHERE scan = ? ORDER BY device LIMIT ${changesShown}`,
    );
  }

  /** Newest first. */
  scans(limit: number): ScanInfo[] {
    return this.#store.read(() => this.#newest.all(limit).map((row) => this.#info(row)));
  }

  /** @throws ToolError `bad-input` where no such scan is stored */
  changes(scanId: number): ScanChanges {
    return this.#store.read(() => {
      const row = this.#one.get(scanId);
      if (row === undefined) throw new ToolError('bad-input', `there is no scan ${scanId}`);
      const devices = (found: readonly { device: number }[]) =>
        this.#rows.rows(found.map(({ device }) => device));
      return {
        scan: this.#info(row),
        new: devices(this.#changes.all(scanId, 'new')),
        changed: devices(this.#changes.all(scanId, 'changed')),
        gone: devices(this.#gone.all(scanId)),
      };
    });
  }

  #info(row: ScanRow): ScanInfo {
    return { ...row, zones: this.#zones.all(row.id).map(({ zone }) => zone) };
  }
}
