import { ToolError } from '../../../src-core/api/errors.ts';
import type { PathMtuItem, PathMtuOptions, PathMtuReport } from '../../../src-core/api/path-mtu.ts';
import type { ProbeProgress } from '../../../src-core/api/probe-events.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { family, type Address } from '../../../src-core/net/address.ts';
import { formatScoped, parseZone } from '../../../src-core/net/zone.ts';
import { mtuCauses } from '../../../src-core/path-mtu/causes.ts';
import { isOwnAddress } from '../../os/interface-presence.ts';
import { rememberedMtu } from '../../os/ip-route-get.ts';
import { pingWhole, type WholeOutcome } from '../../os/ping-whole.ts';
import type { TraceRequest } from '../../os/trace-request.ts';
import { canTraceWhole, largestTrace, traceWhole } from '../../os/trace-whole.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { readSource, resolveFrom, type ProbeSource } from '../targets.ts';

/** A packet that does not come back is sent so often before it counts as vanished: links lose some by chance. */
const tries = 3;
/** The largest packet that ping can send: 65,507 octets and its headers. */
const largestEcho = 65_507;
/** The least that every path carries: RFC 8200 section 5, and RFC 791 for what must be passed on whole. */
const floors = { 4: 68, 6: 1280 } as const;
const mostHops = 32;
/** Behind so many hops without any answer there is none to be hoped for. */
const mostMute = 4;

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

/**
 * What is link-local is one hop away (RFC 4291 section 2.5.6), and that nobody has such an address is known after three
 * seconds (RFC 4861 section 10).
 */
function traceLimits(zone: string | null, waitMs: number): Pick<TraceRequest, 'maxHops' | 'waitMs'> {
  return zone === null ? { maxHops: mostHops, waitMs } : { maxHops: 1, waitMs: 4_000 };
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
  /** How packets are sent to the target itself; routers are asked with ping all the same. */
  #sender: 'ping' | 'traceroute' = 'ping';

  constructor(target: ProbeTarget, source: ProbeSource | null, waitMs: number) {
    this.#target = target;
    this.#source = source;
    this.#waitMs = waitMs;
    this.#headers = family(target.address) === 6 ? 48 : 28;
    this.title = `path MTU to ${target.text}`;
    const none = { firstMtu: null, mtu: null, blackHole: false };
    const link = target.zone ?? source?.zone ?? null;
    const zone = link === null ? null : parseZone(link);
    this.#report = { target, zone, ...none, drops: [], causes: [], limits: [] };
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>> {
    this.#startedAt = Date.now();
    yield this.#progress('asking whether it answers at all');
    const floor = floors[family(this.#target.address)];
    const first = yield* this.#send(floor, null, signal);
    if (first.type !== 'passed') {
      const traced = first.type === 'lost' ? yield* this.#trace(floor, signal) : first;
      if (traced.type !== 'passed') throw this.#noAnswer(traced);
      this.#report.limits.push(`${this.#target.text} answers no ping: it was asked with traceroute.`);
    }
    yield* this.#search(floor, signal);
    yield* this.#lookPastMemory(floor, signal);
    if (this.#report.blackHole) yield* this.#findSilentHop(signal);
    else yield* this.#findHops(signal);
    if (this.#report.mtu !== null) {
      this.#report.causes = mtuCauses(this.#report.mtu, family(this.#target.address));
    }
    yield this.#progress('done');
  }

  summary(): PathMtuReport {
    return { ...this.#report, drops: [...this.#report.drops] };
  }

  /** Asks with traceroute; where the target answers to that, it is asked so from then on. */
  async *#trace(floor: number, signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>, WholeOutcome> {
    if (!canTraceWhole()) return { type: 'lost' };
    yield this.#progress('asking with traceroute');
    this.#sender = 'traceroute';
    const outcome = yield* this.#send(floor, null, signal, 1);
    if (outcome.type !== 'passed') this.#sender = 'ping';
    return outcome;
  }

  /**
   * For ten minutes the kernel sends nothing larger than what a router said to fit: what ping finds then is what is
   * remembered, and neither where that was nor whether it is still so.
   */
  async *#lookPastMemory(floor: number, signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>, void> {
    const { mtu, firstMtu, drops, blackHole } = this.#report;
    if (this.#sender !== 'ping' || mtu === null || firstMtu !== mtu || drops.length > 0 || blackHole) return;
    if (process.platform !== 'linux') return;
    const { address, zone } = this.#target;
    const remembered = await rememberedMtu({ address, zone, source: this.#source }, signal).catch(
      (error: unknown) => {
        if (!(error instanceof ToolError)) throw error;
        this.#report.limits.push(`Whether this computer remembers the path from earlier: ${error.message}`);
        return null;
      },
    );
    if (remembered !== mtu) return;
    this.#report.firstMtu = null;
    const { type } = yield* this.#trace(floor, signal);
    if (type !== 'passed') {
      this.#report.limits.push(
        `This computer was told earlier that no more than ${mtu} octets fit, and sends no larger packets there for ten minutes: where it becomes smaller was not found out.`,
      );
      return;
    }
    yield* this.#search(floor, signal);
    if (this.#report.mtu !== null && this.#report.mtu > remembered) {
      this.#report.limits.push(
        `This computer was told earlier that no more than ${mtu} octets fit, and sends no larger packets there for ten minutes.`,
      );
    }
  }

  /** Goes down as far as routers say, and halves what is left where large packets vanish without a word. */
  async *#search(floor: number, signal: AbortSignal): AsyncGenerator<ProbeStep<PathMtuItem>, void> {
    let passes = floor;
    let size = this.#sender === 'ping' ? largestEcho + this.#headers : largestTrace;
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
    const mute: number[] = [];
    for (let hop = 1; hop <= mostHops; hop++) {
      yield this.#progress(`looking how far ${mtu + 1} octets come: hop ${hop}`);
      const large = yield* this.#send(mtu + 1, hop, signal, 2);
      if (large.type === 'time-exceeded') {
        last = large;
        lastHop = hop;
        mute.length = 0;
        continue;
      }
      // A router that never answers is not the place: only where a small packet gets an answer, the large one is lost.
      const small = yield* this.#send(floors[family(this.#target.address)], hop, signal, 2);
      if (small.type === 'passed' || small.type === 'time-exceeded') break;
      mute.push(hop);
      // The target itself says nothing to ping.
      if (this.#sender === 'traceroute' && mute.length === mostMute) break;
    }
    if (this.#sender === 'ping' && mute.length > 0 && mute.length < mostHops) {
      const which = mute.length === 1 ? `hop ${mute[0]} does` : `hops ${mute[0]} to ${mute.at(-1)} do`;
      this.#report.limits.push(`The routers at ${which} not answer: it may be behind any of them.`);
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
    const request = { address, zone, source: this.#source, waitMs: this.#waitMs };
    for (let attempt = 0; attempt < attempts && outcome.type === 'lost'; attempt++) {
      outcome =
        hopLimit === null && this.#sender === 'traceroute'
          ? await traceWhole({ ...request, ...traceLimits(zone, this.#waitMs) }, size, signal)
          : await pingWhole({ ...request, sizeBytes, hopLimit }, signal);
      this.#sent++;
      const from = 'from' in outcome ? outcome.from : null;
      const mtu = 'mtu' in outcome ? outcome.mtu : null;
      yield { type: 'item', items: [{ size, hopLimit, outcome: outcome.type, from, mtu }] };
    }
    return outcome;
  }

  #noAnswer(outcome: WholeOutcome): ToolError {
    const who = this.#target.text;
    const scoped = (address: Address) => formatScoped({ address, zone: this.#report.zone ?? undefined });
    if (outcome.type === 'time-exceeded') {
      const message = `packets to ${who} go round in a circle: ${scoped(outcome.from)} says that they have passed too many routers`;
      return new ToolError('unreachable', message);
    }
    if (outcome.type === 'unreachable') {
      // This computer itself says so where nobody on the link answers to the address.
      if (isOwnAddress(outcome.from)) {
        return new ToolError('unreachable', `nobody on the link answers to ${who}: is the host on?`);
      }
      return new ToolError('unreachable', `${scoped(outcome.from)} says that ${who} cannot be reached`);
    }
    const how = canTraceWhole() ? 'neither ping nor traceroute' : 'no ping, and traceroute is not installed';
    return new ToolError('unreachable', `${who} answers ${how}: the path MTU is found by what it answers`);
  }

  #progress(doing: string): ProbeProgress {
    const elapsedMs = Date.now() - this.#startedAt;
    return { type: 'progress', doing, done: this.#sent, total: null, elapsedMs, remainingMs: null };
  }
}
