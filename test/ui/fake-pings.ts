import { setTimeout as sleep } from 'node:timers/promises';
import type { PingItem, PingOptions, PingOutages, PingReport } from '../../src-core/api/ping.ts';
import type { ProbeTarget } from '../../src-core/api/probe-targets.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { tryParseScoped } from '../../src-core/net/zone.ts';
import { OutageLog } from '../../src-core/ping/outage-log.ts';
import { PingLedger } from '../../src-core/ping/ledger.ts';
import { ProbeRuns, type ProbeJob, type ProbeStep } from '../../src-main/probes/probe-run.ts';

const wait = 400;
const mostAtOnce = 1_000;
/** Every target whose text ends in 7 is cut off for this stretch of its pings, in milliseconds after the start. */
export const cut = { from: 2_000, to: 5_000 };

function resolve(text: string, index: number): ProbeTarget {
  const scoped = tryParseScoped(text) ?? { address: parseAddress(`2001:db8:a:1::${index + 1}`) };
  return { text, address: scoped.address, zone: scoped.zone ?? null };
}

/** A ping of made-up targets at their real pace. `history` is told as if it had been sent before the start. */
class FakePing implements ProbeJob<PingItem, PingReport> {
  readonly title: string;
  readonly #targets: readonly ProbeTarget[];
  readonly #ledgers: readonly PingLedger[];
  readonly #log = new OutageLog();
  readonly #intervalMs: number;
  readonly #startedAt: number;
  readonly #requests: number[];

  constructor({ targets, intervalMs = 1_000 }: PingOptions, historyMs: number) {
    this.#targets = targets.map(resolve);
    this.#intervalMs = intervalMs;
    this.#startedAt = Date.now() - historyMs;
    this.#requests = targets.map(() => 0);
    this.title = `${targets.length === 1 ? (targets[0] ?? '') : `${targets.length} targets`}, every ${intervalMs} ms`;
    this.#ledgers = targets.map(
      (_, target) =>
        new PingLedger({
          intervalMs,
          waitMs: wait,
          firstSequence: 1,
          targets: targets.length,
          target,
          log: this.#log,
        }),
    );
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<PingItem>> {
    while (!signal.aborted) {
      const items = this.#targets.flatMap((_, target) => this.#ask(target));
      if (items.length > 0) yield { type: 'item', items };
      yield {
        type: 'progress',
        doing: `pinging ${this.title}`,
        done: 0,
        total: null,
        elapsedMs: Date.now() - this.#startedAt,
        remainingMs: null,
      };
      const behind = this.#requests.some(
        (sent) => this.#startedAt + sent * this.#intervalMs < Date.now() - 1_000,
      );
      await sleep(behind ? 0 : 50, undefined, { signal }).catch(() => undefined);
    }
    signal.throwIfAborted();
  }

  /** Sends what is due to one target, and gives what became of it. */
  #ask(target: number): PingItem[] {
    const ledger = this.#ledgers[target];
    const { text = '', address = parseAddress('::1') } = this.#targets[target] ?? {};
    if (ledger === undefined) return [];
    const found = [...ledger.tick(Date.now())];
    const spread = (target * this.#intervalMs) / this.#targets.length;
    // A long history is told in parts: as items all at once it would take a gigabyte.
    for (let asked = 0; asked < mostAtOnce; asked++) {
      const sequence = (this.#requests[target] ?? 0) + 1;
      const after = spread + (sequence - 1) * this.#intervalMs;
      const at = this.#startedAt + after;
      if (at > Date.now()) break;
      this.#requests[target] = sequence;
      const lost = text.endsWith('7') && after >= cut.from && after < cut.to;
      const single = (sequence * 7 + target * 13) % 97 === 0;
      if (sequence > 1)
        found.push(...ledger.take({ type: 'waiting', sequence: (sequence - 1) % 65_536, at }));
      if (lost || single) continue;
      const rttMs = 0.6 + target * 0.35 + Math.abs(Math.sin(sequence / 9 + target)) * (0.4 + target * 0.1);
      const reply = { type: 'reply', sequence: sequence % 65_536, from: address, rttMs, ttl: 64 } as const;
      found.push(...ledger.take({ ...reply, duplicate: false, at: at + rttMs }));
      if (sequence % 50 === 0) found.push(...ledger.take({ ...reply, duplicate: true, at: at + rttMs + 1 }));
    }
    return found.map((outcome) => ({ target, ...outcome, from: null }));
  }

  summary(): PingReport {
    return this.report();
  }

  report(): PingReport {
    return {
      startedAt: this.#startedAt,
      intervalMs: this.#intervalMs,
      targets: this.#targets.map((target, index) => {
        const ledger = this.#ledgers[index];
        if (ledger === undefined) throw new Error('a target without its ledger');
        return {
          ...target,
          state: 'running',
          figures: ledger.figures(),
          outages: ledger.outages,
          downSince: ledger.openOutage?.beganAt ?? null,
        };
      }),
    };
  }

  window(target: number, fromMs: number, toMs: number, points: number) {
    const ledger = this.#ledgers[target];
    if (ledger === undefined) throw new Error(`there is no target ${target}`);
    return ledger.series.window(fromMs, toMs, points);
  }

  outages(from: number): PingOutages {
    const { first, next } = this.#log;
    const open = this.#ledgers.flatMap(({ openOutage }, target) =>
      openOutage === undefined ? [] : [{ target, ...openOutage }],
    );
    return { ended: [...this.#log.range(from, next)], from, next, total: next, letGo: first, open };
  }
}

/** Pings of made-up targets. @param historyMs how long each has been going when it is started */
export function fakePings(historyMs = 0) {
  return new ProbeRuns<PingOptions, PingItem, PingReport, FakePing>({
    prepare: (options) => new FakePing(options, historyMs),
    logger: { warn: () => undefined, error: () => undefined },
    keptItems: 10_000,
  });
}
