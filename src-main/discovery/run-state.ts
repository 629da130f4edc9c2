import type { Failure } from '../../src-core/api/errors.ts';
import type { SourceId, SourceProgress } from '../../src-core/api/discovery.ts';
import { sourceLabels } from '../../src-core/api/discovery.ts';
import type { Zone } from '../../src-core/net/zone.ts';

/** How far every source is on every interface. */
export class RunProgress {
  readonly #rows = new Map<string, SourceProgress>();

  row(source: SourceId, zone: Zone): SourceProgress {
    const key = `${source}%${zone}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row: SourceProgress = { source, zone, state: 'waiting', done: 0, total: null, message: null };
    this.#rows.set(key, row);
    return row;
  }

  set(source: SourceId, zone: Zone, change: Partial<SourceProgress>): void {
    Object.assign(this.row(source, zone), change);
  }

  fail(source: SourceId, zone: Zone, failure: Failure): void {
    this.set(source, zone, { state: 'failed', message: failure.message });
  }

  /** Copies, safe to keep. */
  all(): SourceProgress[] {
    return [...this.#rows.values()].map((row) => ({ ...row }));
  }

  /** What is going on, in words. */
  doing(watching: ReadonlySet<SourceId>): string {
    const running = [...this.#rows.values()].filter(
      ({ state, source }) => state === 'running' && !watching.has(source),
    );
    const labels = [...new Set(running.map(({ source }) => sourceLabels[source]))];
    return labels.length === 0 ? 'Waiting for late answers' : labels.join(', ');
  }
}
