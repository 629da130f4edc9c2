import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type {
  DeviceDetail,
  DevicePatch,
  DeviceQuery,
  devicesContract,
  exportFormat,
  ScanInfo,
} from '../../src-core/api/devices.ts';
import type { ScanRecorder } from '../discovery/recorder.ts';
import { Derived } from './derived.ts';
import { DeviceDetails } from './device-detail.ts';
import { DeviceEdit } from './device-edit.ts';
import { DeviceList } from './device-list.ts';
import { DeviceRows } from './device-rows.ts';
import { csvHeader, csvLine, jsonDevice } from './export.ts';
import { openDatabase } from './open-database.ts';
import { Plans, type StoredPlans } from './plans.ts';
import { Configurations, type StoredConfigurations } from './configurations.ts';
import { ScanList } from './scan-list.ts';
import { Scans } from './scans.ts';
import type { Store } from './store.ts';

type Answers = InferContractRouterOutputs<typeof devicesContract>;

/** Rows of an export that are put together before others get their turn. */
const exportChunk = 500;

/** The stored devices and scans. Every method throws ToolError. */
export interface Inventory extends ScanRecorder {
  list(query: DeviceQuery): Promise<Answers['list']>;
  get(id: number): Promise<DeviceDetail>;
  update(patch: DevicePatch): Promise<DeviceDetail>;
  remove(ids: readonly number[]): Promise<number>;
  facets(): Promise<Answers['facets']>;
  scans(limit: number): Promise<ScanInfo[]>;
  scanChanges(scanId: number): Promise<Answers['scanChanges']>;
  export(query: DeviceQuery, format: z.infer<typeof exportFormat>): Promise<Answers['export']>;
  readonly plans: StoredPlans;
  readonly configurations: StoredConfigurations;
  /** What happened to the stored data at the start, for people: moved aside, read-only. Empty where all is well. */
  readonly notices: readonly string[];
  /** Scans that still run are kept as interrupted. */
  close(): Promise<void>;
}

/**
 * Opens the inventory in a directory, which is made where it is missing. A damaged database is moved aside, one that
 * may not be written is opened for reading: `notices` says so.
 * @throws ToolError `unsupported` where a newer Linkscope wrote it, `conflict` where another process holds it locked
 */
export async function openInventory(options: { directory: string; log: Logger }): Promise<Inventory> {
  const { store, notices } = await openDatabase(options);
  const derived = new Derived(store);
  const scans = new Scans(store, derived);
  if (!store.readOnly) {
    try {
      const interrupted = await scans.markInterrupted();
      if (interrupted > 0)
        options.log.warn({ interrupted }, 'scans did not end: the program was stopped while they ran');
    } catch (error) {
      // It is tried again at the next start; nothing else depends on it.
      options.log.warn({ err: error }, 'scans of an earlier run could not be marked as interrupted');
    }
  }
  return compose(store, scans, derived, notices);
}

function compose(store: Store, scans: Scans, derived: Derived, notices: readonly string[]): Inventory {
  const rows = new DeviceRows(store);
  const devices = new DeviceList(store, rows);
  const details = new DeviceDetails(store, rows);
  const edit = new DeviceEdit(store, derived);
  const scanList = new ScanList(store, rows);
  const plans = new Plans(store);

  return {
    notices,
    beginScan: (scan) => scans.beginScan(scan),
    record: (scanId, hosts) => scans.record(scanId, hosts),
    endScan: (scanId, end) => scans.endScan(scanId, end),
    list: async (query) => devices.list(query),
    get: async (id) => details.get(id),
    async update(patch) {
      await edit.update(patch);
      return details.get(patch.id);
    },
    remove: (ids) => edit.remove(ids),
    facets: async () => edit.facets(),
    scans: async (limit) => scanList.scans(limit),
    scanChanges: async (scanId) => scanList.changes(scanId),
    plans,
    configurations: new Configurations(store, plans),
    async export(query, format) {
      const parts: string[] = [];
      const ids = devices.allIds(query);
      for (let at = 0; at < ids.length; at += exportChunk) {
        const chunk = store.read(() => rows.rows(ids.slice(at, at + exportChunk)));
        for (const row of chunk) parts.push(format === 'csv' ? csvLine(row) : jsonDevice(row));
        await nextTurn();
      }
      const day = new Date().toISOString().slice(0, 10);
      return format === 'csv'
        ? {
            fileName: `linkscope-devices-${day}.csv`,
            mediaType: 'text/csv',
            text: csvHeader() + parts.join(''),
          }
        : {
            fileName: `linkscope-devices-${day}.json`,
            mediaType: 'application/json',
            text: parts.length === 0 ? '[]\n' : `[\n${parts.join(',\n')}\n]\n`,
          };
    },
    async close() {
      try {
        await scans.close();
      } finally {
        await store.close();
      }
    },
  };
}
