import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { ProbeProgress } from '../../../src-core/api/probe-events.ts';
import type {
  RandomTargetItem,
  RandomTargetsOptions,
  RandomTargetsReport,
} from '../../../src-core/api/random-targets.ts';
import { randomAddress } from '../../../src-core/calculate/random-addresses.ts';
import { bitsOf, type Address } from '../../../src-core/net/address.ts';
import { lengthOf, networkOf, prefixFamily, type Prefix } from '../../../src-core/net/prefix.ts';
import { needsZone, type Zone } from '../../../src-core/net/zone.ts';
import { zoneHere } from '../../os/interface-presence.ts';
import { pingHost } from '../../os/ping-host.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';

/** Processes that wait for a reply at the same time. */
const mostWaiting = 64;
const tickMs = 50;

/** Draws so many addresses, each once; fewer where a small prefix has no more to be found. */
export function drawAddresses(prefix: Prefix, count: number): Address[] {
  const hostBits = bitsOf(prefixFamily(prefix)) - lengthOf(prefix);
  const drawn = new Set<Address>();
  // In a prefix that is nearly drawn out, most draws repeat.
  const attempts = hostBits > 20 ? count * 2 : count * 20 + 100;
  for (let attempt = 0; attempt < attempts && drawn.size < count; attempt++) {
    drawn.add(randomAddress(prefix, (octets) => randomBytes(octets)));
  }
  return [...drawn];
}

/** Draws the addresses. @throws ToolError `bad-input` for a link-local prefix without an interface that is here */
export function prepareRandomTargets(options: RandomTargetsOptions): RandomTargetsJob {
  const { prefix, zone = null } = options;
  const scoped = needsZone(networkOf(prefix));
  if (scoped && zone === null) {
    const example = `${prefix}%eth0`;
    throw new ToolError('bad-input', `${prefix} is on every link: name the interface, ${example}`);
  }
  if (!scoped && zone !== null) {
    throw new ToolError(
      'bad-input',
      `${prefix} has no interface: only link-local and multicast prefixes have one`,
    );
  }
  return new RandomTargetsJob(prefix, drawAddresses(prefix, options.count), {
    wanted: options.count,
    zone: zone === null ? null : zoneHere(zone),
    perSecond: options.perSecond ?? 50,
    waitMs: options.waitMs ?? 1_000,
  });
}

interface Plan {
  /** How many were asked for; a small prefix has fewer. */
  readonly wanted: number;
  readonly zone: Zone | null;
  readonly perSecond: number;
  readonly waitMs: number;
}

/** Pings random addresses of a prefix once each, at a steady rate: who answers where nobody should be? */
export class RandomTargetsJob implements ProbeJob<RandomTargetItem, RandomTargetsReport> {
  readonly title: string;
  readonly #prefix: Prefix;
  readonly #addresses: readonly Address[];
  readonly #plan: Plan;
  readonly #answered: { address: Address; rttMs: number | null }[] = [];
  #unreachable = 0;
  #silent = 0;
  #items: RandomTargetItem[] = [];

  constructor(prefix: Prefix, addresses: readonly Address[], plan: Plan) {
    this.#prefix = prefix;
    this.#addresses = addresses;
    this.#plan = plan;
    this.title = `${addresses.length} random addresses of ${prefix}`;
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<RandomTargetItem>> {
    const over = new AbortController();
    const stop = AbortSignal.any([signal, over.signal]);
    const startedAt = Date.now();
    const waiting = new Set<Promise<void>>();
    const state: { problem?: unknown } = {};
    let next = 0;
    const count = this.#addresses.length;
    if (count < this.#plan.wanted) {
      const message = `${this.#prefix} has ${count} ${count === 1 ? 'address' : 'addresses'} for hosts: each is asked once`;
      yield { type: 'warning', about: null, failure: { code: 'bad-input', message } };
    }
    try {
      while ((next < this.#addresses.length || waiting.size > 0) && state.problem === undefined) {
        signal.throwIfAborted();
        const due = Math.min(
          this.#addresses.length,
          1 + Math.floor(((Date.now() - startedAt) / 1_000) * this.#plan.perSecond),
        );
        for (; next < due && waiting.size < mostWaiting; next++) {
          const address = this.#addresses[next];
          if (address === undefined) break;
          const asking = this.#ask(address, stop)
            .catch((error: unknown) => void (state.problem ??= error))
            .finally(() => waiting.delete(asking));
          waiting.add(asking);
        }
        await sleep(tickMs, undefined, { signal });
        const items = this.#items.splice(0);
        if (items.length > 0) yield { type: 'item', items };
        yield this.#progress(startedAt);
      }
    } finally {
      over.abort();
      await Promise.all(waiting);
    }
    if (state.problem !== undefined) throw state.problem;
    if (this.#items.length > 0) yield { type: 'item', items: this.#items.splice(0) };
  }

  summary(): RandomTargetsReport {
    return {
      prefix: this.#prefix,
      zone: this.#plan.zone,
      asked: this.#answered.length + this.#unreachable + this.#silent,
      answered: [...this.#answered],
      unreachable: this.#unreachable,
      silent: this.#silent,
    };
  }

  async #ask(address: Address, signal: AbortSignal): Promise<void> {
    const { zone, waitMs } = this.#plan;
    const sent = { sizeBytes: 56, intervalMs: 1_000, hopLimit: null, count: 1, whole: false };
    for await (const line of pingHost({ address, zone, source: null, waitMs, ...sent }, signal)) {
      if (line.type === 'reply') {
        this.#answered.push({ address, rttMs: line.rttMs });
        this.#items.push({
          address,
          zone,
          outcome: 'answered',
          rttMs: line.rttMs,
          from: null,
          message: null,
        });
        return;
      }
      if (line.type !== 'error') continue;
      this.#unreachable++;
      const { from, message } = line;
      this.#items.push({ address, zone, outcome: 'unreachable', rttMs: null, from, message });
      return;
    }
    this.#silent++;
    this.#items.push({ address, zone, outcome: 'silent', rttMs: null, from: null, message: null });
  }

  #progress(startedAt: number): ProbeProgress {
    const total = this.#addresses.length;
    const done = this.#answered.length + this.#unreachable + this.#silent;
    const elapsedMs = Date.now() - startedAt;
    const remainingMs = (Math.max(0, total - done) / this.#plan.perSecond) * 1_000;
    const doing = `pinging ${this.title}: ${this.#answered.length} answered`;
    return { type: 'progress', doing, done, total, elapsedMs, remainingMs };
  }
}
