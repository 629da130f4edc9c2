import { randomBytes } from 'node:crypto';
import { ToolError } from '../../src-core/api/errors.ts';
import type { RunSummary, SourceProgress } from '../../src-core/api/discovery.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { RecordedDevice, RecordedHost, ScanRecorder } from '../discovery/recorder.ts';
import type { Derived } from './derived.ts';
import { Identities, type ScanMemory } from './identities.ts';
import { HostWriter, isMemory } from './record-host.ts';
import { Retention } from './retention.ts';
import { ScanEnd } from './scan-end.ts';
import { build, type Store } from './store.ts';

/** The inventories that this process has open: their scans are not interrupted ones. */
const openOwners = new Set<string>();

/** Keeps scans and what they find. */
export class Scans implements ScanRecorder {
  readonly #store: Store;
  readonly #derived: Derived;
  readonly #identities: Identities;
  readonly #hosts: HostWriter;
  readonly #end: ScanEnd;
  readonly #retention: Retention;
  readonly #running = new Map<number, ScanMemory>();
  readonly #owner = `${process.pid}:${randomBytes(6).toString('hex')}`;
  readonly #state;

  constructor(store: Store, derived: Derived) {
    this.#store = store;
    this.#derived = derived;
    this.#identities = new Identities(store, derived);
    this.#hosts = new HostWriter(store, derived);
    this.#end = new ScanEnd(store, derived);
    this.#retention = new Retention(store);
    this.#state = store.prepare<{ state: string }>('SELECT state FROM scan WHERE id = ?');
    openOwners.add(this.#owner);
  }

  async beginScan(scan: { readonly startedAt: number; readonly zones: readonly Zone[] }): Promise<number> {
    const id = await this.#store.write(() => {
      const values = { started_at: scan.startedAt, state: 'running' as const, owner: this.#owner };
      const row = this.#store.get(build.insertInto('scan').values(values).returning('id'));
      if (row === undefined) throw new Error('the database gave no id for a new scan');
      for (const zone of new Set(scan.zones)) {
        this.#store.run(build.insertInto('scan_zone').values({ scan: row.id, zone }));
      }
      return row.id;
    });
    this.#running.set(id, { scan: id, attributed: new Map(), remembered: new Set() });
    return id;
  }

  async record(scanId: number, hosts: readonly RecordedHost[]): Promise<readonly RecordedDevice[]> {
    return this.#store.write(() => {
      const memory = this.#memory(scanId);
      const devices = hosts.map((recorded) => this.#recordOne(recorded, memory));
      this.#derived.flush();
      return devices;
    });
  }

  #recordOne(recorded: RecordedHost, memory: ScanMemory): RecordedDevice {
    const { host } = recorded;
    const deviceId = this.#identities.find(recorded, memory) ?? this.#hosts.create(memory.scan, host);
    this.#identities.remember(deviceId, recorded);
    if (isMemory(host)) memory.remembered.add(deviceId);
    return { hostId: host.id, deviceId, ...this.#hosts.write(memory.scan, deviceId, host) };
  }

  #memory(scanId: number): ScanMemory {
    const state = this.#state.get(scanId)?.state;
    const memory = this.#running.get(scanId);
    if (state === undefined || memory === undefined) {
      throw new ToolError('conflict', `scan ${scanId} is not running: start a new one`);
    }
    return memory;
  }

  async endScan(
    scanId: number,
    end: {
      readonly state: 'done' | 'cancelled' | 'failed';
      readonly endedAt: number;
      readonly sources: readonly SourceProgress[];
    },
  ): Promise<Pick<RunSummary, 'new' | 'changed' | 'gone'>> {
    const result = await this.#store.write(() => {
      const { remembered } = this.#memory(scanId);
      const ended = this.#end.end(scanId, end, remembered);
      this.#derived.flush();
      this.#retention.prune();
      return ended;
    });
    this.#running.delete(scanId);
    return result;
  }

  /** Marks scans whose program ended without a word; gives how many. What they saw is kept. */
  async markInterrupted(): Promise<number> {
    const running = build.selectFrom('scan').select(['id', 'owner']).where('state', '=', 'running');
    const left = this.#store.all(running).filter(({ owner }) => !isAlive(owner));
    if (left.length === 0) return 0;
    await this.#store.write(() => {
      for (const { id } of left) this.#interrupt(id);
    });
    return left.length;
  }

  #interrupt(id: number): void {
    this.#store.run(
      build
        .updateTable('scan')
        .set({ state: 'interrupted' })
        .where('id', '=', id)
        .where('state', '=', 'running'),
    );
  }

  /** Ends what still runs as interrupted. */
  async close(): Promise<void> {
    openOwners.delete(this.#owner);
    const running = [...this.#running.keys()];
    this.#running.clear();
    if (running.length === 0) return;
    await this.#store.write(() => {
      for (const id of running) this.#interrupt(id);
    });
  }
}

/** True where the process that runs a scan still lives. */
function isAlive(owner: string): boolean {
  const pid = Number(owner.split(':')[0]);
  if (pid === process.pid) return openOwners.has(owner);
  try {
    // Signal 0 only asks (kill(2)).
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
