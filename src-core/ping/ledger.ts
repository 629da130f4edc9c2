import type { Address } from '../net/address.ts';
import type { Outage, OutageLog } from './outage-log.ts';
import { leastLost, OutageFinder } from './outages.ts';
import { PingSeries } from './series.ts';
import { PingStatistics, type PingFigures } from './statistics.ts';

/** What the system's ping told of one request. Sequence numbers are those that it prints, of 16 bits. */
export type EchoLine =
  | {
      readonly type: 'reply';
      readonly sequence: number;
      readonly from: Address;
      /** Null where the packet is too short to carry a time. */
      readonly rttMs: number | null;
      /** The hop limit with which the reply arrived; null where the system does not tell. */
      readonly ttl: number | null;
      readonly duplicate: boolean;
      /** When it came, UTC milliseconds. */
      readonly at: number;
    }
  /** The next request is sent now, and this one has no reply yet. */
  | { readonly type: 'waiting'; readonly sequence: number; readonly at: number }
  /** The system has given this request up. */
  | { readonly type: 'lost'; readonly sequence: number; readonly at: number }
  | EchoError;

/** An ICMP error that came in place of a reply. */
export interface EchoError {
  readonly type: 'error';
  readonly sequence: number | null;
  /** Who said so. */
  readonly from: Address;
  readonly reason: 'unreachable' | 'time-exceeded' | 'too-big' | 'other';
  /** What the system calls it. */
  readonly message: string;
  /** The size that would fit, where it is told. */
  readonly mtu: number | null;
  readonly at: number;
}

/** Something that has become known of one request; times are when the request was sent, UTC milliseconds. */
export interface PingOutcome {
  /**
   * `down` and `up` tell of an outage of at least two requests: `down` names the first that was lost, `up` the first
   * that was answered again.
   */
  readonly kind: 'reply' | 'lost' | 'duplicate' | 'late' | 'error' | 'down' | 'up';
  /** Counted from 1 over the whole run, without the wrap at 65,536 of what is on the wire. */
  readonly sequence: number;
  readonly at: number;
  readonly rttMs: number | null;
  readonly ttl: number | null;
  /** Who answered, where it is not the target itself, or who sent the error. */
  readonly from: Address | null;
  readonly message: string | null;
}

/** What ping has printed is read later, more so where this computer is busy: so long nothing is given up for that. */
const readingMs = 500;
/** Beyond all waiting, nothing is sent for so long only while ping or the whole computer sleeps. */
const pauseMs = 5_000;
/** A jump in the numbers that is larger is no loss but nonsense. */
const largestGap = 20_000;

/** Keeps account of one target: which request was sent when, what came of it, figures, outages, and what to draw. */
export class PingLedger {
  readonly series: PingSeries;
  readonly #statistics = new PingStatistics();
  readonly #outages: OutageFinder;
  readonly #intervalMs: number;
  readonly #waitMs: number;
  /** Requests without an outcome, in the order in which they were sent. */
  readonly #open = new Set<number>();
  /** What has to be added to a printed number. */
  #offset: number;
  #highest = 0;
  #highestAnswered = 0;
  /** The next request whose outcome the outages wait for. */
  #next = 1;
  #downAt: { sequence: number; at: number } | undefined;
  #told = false;

  /**
   * @param firstSequence the number that ping prints first
   * @param waitMs a request without a reply for so long is lost
   * @param targets how many ledgers share the memory
   * @param target the place of this one among them
   * @param log where the outages of all of them go
   */
  constructor(options: {
    readonly intervalMs: number;
    readonly waitMs: number;
    readonly firstSequence: number;
    readonly targets: number;
    readonly target: number;
    readonly log: OutageLog;
  }) {
    this.#intervalMs = options.intervalMs;
    this.#waitMs = options.waitMs;
    this.#offset = 1 - options.firstSequence;
    this.#outages = new OutageFinder(options.target, options.log);
    this.series = new PingSeries(options);
  }

  /** Takes what ping printed, and gives what has become known by it. */
  take(line: EchoLine): PingOutcome[] {
    const found: PingOutcome[] = [];
    if (line.type === 'error') this.#takeError(line, found);
    else {
      const sequence = this.#unwrap(line.sequence);
      if (sequence < 1 || sequence > this.#highest + largestGap) return found;
      if (line.type === 'reply') this.#takeReply(sequence, line, found);
      else if (line.type === 'waiting') this.#sent(sequence + 1, line.at);
      else {
        this.#sent(sequence, line.at - this.#intervalMs);
        this.#lose(sequence, found);
      }
    }
    this.#advance(found);
    return found;
  }

  /** Gives up what has waited too long and has not come to be read either. To be called now and then. */
  tick(now: number): PingOutcome[] {
    const found: PingOutcome[] = [];
    for (const sequence of this.#open) {
      if ((this.series.sentAt(sequence) ?? 0) + this.#waitMs + readingMs > now) break;
      this.#lose(sequence, found);
    }
    this.#advance(found);
    return found;
  }

  /**
   * ping has ended by itself after so many requests and has waited for their replies: what is open is lost.
   * @param count how many it was to send; null where that is not known
   */
  ended(count: number | null, now: number): PingOutcome[] {
    if (count !== null && count - this.#highest <= largestGap)
      this.#sent(count, Math.min(now, this.#expected(count)));
    return this.tick(Infinity);
  }

  /** ping could not run for a while and is started again: what it should have sent in between is lost. */
  restarted(firstSequence: number, now: number): PingOutcome[] {
    const last = this.series.sentAt(this.#highest);
    if (last !== undefined) {
      const missed = Math.min(largestGap, Math.floor((now - last) / this.#intervalMs));
      if (missed > 0) this.#sent(this.#highest + missed, now);
    }
    this.#offset = this.#highest + 1 - firstSequence;
    return this.tick(Infinity);
  }

  figures(): PingFigures {
    return this.#statistics.figures();
  }

  /** The outage that lasts; those that are over are in the log. */
  get openOutage(): Outage | undefined {
    return this.#outages.open;
  }

  /** How many outages there were so far, with the one that lasts. */
  get outages(): number {
    return this.#outages.count;
  }

  /** Requests sent so far, with those that have no outcome yet. */
  get sent(): number {
    return this.#highest;
  }

  /** A printed number has 16 bits: it means the one nearest to the newest. */
  #unwrap(printed: number): number {
    const near = printed + this.#offset;
    return near + Math.round((this.#highest - near) / 65_536) * 65_536;
  }

  #expected(sequence: number): number {
    const last = this.series.sentAt(this.#highest);
    return last === undefined ? Infinity : last + (sequence - this.#highest) * this.#intervalMs;
  }

  /** Notes that this request was sent, and those before it that nothing was told of, at equal distances. */
  #sent(sequence: number, at: number): void {
    const before = this.#highest;
    if (sequence <= before) return;
    const lastAt = this.series.sentAt(before);
    const steps = sequence - before;
    const step = lastAt === undefined ? this.#intervalMs : Math.max(0, (at - lastAt) / steps);
    for (let each = before + 1; each <= sequence; each++) {
      this.series.sent(each, at - (sequence - each) * step);
      this.#open.add(each);
    }
    this.#highest = sequence;
  }

  #takeReply(sequence: number, line: Extract<EchoLine, { type: 'reply' }>, found: PingOutcome[]): void {
    const { from, ttl, rttMs, at } = line;
    this.#sent(sequence, at - (rttMs ?? 0));
    const sentAt = this.series.sentAt(sequence) ?? at;
    const outcome = { sequence, at: sentAt, rttMs, ttl, from, message: null };
    // By what ping measured, not by when it was read.
    if ((rttMs ?? 0) > this.#waitMs) this.#lose(sequence, found);
    if (this.#open.delete(sequence)) {
      const outOfOrder = sequence < this.#highestAnswered;
      this.#highestAnswered = Math.max(this.#highestAnswered, sequence);
      this.#statistics.received(rttMs ?? 0, outOfOrder);
      this.series.settle(sequence, rttMs ?? 0);
      found.push({ kind: 'reply', ...outcome });
    } else if (line.duplicate || this.series.outcome(sequence) === 'answered') {
      this.#statistics.duplicate();
      found.push({ kind: 'duplicate', ...outcome });
    } else {
      this.#statistics.late();
      found.push({ kind: 'late', ...outcome });
    }
  }

  #takeError(line: EchoError, found: PingOutcome[]): void {
    const sequence = line.sequence === null ? this.#highest : this.#unwrap(line.sequence);
    if (sequence > this.#highest + largestGap || sequence < 0) return;
    if (line.sequence !== null) this.#sent(sequence, Math.min(line.at, this.#expected(sequence)));
    this.#statistics.error();
    const at = this.series.sentAt(sequence) ?? line.at;
    found.push({
      kind: 'error',
      sequence,
      at,
      rttMs: null,
      ttl: null,
      from: line.from,
      message: line.message,
    });
    if (line.sequence !== null) this.#lose(sequence, found);
  }

  #lose(sequence: number, found: PingOutcome[]): void {
    if (!this.#open.delete(sequence)) return;
    this.#statistics.lost();
    this.series.settle(sequence, null);
    const at = this.series.sentAt(sequence) ?? 0;
    found.push({ kind: 'lost', sequence, at, rttMs: null, ttl: null, from: null, message: null });
  }

  /** Takes the outcomes into the outages in the order of sending, as far as they are known without a hole. */
  #advance(found: PingOutcome[]): void {
    for (; this.#next <= this.#highest && !this.#open.has(this.#next); this.#next++) {
      const sequence = this.#next;
      const at = this.series.sentAt(sequence) ?? 0;
      const before = this.series.sentAt(sequence - 1) ?? at;
      // What was down before a sleep is not known to have been down while nobody asked.
      if (at - before > 3 * this.#intervalMs + this.#waitMs + pauseMs)
        this.#outages.answered(before + this.#intervalMs);
      const rest = { rttMs: null, ttl: null, from: null, message: null };
      if (this.series.outcome(sequence) === 'answered') {
        this.#outages.answered(at);
        if (this.#told) found.push({ kind: 'up', sequence, at, ...rest });
        this.#downAt = undefined;
        this.#told = false;
        continue;
      }
      this.#downAt ??= { sequence, at };
      if (this.#outages.lost(at) < leastLost || this.#told) continue;
      this.#told = true;
      found.push({ kind: 'down', ...this.#downAt, ...rest });
    }
  }
}
