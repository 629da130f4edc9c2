import { toFailure, type Failure } from '../../src-core/api/errors.ts';
import { sourceIds, type RunSummary, type SourceProgress } from '../../src-core/api/discovery.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { Merger } from './merge.ts';
import type { ScanRecorder } from './recorder.ts';

/** A host without a MAC is stored once it is so old: mostly the MAC follows within that time. */
const settledMs = 800;
/** At the end of a run a store that fails is tried again so often, so long apart. */
const lastAttempts = 3;
const lastPauseMs = 400;
/** Rows of one transaction; the interface gets its turn between two. */
const chunk = 40;

/**
 * Stores what a run finds while it runs. A store that fails never ends the run: it is told once for each reason, and
 * what could not be stored is tried again with the next batch.
 */
export class Recording {
  readonly #recorder: ScanRecorder | null;
  readonly #merger: Merger;
  readonly #warn: (failure: Failure) => void;
  readonly #told = new Set<string>();
  /** Devices that are gone and that the neighbour table remembers still. */
  readonly #gone = new Set<number>();
  #scanId: number | null = null;

  constructor(recorder: ScanRecorder | null, merger: Merger, warn: (failure: Failure) => void) {
    this.#recorder = recorder;
    this.#merger = merger;
    this.#warn = warn;
  }

  async begin(startedAt: number, zones: readonly Zone[]): Promise<void> {
    if (this.#recorder === null) return;
    try {
      this.#scanId = await this.#recorder.beginScan({ startedAt, zones });
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Stores what has changed; false where something could not be stored and waits for the next time. */
  async store(everything = false): Promise<boolean> {
    if (this.#recorder === null || this.#scanId === null) return true;
    const open = this.#merger.drainForRecord(everything ? 0 : settledMs, Date.now());
    while (open.length > 0) {
      const hosts = open.splice(0, chunk);
      try {
        for (const device of await this.#recorder.record(this.#scanId, hosts)) {
          this.#merger.learnDevice(device);
          if (device.gone) this.#gone.add(device.deviceId);
          else this.#gone.delete(device.deviceId);
        }
      } catch (error) {
        this.#merger.returnUnrecorded([...hosts, ...open]);
        this.#tell(error);
        return false;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return true;
  }

  /** Stores the rest and closes the scan. What has turned out to be gone is no row of the run any more. */
  async end(
    state: 'done' | 'cancelled' | 'failed',
    sources: readonly SourceProgress[],
  ): Promise<Pick<RunSummary, 'scanId' | 'new' | 'changed' | 'gone'>> {
    for (let attempt = 0; !(await this.store(true)) && attempt < lastAttempts; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, lastPauseMs));
    }
    if (this.#recorder === null || this.#scanId === null)
      return { scanId: null, new: 0, changed: 0, gone: [] };
    try {
      const result = await this.#recorder.endScan(this.#scanId, {
        state,
        endedAt: Date.now(),
        sources: [...sources, ...notRun(sources)],
      });
      for (const { deviceId } of result.gone) this.#gone.add(deviceId);
      if (state === 'done') this.#merger.forget(this.#gone);
      return { scanId: this.#scanId, ...result };
    } catch (error) {
      this.#tell(error);
      return { scanId: this.#scanId, new: 0, changed: 0, gone: [] };
    }
  }

  #tell(error: unknown): void {
    const failure = toFailure(error);
    if (this.#told.has(failure.message)) return;
    this.#told.add(failure.message);
    this.#warn(failure);
  }
}

/** Sources that were not asked for have not looked: what only they can see is not gone. */
function notRun(sources: readonly SourceProgress[]): SourceProgress[] {
  const run = new Set(sources.map(({ source }) => source));
  return sourceIds
    .filter((source) => !run.has(source))
    .map((source) => ({
      source,
      zone: null,
      state: 'skipped',
      done: 0,
      total: null,
      message: 'not asked for',
    }));
}
