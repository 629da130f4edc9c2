import { formatCsv } from '../plan/csv.ts';
import { OutageLog, type Outage } from './outage-log.ts';

/** So many requests lost in a row are an outage; fewer are single losses, which the figures count. */
export const leastLost = 2;

/**
 * Finds outages from the outcomes of requests, given in the order in which they were sent. How long one lasted is known
 * within one interval at each end: from the first lost request to the next answered one.
 */
export class OutageFinder {
  readonly #log: OutageLog;
  readonly #target: number;
  #count = 0;
  #beganAt: number | undefined;
  #lost = 0;

  /** @param log where those that are over go, of all targets of a run */
  constructor(target = 0, log = new OutageLog()) {
    this.#target = target;
    this.#log = log;
  }

  /** Takes a lost request, and gives how many were lost in a row with it. */
  lost(sentAt: number): number {
    this.#beganAt ??= sentAt;
    return ++this.#lost;
  }

  /** Takes an answered request. */
  answered(sentAt: number): void {
    if (this.#beganAt !== undefined && this.#lost >= leastLost) {
      this.#count++;
      this.#log.add({ target: this.#target, beganAt: this.#beganAt, endedAt: sentAt, lost: this.#lost });
    }
    this.#beganAt = undefined;
    this.#lost = 0;
  }

  /** The outage that lasts. */
  get open(): Outage | undefined {
    if (this.#beganAt === undefined || this.#lost < leastLost) return undefined;
    return { beganAt: this.#beganAt, endedAt: null, lost: this.#lost };
  }

  /** How many there were so far, with the one that lasts. */
  get count(): number {
    return this.#count + (this.open === undefined ? 0 : 1);
  }
}

/** Outages as a table (RFC 4180): target, begin and end in ISO 8601, lost requests and duration in seconds. */
export function outagesCsv(rows: Iterable<Outage & { readonly target: string }>): string {
  const iso = (at: number) => new Date(at).toISOString();
  return formatCsv([
    ['target', 'begin', 'end', 'lost', 'duration_s'],
    ...Array.from(rows, ({ target, beganAt, endedAt, lost }) => [
      target,
      iso(beganAt),
      endedAt === null ? '' : iso(endedAt),
      String(lost),
      endedAt === null ? '' : ((endedAt - beganAt) / 1000).toFixed(3),
    ]),
  ]);
}
