import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { NetworkInterface } from '../../../src-core/api/interfaces.ts';
import type { ProbeProgress } from '../../../src-core/api/probe-events.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import type { WakeItem, WakeOptions, WakeReport } from '../../../src-core/api/wake.ts';
import type { Mac } from '../../../src-core/net/mac.ts';
import { ParseError } from '../../../src-core/net/parse-error.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';
import { magicPacket, parseSecureOn, parseWakeMac, wakePorts } from '../../../src-core/wake/magic-packet.ts';
import { readInterfaces } from '../../os/interfaces.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { resolveTarget } from '../targets.ts';
import { AnswerWatch, type Answer } from './answer-watch.ts';
import { sendPacket } from './send-packet.ts';
import { wakePaths, type WakePath } from './wake-paths.ts';

/** Between two rounds of questions, beside the second that each takes. */
const pauseMs = 250;

interface Plan {
  readonly mac: Mac;
  readonly packet: Uint8Array;
  readonly ports: readonly number[];
  readonly paths: readonly WakePath[];
  readonly skipped: WakeReport['skipped'];
  readonly named: readonly ProbeTarget[];
  readonly waitMs: number | null;
}

/** Reads what was asked for, and finds the ways out. @throws ToolError `bad-input`, `unreachable` */
export async function prepareWake(options: WakeOptions, signal: AbortSignal): Promise<WakeJob> {
  const mac = read(() => parseWakeMac(options.mac));
  const { password = null, waitSeconds = null } = options;
  const secret = password === null || password === '' ? null : read(() => parseSecureOn(password));
  const waitFor = waitSeconds === null ? [] : (options.waitFor ?? []);
  const named = (await Promise.all(waitFor.map((text) => resolveTarget(text, 'any', signal)))).flat();
  const { interfaces } = await readInterfaces(signal);
  const { chosen, skipped } = choose(interfaces, options.zones ?? []);
  const paths = chosen.flatMap((each) => {
    const ways = wakePaths(each);
    if (ways.length === 0) skipped.push({ zone: each.zone, reason: 'it has no address to send from' });
    return ways;
  });
  if (paths.length === 0) {
    const why = skipped.map(({ zone, reason }) => `${zone}: ${reason}`).join('; ');
    throw new ToolError('unreachable', 'there is no interface to send the packet through', why);
  }
  return new WakeJob({
    mac,
    packet: magicPacket(mac, secret),
    ports: options.ports ?? wakePorts,
    paths,
    skipped,
    named,
    waitMs: waitSeconds === null ? null : waitSeconds * 1_000,
  });
}

/** All interfaces that can be used, or those that were named. @throws ToolError `bad-input` */
function choose(interfaces: readonly NetworkInterface[], zones: WakeOptions['zones'] & object) {
  const skipped: WakeReport['skipped'] = [];
  if (zones.length === 0) {
    // Loopback leads to no device.
    const chosen = interfaces.filter(({ unusable, kind }) => unusable === null && kind !== 'loopback');
    return { chosen, skipped };
  }
  const chosen = zones.map((zone) => {
    const found = interfaces.find((each) => each.zone === zone);
    if (found !== undefined) return found;
    const known = interfaces.map((each) => each.zone).join(', ');
    throw new ToolError('bad-input', `there is no interface ${zone}: this computer has ${known}`);
  });
  return { chosen, skipped };
}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ParseError)
      throw new ToolError('bad-input', error.message, undefined, { cause: error });
    throw error;
  }
}

/** Sends magic packets on every way, once each, and waits for the device where that was asked. */
export class WakeJob implements ProbeJob<WakeItem, WakeReport> {
  readonly title: string;
  readonly #plan: Plan;
  readonly #watch: AnswerWatch;
  readonly #startedAt = Date.now();
  #sent = 0;
  #failed = 0;
  #answer: Answer | undefined;
  #note: string | null = null;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.title = `waking ${plan.mac}`;
    this.#watch = new AnswerWatch(plan.mac, [...new Set(plan.paths.map(({ zone }) => zone))], plan.named);
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<WakeItem>> {
    const { waitMs } = this.#plan;
    if (waitMs !== null) {
      yield this.#progress('looking whether it is awake already', null);
      const before = await this.#watch.round(signal);
      if (before !== undefined) {
        const who = formatScoped({ address: before.address, zone: before.zone ?? undefined });
        this.#note = `${who} answered before the packet was sent: the device is awake already, or its card answers for it.`;
      }
    }
    for (const path of this.#plan.paths) {
      signal.throwIfAborted();
      yield { type: 'item', items: await this.#send(path) };
    }
    if (waitMs === null || this.#sent === 0) return;
    yield* this.#wait(waitMs, signal);
  }

  summary(): WakeReport {
    const { mac, skipped, waitMs } = this.#plan;
    const answer = waitMs === null ? 'not-asked' : this.#answer === undefined ? 'silent' : 'awake';
    const asked = waitMs === null ? [] : this.#watch.asked;
    return { mac, sent: this.#sent, failed: this.#failed, skipped, answer, asked, note: this.#note };
  }

  async #send(path: WakePath): Promise<WakeItem[]> {
    const { ports, packet } = this.#plan;
    const failures = await sendPacket(path, ports, packet);
    return ports.map((port, index) => {
      const failure = failures[index]?.toFailure() ?? null;
      if (failure === null) this.#sent++;
      else this.#failed++;
      return { kind: 'sent', zone: path.zone, to: path.to, port, sizeBytes: packet.length, failure };
    });
  }

  async *#wait(waitMs: number, signal: AbortSignal): AsyncGenerator<ProbeStep<WakeItem>> {
    const sentAt = Date.now();
    let warned = false;
    while (Date.now() - sentAt < waitMs) {
      yield this.#progress('waiting for its answer', waitMs - (Date.now() - sentAt));
      this.#answer = await this.#watch.round(signal);
      const { problem } = this.#watch;
      if (problem !== undefined && !warned) {
        warned = true;
        yield { type: 'warning', about: null, failure: problem.toFailure() };
      }
      if (this.#answer !== undefined) {
        yield { type: 'item', items: [{ kind: 'awake', ...this.#answer, afterMs: Date.now() - sentAt }] };
        if (this.#answer.how === 'neighbour') {
          this.#note ??=
            'It answered for its MAC, but no ping: the card of a sleeping device may do that for it.';
        }
        return;
      }
      await sleep(pauseMs, undefined, { signal });
    }
  }

  #progress(doing: string, remainingMs: number | null): ProbeProgress {
    const total = this.#plan.paths.length * this.#plan.ports.length;
    const elapsedMs = Date.now() - this.#startedAt;
    return {
      type: 'progress',
      doing: `${this.title}: ${doing}`,
      done: this.#sent + this.#failed,
      total,
      elapsedMs,
      remainingMs,
    };
  }
}
