import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { PathItem, PathMethod, PathOptions, PathReport } from '../../../src-core/api/path.ts';
import type { ProbeProgress, ProbeWarning } from '../../../src-core/api/probe-events.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { needsZone, parseZone, type Zone } from '../../../src-core/net/zone.ts';
import { PathLedger, type HopReply } from '../../../src-core/path/ledger.ts';
import { PathRound } from '../../../src-core/path/round.ts';
import { isOwnAddress } from '../../os/interface-presence.ts';
import { reverseName } from '../../os/reverse-name.ts';
import { tracePrograms, traceRoute, type TraceRequest } from '../../os/trace-route.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { readSource, resolveFrom } from '../targets.ts';
import { pingHops } from './ping-hops.ts';

/** Names are asked for so many routers of one run. */
const mostNames = 256;

/** Reads what was asked for. @throws ToolError `bad-input`, `unreachable` for a name without an address */
export async function preparePath(options: PathOptions, signal: AbortSignal): Promise<PathJob> {
  const from = readSource(options.source);
  const [found] = await resolveFrom(options.target, options.family ?? 'any', from, signal);
  if (found === undefined) throw new ToolError('unreachable', `${options.target} has no address`);
  const { target, source } = found;
  return new PathJob(target, {
    source,
    rounds: options.rounds === undefined ? 3 : options.rounds,
    intervalMs: options.intervalMs ?? 1_000,
    // No router passes on what is link-local (RFC 4291 section 2.5.6): such a target is one hop away or not there.
    maxHops: target.zone === null ? (options.maxHops ?? 30) : 1,
    // That nobody on the link answers is known after three seconds (RFC 4861 section 10).
    waitMs: options.waitMs ?? (target.zone === null ? 2_000 : 4_000),
    names: options.names ?? true,
  });
}

interface PathPlan extends Pick<TraceRequest, 'source' | 'maxHops' | 'waitMs'> {
  readonly rounds: number | null;
  readonly intervalMs: number;
  readonly names: boolean;
}

/** The way to one target, asked for again and again. */
export class PathJob implements ProbeJob<PathItem, PathReport> {
  readonly title: string;
  readonly #target: ProbeTarget;
  readonly #plan: PathPlan;
  readonly #ledger = new PathLedger();
  readonly #names = new Map<Address, string | null>();
  #startedAt = Date.now();
  #method: PathMethod | null = null;
  /** Ways of asking that have been found not to work here. */
  readonly #useless = new Set<PathMethod>();
  #rounds = 0;
  #reached = false;

  constructor(target: ProbeTarget, plan: PathPlan) {
    this.#target = target;
    this.#plan = plan;
    this.title = `path to ${target.text}`;
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<PathItem>> {
    this.#startedAt = Date.now();
    const asking: Promise<void>[] = [];
    const { intervalMs } = this.#plan;
    while (!this.#isOver()) {
      yield this.#progress();
      const began = Date.now();
      yield* this.#round(signal, asking);
      this.#rounds++;
      if (this.#isOver()) break;
      await sleep(Math.max(0, began + intervalMs - Date.now()), undefined, { signal });
    }
    await Promise.all(asking);
    yield this.#progress();
  }

  report(): PathReport {
    return {
      target: this.#target,
      zone: this.#target.zone ?? this.#sourceZone(),
      startedAt: this.#startedAt,
      method: this.#method,
      rounds: this.#rounds,
      reached: this.#reached,
      hops: this.#ledger.hops(this.#target.address).map((hop) => ({
        ...hop,
        notes: [...hop.notes],
        addresses: hop.addresses.map((each) => ({ ...each, name: this.#names.get(each.address) ?? null })),
      })),
    };
  }

  #sourceZone(): Zone | null {
    const zone = this.#plan.source?.zone ?? null;
    return zone === null ? null : parseZone(zone);
  }

  summary(): PathReport {
    return this.report();
  }

  #isOver(): boolean {
    const { rounds } = this.#plan;
    return rounds !== null && this.#rounds >= rounds;
  }

  /** Asks all hops once, with the first way that works. */
  async *#round(signal: AbortSignal, asking: Promise<void>[]): AsyncGenerator<ProbeStep<PathItem>> {
    const { source, maxHops, waitMs } = this.#plan;
    const { address, zone } = this.#target;
    const request: TraceRequest = { address, zone, source, maxHops, waitMs };
    const methods: PathMethod[] = [...tracePrograms(request), 'ping'];
    for (const method of methods.filter((each) => !this.#useless.has(each))) {
      this.#method = method;
      const round = new PathRound(address, isOwnAddress);
      try {
        const replies = method === 'ping' ? pingHops(request, signal) : traceRoute(method, request, signal);
        for await (const reply of replies) {
          yield* this.#tell(round.take(reply), asking);
        }
        yield* this.#tell(round.end(), asking);
        this.#reached = round.reached;
        return;
      } catch (error) {
        const next =
          error instanceof ToolError && (error.code === 'no-permission' || error.code === 'internal');
        if (!next || method === 'ping') throw error;
        this.#useless.add(method);
        const warning: ProbeWarning = { type: 'warning', about: method, failure: error.toFailure() };
        yield warning;
      }
    }
  }

  *#tell(replies: readonly HopReply[], asking: Promise<void>[]): Generator<ProbeStep<PathItem>> {
    if (replies.length === 0) return;
    yield { type: 'item', items: replies.map((reply) => this.#take(reply, asking)) };
  }

  #take(reply: HopReply, asking: Promise<void>[]): PathItem {
    this.#ledger.add(reply);
    const { from } = reply;
    if (from !== null && this.#plan.names && !this.#names.has(from) && this.#names.size < mostNames) {
      this.#names.set(from, null);
      if (!needsZone(from)) {
        asking.push(reverseName(from).then((name) => void this.#names.set(from, name)));
      }
    }
    return { round: this.#rounds + 1, ...reply };
  }

  #progress(): ProbeProgress {
    const { rounds, intervalMs } = this.#plan;
    const left = rounds === null ? null : (rounds - this.#rounds) * intervalMs;
    return {
      type: 'progress',
      doing: `asking the hops to ${this.#target.text}`,
      done: this.#rounds,
      total: rounds,
      elapsedMs: Date.now() - this.#startedAt,
      remainingMs: left,
    };
  }
}
