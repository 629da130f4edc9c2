import { formatCsv } from '../plan/csv.ts';

/** Requests in a row that were lost. Times are UTC milliseconds. */
export interface Outage {
  /** When the first lost request was sent. */
  readonly beganAt: number;
  /** When the first request was sent that was answered again; null while it lasts. */
  readonly endedAt: number | null;
  readonly lost: number;
}

/** The newest outages that are kept of one target: a link that loses every tenth packet all day has more. */
const mostOutages = 10_000;

/**
 * Finds outages from the outcomes of requests, given in the order in which they were sent. How long one lasted is known
 * within one interval at each end: from the first lost request to the next answered one.
 */
export class OutageFinder {
  #kept: Outage[] = [];
  #open: { beganAt: number; lost: number } | undefined;

  /** Takes a lost request, and gives how many were lost in a row with it. */
  lost(sentAt: number): number {
    this.#open ??= { beganAt: sentAt, lost: 0 };
    return ++this.#open.lost;
  }

  /** Takes an answered request, and gives the outage that it ends, if any. */
  answered(sentAt: number): Outage | undefined {
    if (this.#open === undefined) return undefined;
    const outage = { ...this.#open, endedAt: sentAt };
    this.#open = undefined;
    this.#kept.push(outage);
    if (this.#kept.length > 2 * mostOutages) this.#kept = this.#kept.slice(-mostOutages);
    return outage;
  }

  /** The newest outages in the order of time; the last one may still last. */
  outages(): Outage[] {
    const all = this.#open === undefined ? this.#kept : [...this.#kept, { ...this.#open, endedAt: null }];
    return all.slice(-mostOutages);
  }
}

/** Outages as a table (RFC 4180): target, begin and end in ISO 8601, lost requests and duration in seconds. */
export function outagesCsv(rows: readonly (Outage & { readonly target: string })[]): string {
  const iso = (at: number) => new Date(at).toISOString();
  return formatCsv([
    ['target', 'begin', 'end', 'lost', 'duration_s'],
    ...rows.map(({ target, beganAt, endedAt, lost }) => [
      target,
      iso(beganAt),
      endedAt === null ? '' : iso(endedAt),
      String(lost),
      endedAt === null ? '' : ((endedAt - beganAt) / 1000).toFixed(3),
    ]),
  ]);
}
