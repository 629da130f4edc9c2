import type { Store } from './store.ts';

export interface RetentionLimits {
  /** Sightings that are kept: one is an address in a scan. */
  readonly sightings: number;
  /** So many scans are kept, however much they saw. */
  readonly scans: number;
}

/** On a link of 1,000 hosts with four addresses each these are the last 250 scans, in some 50 MB. */
const defaults: RetentionLimits = { sightings: 1_000_000, scans: 30 };

/**
 * Drops the oldest scans once all of them have seen more than is kept: somebody who scans every ten minutes would fill
 * the disk within a year. Devices, their addresses with first and last sight, evidence, names and notes stay for ever.
 */
export class Retention {
  readonly #limits: RetentionLimits;
  readonly #count;
  readonly #perScan;
  readonly #drop;

  constructor(store: Store, limits = defaults) {
    this.#limits = limits;
    this.#count = store.prepare<{ sightings: number }>('SELECT count(*) AS sightings FROM scan_address');
    this.#perScan = store.prepare<{ scan: number; sightings: number }>(
      'SELECT scan, count(*) AS sightings FROM scan_address GROUP BY scan ORDER BY scan DESC',
    );
    this.#drop = store.prepare("DELETE FROM scan WHERE id <= ? AND state <> 'running'");
  }

  /** Within a transaction. Gives how many scans were dropped. */
  prune(): number {
    const { sightings: most, scans: fewest } = this.#limits;
    if ((this.#count.get()?.sightings ?? 0) <= most) return 0;
    let kept = 0;
    for (const [index, { scan, sightings }] of this.#perScan.all().entries()) {
      kept += sightings;
      if (kept > most && index >= fewest) return this.#drop.run(scan);
    }
    return 0;
  }
}
