import type { PingOutage, PingOutages } from '../../src-core/api/ping.ts';
import { OutageLog } from '../../src-core/ping/outage-log.ts';

/** What this page knows of the outages of a run. */
export interface KnownOutages {
  /** Those that are over. */
  readonly log: OutageLog;
  /** The number of the next in the log, by which a change is seen. */
  readonly total: number;
  /** So many, the oldest, are no longer kept anywhere. */
  readonly letGo: number;
  readonly open: readonly PingOutage[];
}

export const noOutages: KnownOutages = { log: new OutageLog(), total: 0, letGo: 0, open: [] };

/** Asks for the outages of a run as they come: each is read once, however long a run goes on. */
export class OutageReader {
  readonly #ask: (input: { runId: string; from: number }) => Promise<PingOutages>;
  #runId = '';
  #known = noOutages;

  constructor(ask: (input: { runId: string; from: number }) => Promise<PingOutages>) {
    this.#ask = ask;
  }

  /** All that is known by now; the same object where nothing is new. */
  async read(runId: string): Promise<KnownOutages> {
    if (runId !== this.#runId) {
      this.#runId = runId;
      this.#known = { ...noOutages, log: new OutageLog() };
    }
    const { log } = this.#known;
    for (;;) {
      const answer = await this.#ask({ runId, from: log.next });
      take(log, answer);
      if (this.#known.log === log) this.#known = knownAfter(this.#known, answer);
      if (answer.next >= answer.total) return this.#known.log === log ? this.#known : noOutages;
    }
  }
}

/** Two questions may be open at once: what is in the log already is not added again. */
function take(log: OutageLog, { ended, from }: PingOutages): void {
  for (const [index, { endedAt, ...rest }] of ended.entries()) {
    const number = from + index;
    if (number < log.next || endedAt === null) continue;
    if (number > log.next) log.skipTo(number);
    log.add({ ...rest, endedAt });
  }
}

function knownAfter(known: KnownOutages, { open, letGo }: PingOutages): KnownOutages {
  const { log } = known;
  const same =
    known.total === log.next &&
    known.letGo === letGo &&
    known.open.length === open.length &&
    known.open.every(({ target, beganAt, lost }, index) => {
      const next = open[index];
      return next?.target === target && next.beganAt === beganAt && next.lost === lost;
    });
  return same ? known : { log, total: log.next, letGo, open };
}

/** All outages by target and time, those that last at the end of their target's. */
export function* byTarget({ log, open }: KnownOutages): Generator<PingOutage> {
  const numbers = new Map<number, number[]>();
  for (let number = log.first; number < log.next; number++) {
    const target = log.at(number)?.target ?? 0;
    const known = numbers.get(target);
    if (known === undefined) numbers.set(target, [number]);
    else known.push(number);
  }
  const targets = new Set([...numbers.keys(), ...open.map(({ target }) => target)]);
  for (const target of [...targets].toSorted((one, other) => one - other)) {
    for (const number of numbers.get(target) ?? []) {
      const outage = log.at(number);
      if (outage !== undefined) yield outage;
    }
    yield* open.filter((each) => each.target === target);
  }
}

/** The newest of all, in no particular order: those that last, and so many of the others. */
export function newest({ log, open }: KnownOutages, most: number): PingOutage[] {
  return [...log.range(log.next - most, log.next), ...open];
}
