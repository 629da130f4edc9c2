import { outcome, type LaneHost, type Outcome } from './lane-messages.ts';
import { Pace } from './pace.ts';

/** Tries of a port that does not answer, the first among them. */
const tries = 3;
/** Where so many do not answer, each has one try less: they are dropped by a rule, not lost one by one. */
const manySilent = 5_000;
/** Where packets to this host get lost: so many that an open port is passed over less often than this. */
const mostMissed = 1 / 10_000;
const triesWhenLossy = { least: 4, most: 6 };
/** Loss was noticed, but no rate can be told yet. */
const usualLoss = 0.05;
/** So many connections fail by the neighbour's absence, and the host is given up. */
const absentAfter = 2;
/** The system looks for a neighbour for three seconds before it says that there is none (RFC 4861 section 10). */
const searchMs = 3_200;
const absenceMs = 4_000;
/** Looks at an open port make a service log: after the first few no more than one a second. */
const quickChecks = 8;
const rareCheckMs = 1_000;
/**
 * Few ports that keep silent are waited for in the last round until the system has sent its own second SYN, after a
 * second (RFC 6298 section 2): an ICMP error that comes back before the first has left the call, from a container or
 * another guest of this computer, is no more than a note to it.
 */
const fewSilent = 16;
const secondSynMs = 1_250;
/** A host that has told nothing is sent no more than so many a second. */
const mostUnheard = 256;
/** Sent alone before all others, so that the round trip of an idle link is known; and how long that is waited for. */
const firstAlone = 2;
const aloneMs = 30;

/** A connection to make: the place of the port in the list, or a look at one that is known to answer. */
export interface Attempt {
  readonly place: number;
  readonly round: number;
  readonly check: boolean;
}

/**
 * What is still to be asked of one host. Ports that do not answer are asked again in the next round, when all others
 * have been: what is lost is mostly lost together.
 */
export class HostQueue {
  readonly host: LaneHost;
  readonly pace: Pace;
  inFlight = 0;
  heardAt = 0;
  checkedAt = 0;
  /** Something that can be asked again to learn whether packets get through: a closed port, else an open one. */
  known: { place: number; outcome: Outcome } | null = null;
  #round = 0;
  #now: number[];
  #next = 0;
  #silent: number[] = [];
  #again: Attempt[] = [];
  #lossy = false;
  #absent = 0;
  #opened = false;
  #checks = 0;
  #firstAskedAt: number | null = null;
  #doubted = false;
  #patient = false;
  #widenedAt = performance.now();
  givenUp = false;

  constructor(host: LaneHost, ports: number, startWindow: number) {
    this.host = host;
    this.#now = [];
    for (let place = host.offset; place < ports; place += host.stride) this.#now.push(place);
    this.pace = new Pace({ start: startWindow, least: Math.min(16, startWindow), most: 512 });
  }

  /** True where nothing is left to ask or to wait for; begins the next round where there is one. */
  isEnded(): boolean {
    return this.inFlight === 0 && !this.#more();
  }

  get heard(): boolean {
    return this.pace.leastMs !== null;
  }

  /** The next connection to make now, or undefined. */
  take(): Attempt | undefined {
    const window = this.#opened ? this.pace.window : firstAlone;
    if (this.inFlight >= window || !this.#more()) return undefined;
    const again = this.#again.pop();
    if (again !== undefined) return again;
    const place = this.#now[this.#next];
    if (place === undefined) return undefined;
    this.#next++;
    this.#firstAskedAt ??= performance.now();
    return { place, round: this.#round, check: false };
  }

  /** A look at the known port, where the host has been silent for a while although it was asked. */
  check(nowMs: number): Attempt | undefined {
    if (this.known === null || this.inFlight === 0) return undefined;
    const often = this.known.outcome === outcome.refused || this.#checks < quickChecks;
    const everyMs = Math.max(often ? 40 : rareCheckMs, 2 * (this.pace.smoothMs ?? 0));
    if (nowMs - this.heardAt < everyMs || nowMs - this.checkedAt < everyMs) return undefined;
    this.checkedAt = nowMs;
    this.#checks++;
    return { place: this.known.place, round: 0, check: true };
  }

  /** How long to wait for a connection that was made now. Later rounds wait longer, for a host that is slow to answer. */
  patienceMs(attempt: Attempt): number {
    const { timeoutMs } = this.pace;
    // The first ones to a host that may not be there wait until the system says so.
    if (!this.heard && attempt.place < this.host.offset + absentAfter * this.host.stride) return absenceMs;
    if (attempt.round === 0) return timeoutMs;
    return Math.max(this.#patient ? secondSynMs : 0, Math.min(4_000, timeoutMs * 1.5));
  }

  /**
   * An answer of the host itself, or of a router about it.
   * @param isLoss whether it says that an earlier try was lost on the way
   */
  answered(attempt: Attempt, result: Outcome, rttMs: number, nowMs: number, isLoss: boolean): void {
    this.heardAt = nowMs;
    this.#opened = true;
    // A check speaks for all that were sent with it and are dropped by the host's own rule.
    this.pace.answered(rttMs, attempt.check ? this.pace.window : 1);
    if (isLoss) this.#loss(nowMs);
    if (this.known === null || (this.known.outcome !== outcome.refused && result === outcome.refused))
      this.known = { place: attempt.place, outcome: result };
  }

  /** Nothing came in time. */
  silent(attempt: Attempt, nowMs: number): void {
    if (attempt.check) this.#loss(nowMs);
    else this.#silent.push(attempt.place);
  }

  /** It could not be sent for want of something on this computer: it is as if it had not been tried. */
  putBack(attempt: Attempt): void {
    if (!attempt.check) this.#again.push(attempt);
  }

  /** The system found no such neighbour. @returns true where the host is given up for it */
  absent(): boolean {
    this.#absent++;
    if (this.heard || this.#absent < absentAfter) return false;
    return (this.givenUp = true);
  }

  /** True once, when the system must have ended its search for a neighbour that has told nothing. */
  isDoubtful(nowMs: number): boolean {
    if (this.heard || this.#doubted || this.#firstAskedAt === null) return false;
    return (this.#doubted = nowMs - this.#firstAskedAt >= searchMs);
  }

  /** A host that tells nothing at all is asked a little more at once as time goes by. */
  widen(nowMs: number): void {
    if (nowMs - this.#widenedAt >= aloneMs) this.#opened = true;
    if (this.heard || nowMs - this.#widenedAt < 100) return;
    this.#widenedAt = nowMs;
    if (this.inFlight >= this.pace.window) this.pace.widen(16, mostUnheard);
  }

  /** The places that were never answered, once the host has ended. */
  get unanswered(): readonly number[] {
    return this.#silent;
  }

  /** The places that were not asked in the end. */
  *left(): Generator<number> {
    for (const { place } of this.#again) yield place;
    for (let index = this.#next; index < this.#now.length; index++) yield this.#now[index] ?? 0;
  }

  #loss(nowMs: number): void {
    this.#lossy = true;
    this.pace.lost(nowMs);
  }

  #more(): boolean {
    if (this.givenUp) return false;
    if (this.#again.length > 0 || this.#next < this.#now.length) return true;
    if (this.inFlight > 0 || this.#silent.length === 0) return false;
    if (this.#round + 1 >= this.#tries()) return false;
    this.#round++;
    this.#now = this.#silent;
    this.#patient = this.#now.length <= fewSilent && this.#round + 1 >= this.#tries();
    this.#silent = [];
    this.#next = 0;
    return true;
  }

  #tries(): number {
    if (!this.#lossy) return this.#silent.length > manySilent ? tries - 1 : tries;
    const rate = Math.min(0.5, Math.max(usualLoss, this.pace.lossRate));
    const wanted = Math.ceil(Math.log(mostMissed) / Math.log(rate));
    return Math.min(triesWhenLossy.most, Math.max(triesWhenLossy.least, wanted));
  }
}
