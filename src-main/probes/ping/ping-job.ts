import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError, type Failure } from '../../../src-core/api/errors.ts';
import type { PingItem, PingOptions, PingOutages, PingReport } from '../../../src-core/api/ping.ts';
import { mostPingTargets } from '../../../src-core/api/ping.ts';
import type { ProbeProgress, ProbeWarning } from '../../../src-core/api/probe-events.ts';
import { OutageLog } from '../../../src-core/ping/outage-log.ts';
import type { PingWindow } from '../../../src-core/ping/window.ts';
import { interfaceNumbers } from '../../os/interface-presence.ts';
import { pingAbilities, type PingRequest } from '../../os/ping-host.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { readSource, resolveFrom, type SourcedTarget } from '../targets.ts';
import { TargetPing } from './target-ping.ts';

/** All targets together send no more than so many requests a second: this is no flood. */
const mostRequestsPerSecond = 2_000;
/** How often what was found is handed on, and what waits too long is given up. */
const tickMs = 50;
const progressMs = 1_000;
/** Between two looks there is no more where this program is not held up. */
const asleepMs = 400;
/** The outages of one answer: a megabyte. */
const mostOutages = 10_000;

/** What the options come to, with everything that was left out. */
interface PingPlan {
  readonly targets: readonly SourcedTarget[];
  readonly request: Omit<PingRequest, 'address' | 'zone' | 'source'>;
  readonly durationMs: number | null;
}

/**
 * Reads what was asked for and looks up the names in it.
 * @throws ToolError `bad-input`, `unreachable` for a name without an address, `unsupported`
 */
export async function preparePing(options: PingOptions, signal: AbortSignal): Promise<PingJob> {
  const from = readSource(options.source);
  const family = options.family ?? 'any';
  const found = await Promise.all(options.targets.map((text) => resolveFrom(text, family, from, signal)));
  const targets = found.flat();
  if (targets.length > mostPingTargets) {
    throw new ToolError('bad-input', `${targets.length} targets are too many: ${mostPingTargets} at most`);
  }
  const { fixedIntervalMs } = pingAbilities();
  const intervalMs = fixedIntervalMs ?? options.intervalMs ?? 1_000;
  const perSecond = Math.round((targets.length * 1_000) / intervalMs);
  if (perSecond > mostRequestsPerSecond) {
    throw new ToolError(
      'bad-input',
      `${targets.length} targets every ${intervalMs} ms are ${perSecond} requests a second: ${mostRequestsPerSecond} at most`,
    );
  }
  const request = {
    sizeBytes: options.sizeBytes ?? 56,
    intervalMs,
    hopLimit: options.hopLimit ?? null,
    count: options.count ?? null,
    waitMs: options.waitMs ?? 2_000,
    whole: false,
  };
  return new PingJob({ targets, request, durationMs: options.durationMs ?? null });
}

/** One ping of one or many targets. */
export class PingJob implements ProbeJob<PingItem, PingReport> {
  readonly title: string;
  readonly #plan: PingPlan;
  readonly #pings: readonly TargetPing[];
  readonly #outages = new OutageLog();
  #startedAt = Date.now();
  #items: PingItem[] = [];
  #warnings: ProbeWarning[] = [];
  /** Why the first target that could not be asked could not. */
  #failure: Failure | undefined;

  constructor(plan: PingPlan) {
    this.#plan = plan;
    const { targets, request } = plan;
    const [first] = targets;
    const what = targets.length === 1 ? (first?.target.text ?? '') : `${targets.length} targets`;
    this.title = `${what}, every ${request.intervalMs} ms`;
    this.#pings = targets.map(({ target, source }, number) => {
      const { address, zone, text } = target;
      return new TargetPing({
        target,
        number,
        targets: targets.length,
        log: this.#outages,
        request: { ...request, address, zone, source },
        sink: {
          outcome: (item) => this.#items.push(item),
          warning: (failure) => {
            this.#failure ??= failure;
            this.#warnings.push({ type: 'warning', about: text, failure });
          },
        },
      });
    });
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<PingItem>> {
    this.#startedAt = Date.now();
    const over = new AbortController();
    const stop = AbortSignal.any([signal, over.signal]);
    const end = this.#plan.durationMs === null ? Infinity : this.#startedAt + this.#plan.durationMs;
    const state: { running: boolean; problem?: unknown } = { running: true };
    const work = Promise.all(this.#pings.map((ping, number) => this.#start(ping, number, stop)))
      .catch((error: unknown) => {
        if (!stop.aborted) state.problem = error;
      })
      .finally(() => {
        state.running = false;
        over.abort();
      });
    try {
      let told = 0;
      let looked = Date.now();
      while (state.running && Date.now() < end) {
        await sleep(tickMs, undefined, { signal: stop }).catch(() => undefined);
        const now = Date.now();
        // After a sleep of this program, what has come meanwhile is read first.
        if (now - looked < asleepMs) for (const ping of this.#pings) ping.tick(now);
        looked = now;
        yield* this.#found();
        if (now - told < progressMs) continue;
        told = now;
        let numbers: ReadonlyMap<string, number> | undefined;
        for (const ping of this.#pings) ping.useInterface(() => (numbers ??= interfaceNumbers()));
        yield this.#progress(now);
      }
    } finally {
      over.abort();
      await work;
    }
    yield* this.#found();
    if (state.problem !== undefined) throw state.problem;
    signal.throwIfAborted();
    this.#checkAny();
    yield this.#progress(Date.now());
  }

  summary(): PingReport {
    return this.report();
  }

  report(): PingReport {
    return {
      startedAt: this.#startedAt,
      intervalMs: this.#plan.request.intervalMs,
      targets: this.#pings.map((ping) => ping.report()),
    };
  }

  /** @throws ToolError `bad-input` where there is no such target */
  window(target: number, fromMs: number, toMs: number, points: number): PingWindow {
    const ping = this.#pings[target];
    if (ping === undefined) throw new ToolError('bad-input', `this run has no target ${target}`);
    if (!(fromMs < toMs)) throw new ToolError('bad-input', 'the end of the time must be after its beginning');
    return ping.ledger.series.window(fromMs, toMs, points);
  }

  /** The outages from this number on, as many as one answer may hold. */
  outages(from: number): PingOutages {
    const log = this.#outages;
    const first = Math.min(Math.max(from, log.first), log.next);
    const next = Math.min(first + mostOutages, log.next);
    const open = this.#pings.flatMap(({ ledger: { openOutage } }, target) =>
      openOutage === undefined ? [] : [{ target, ...openOutage }],
    );
    return { ended: [...log.range(first, next)], from: first, next, total: log.next, letGo: log.first, open };
  }

  /** Targets begin spread over one interval, so that their packets do not leave all at once. */
  async #start(ping: TargetPing, number: number, signal: AbortSignal): Promise<void> {
    const spreadMs = Math.min(1_000, this.#plan.request.intervalMs);
    await sleep((number * spreadMs) / this.#pings.length, undefined, { signal });
    await ping.run(signal);
  }

  *#found(): Generator<ProbeStep<PingItem>> {
    yield* this.#warnings.splice(0);
    if (this.#items.length === 0) return;
    const items = this.#items;
    this.#items = [];
    yield { type: 'item', items };
  }

  #progress(now: number): ProbeProgress {
    const { durationMs, request } = this.#plan;
    const elapsedMs = now - this.#startedAt;
    const done = this.#pings.reduce((sum, { ledger }) => sum + ledger.sent, 0);
    const total = request.count === null ? null : request.count * this.#pings.length;
    const left = durationMs === null ? null : Math.max(0, durationMs - elapsedMs);
    const byCount =
      request.count === null ? null : Math.max(0, request.count * request.intervalMs - elapsedMs);
    const remainingMs = left === null ? byCount : Math.min(left, byCount ?? left);
    return { type: 'progress', doing: `pinging ${this.title}`, done, total, elapsedMs, remainingMs };
  }

  /** Where no target could be asked at all, the run has failed for the reason of the first. */
  #checkAny(): void {
    const reports = this.#pings.map((ping) => ping.report());
    if (reports.some(({ state, figures }) => state !== 'failed' || figures.sent > 0)) return;
    const failure = this.#failure;
    if (failure !== undefined) throw new ToolError(failure.code, failure.message, failure.detail);
  }
}
