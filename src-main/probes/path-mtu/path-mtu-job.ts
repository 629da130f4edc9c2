import { ToolError } from '../../../src-core/api/errors.ts';
import type { PathMtuItem, PathMtuOptions, PathMtuReport } from '../../../src-core/api/path-mtu.ts';
import type { ProbeProgress } from '../../../src-core/api/probe-events.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { family } from '../../../src-core/net/address.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';
import { mtuCauses } from '../../../src-core/path-mtu/causes.ts';
import { isOwnAddress } from '../../os/interface-presence.ts';
import { pingWhole, type WholeOutcome } from '../../os/ping-whole.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { readSource, resolveFrom, type ProbeSource } from '../targets.ts';

/** A packet that does not come back is sent so often before it counts as vanished: links lose some by chance. */
const tries = 3;
/** The largest packet that ping can send: 65,507 octets and its headers. */
const largestEcho = 65_507;
/** The least that every path carries: RFC 8200 section 5, and RFC 791 for what must be passed on whole. */
const floors = { 4: 68, 6: 1280 } as const;
const mostHops = 32;

/** Reads what was asked for. @throws ToolError `bad-input`, `unreachable`, `unsupported` */
export async function preparePathMtu(options: PathMtuOptions, signal: AbortSignal): Promise<PathMtuJob> {
  const from = readSource(options.source);
  const [found] = await resolveFrom(options.target, options.family ?? 'any', from, signal);
  if (found === undefined) throw new ToolError('unreachable', `${options.target} has no address`);
  const { target, source } = found;
  if (process.platform === 'win32' && family(target.address) === 6) {
    const message =
      'the ping of Windows cuts large IPv6 packets itself: the path MTU can be found over IPv4 only';
    throw new ToolError('unsupported', message);
  }
  return new PathMtuJob(target, source, options.waitMs ?? 1_000);
}

type Report = { -readonly [Key in keyof PathMtuReport]: PathMtuReport[Key] };

/** Finds the largest packet that comes through to a target whole, and where the larger ones end. */
export class PathMtuJob implements ProbeJob<PathMtuItem, PathMtuReport> {
  readonly title: string;
  readonly #target: ProbeTarget;
  readonly #source: ProbeSource | null;
  readonly #waitMs: number;
  /** Octets of the headers before what ping's size counts: IPv4 20, IPv6 40, ICMP 8. */
  readonly #headers: number;
  readonly #report: Report;
  #startedAt = Date.now();
  #sent = 0;

  constructor(target: ProbeTarget, source: ProbeSource | null, waitMs: number) {
    this.#target = target;
    this.#source = source;
    this.#waitMs = waitMs;
    this.#headers = family(target.address) === 6 ? 48 : 28;
    this.title = `path MTU to ${target.text}`;
    const none = { firstMtu: null, mtu: null, blackHole: false };
    this.#report = { target, ...none, drops: [], causes: [], limits: [] };
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>> {
    this.#startedAt = Date.now();
    yield this.#progress('asking whether it answers at all');
    const floor = floors[family(this.#target.address)];
    const first = yield* this.#send(floor, null, signal);
    if (first.type !== 'passed') throw this.#noAnswer(first);
    yield* this.#search(floor, signal);
    if (this.#report.blackHole) yield* this.#findSilentHop(signal);
    else yield* this.#findHops(signal);
    if (this.#report.mtu !== null) this.#report.causes = mtuCauses(this.#report.mtu);
    yield this.#progress('done');
  }

  summary(): PathMtuReport {
    return { ...this.#report, drops: [...this.#report.drops] };
  }

  /** Goes down as far as routers say, and halves what is left where large packets vanish without a word. */
  async *#search(floor: number, signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>, void> {
    let passes = floor;
    let size = largestEcho + this.#headers;
    let fails = size + 1;
    let silent = false;
    let limit: number | null = null;
    while (passes + 1 < fails) {
      yield this.#progress(`${passes} octets pass, trying ${size}`);
      const outcome = yield* this.#send(size, null, signal);
      if (outcome.type === 'passed') {
        passes = size;
        // Exactly what was told to fit fits: larger ones would be refused in the same place.
        if (size === limit) fails = size + 1;
        size = Math.floor((passes + fails) / 2);
        continue;
      }
      if (outcome.type === 'unreachable' || outcome.type === 'time-exceeded') throw this.#noAnswer(outcome);
      fails = size;
      silent ||= outcome.type === 'lost';
      const told = outcome.type === 'lost' ? null : outcome.mtu;
      // What is told is believed only where it is smaller than what failed, and not smaller than what passed.
      const useful = told !== null && told < fails && told >= passes ? told : null;
      if (outcome.type === 'local') this.#report.firstMtu ??= useful;
      if (outcome.type === 'too-big') {
        this.#report.drops.push({ router: outcome.from, hop: null, mtu: useful ?? passes, silent: false });
        silent = false;
      }
      limit = useful;
      if (useful !== null && useful === passes) fails = passes + 1;
      size = useful ?? Math.floor((passes + fails) / 2);
    }
    this.#report.mtu = passes;
    if (!silent) return;
    if (process.platform === 'win32') {
      this.#report.limits.push('Windows does not tell whether a router said that packets are too big.');
      return;
    }
    this.#report.blackHole = true;
  }

  /** How far the routers are that said that a packet was too big. */
  async *#findHops(signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>, void> {
    const { drops } = this.#report;
    if (drops.length === 0) return;
    const routers = new Set(drops.map(({ router }) => router));
    for (let hop = 1; hop <= mostHops; hop++) {
      yield this.#progress(`looking for the router at hop ${hop}`);
      const outcome = yield* this.#send(floors[family(this.#target.address)], hop, signal, 1);
      if (outcome.type === 'passed') break;
      if (outcome.type !== 'time-exceeded' || !routers.delete(outcome.from)) continue;
      this.#report.drops = this.#report.drops.map((drop) =>
        drop.router === outcome.from ? { ...drop, hop } : drop,
      );
      if (routers.size === 0) break;
    }
  }

  /** A large packet that vanishes still comes to the routers before that: the last of them that answers it is told. */
  async *#findSilentHop(signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>, void> {
    const { mtu, drops } = this.#report;
    if (mtu === null) return;
    let last: Extract<WholeOutcome, { type: 'time-exceeded' | 'too-big' | 'unreachable' }> | undefined;
    let lastHop: number | null = null;
    for (let hop = 1; hop <= mostHops; hop++) {
      yield this.#progress(`looking how far ${mtu + 1} octets come: hop ${hop}`);
      const large = yield* this.#send(mtu + 1, hop, signal, 2);
      if (large.type === 'time-exceeded') {
        last = large;
        lastHop = hop;
        continue;
      }
      // A router that never answers is not the place: only where a small packet gets an answer, the large one is lost.
      const small = yield* this.#send(floors[family(this.#target.address)], hop, signal, 2);
      if (small.type === 'passed' || small.type === 'time-exceeded') break;
    }
    if (last === undefined) {
      this.#report.limits.push('No router answered a large packet: it may vanish on the first link already.');
    }
    drops.push({ router: last?.from ?? null, hop: lastHop, mtu, silent: true });
  }

  /** One packet, again where it is lost. */
  async *#send(
    size: number,
    hopLimit: number | null,
    signal: AbortSignal,
    attempts = tries,
  ): AsyncGenerator<ProbeStep<PathMtuItem>, WholeOutcome> {
    const { address, zone } = this.#target;
    const sizeBytes = size - this.#headers;
    let outcome: WholeOutcome = { type: 'lost' };
    for (let attempt = 0; attempt < attempts && outcome.type === 'lost'; attempt++) {
      const request = { address, zone, source: this.#source, sizeBytes, hopLimit, waitMs: this.#waitMs };
      outcome = await pingWhole(request, signal);
      this.#sent++;
      const from = 'from' in outcome ? outcome.from : null;
      const mtu = 'mtu' in outcome ? outcome.mtu : null;
      yield { type: 'item', items: [{ size, hopLimit, outcome: outcome.type, from, mtu }] };
    }
    return outcome;
  }

  #noAnswer(outcome: WholeOutcome): ToolError {
    const who = this.#target.text;
    if (outcome.type === 'unreachable') {
      // This computer itself says so where nobody on the link answers to the address.
      if (isOwnAddress(outcome.from)) {
        return new ToolError('unreachable', `nobody on the link answers to ${who}: is the host on?`);
      }
      const from = formatScoped({ address: outcome.from, zone: this.#target.zone ?? undefined });
      return new ToolError('unreachable', `${from} says that ${who} cannot be reached`);
    }
    return new ToolError(
      'unreachable',
      `${who} does not answer even small pings: the path MTU is found by what it answers`,
    );
  }

  #progress(doing: string): ProbeProgress {
    const elapsedMs = Date.now() - this.#startedAt;
    return { type: 'progress', doing, done: this.#sent, total: null, elapsedMs, remainingMs: null };
  }
}
