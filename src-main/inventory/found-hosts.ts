import type { PlanReality } from '../../src-core/api/plans.ts';
import type { Address } from '../../src-core/net/address.ts';
import type { Store } from './store.ts';

/** More hosts than a plan is held against at once; a link that shows more is under attack or is no link. */
const mostHosts = 100_000;

interface Row {
  readonly address: Address;
  readonly deviceId: number;
  readonly name: string;
  readonly lastSeen: number;
}

/** The addresses of the devices, as plans are held against them. */
export class FoundHosts {
  readonly #store: Store;
  readonly #hosts;
  readonly #lastScan;

  constructor(store: Store) {
    this.#store = store;
    this.#hosts = store.prepare<Row>(
      `SELECT address.address, device AS deviceId, device.name, max(address.last_seen) AS lastSeen
       FROM address JOIN device ON device.id = address.device
       WHERE address.kind IN ('global', 'ula', 'private') AND address.last_seen >= ?
       GROUP BY address.address, device
       ORDER BY lastSeen DESC, address.address, device LIMIT ${mostHosts + 1}`,
    );
    this.#lastScan = store.prepare<{ at: number | null }>(
      'SELECT max(coalesce(ended_at, started_at)) AS at FROM scan',
    );
  }

  /** The addresses seen since then, newest first; link-local and multicast ones belong to no plan. */
  found(sinceMs: number): Pick<PlanReality, 'hosts' | 'scannedAt' | 'warnings'> {
    return this.#store.read(() => {
      const rows = this.#hosts.all(sinceMs);
      return {
        hosts: rows.slice(0, mostHosts).map((row) => ({ ...row })),
        scannedAt: this.#lastScan.get()?.at ?? null,
        warnings:
          rows.length > mostHosts ? [`Only the ${mostHosts} addresses that were seen last are shown.`] : [],
      };
    });
  }
}
