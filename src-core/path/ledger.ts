import type { Address } from '../net/address.ts';

/** What came back of one request with a certain hop limit. */
export interface HopReply {
  readonly hop: number;
  /** Who answered; null where nobody did. */
  readonly from: Address | null;
  /** Null where nobody answered, or the way of asking tells no time. */
  readonly rttMs: number | null;
  /** What the system adds: `!N`, `asymm 5`, `pmtu 1400`. */
  readonly note: string | null;
}

/** Figures of one hop over all rounds; times in milliseconds. */
export interface HopFigures {
  readonly hop: number;
  /** Who answered, the one that did so most often first: a path may split. */
  readonly addresses: readonly { readonly address: Address; readonly replies: number }[];
  readonly sent: number;
  readonly lost: number;
  readonly lastMs: number | null;
  readonly avgMs: number | null;
  readonly bestMs: number | null;
  readonly worstMs: number | null;
  /** Smoothed mean difference of successive round trips (RFC 3550 section 6.4.1). */
  readonly jitterMs: number | null;
  readonly notes: readonly string[];
}

/** More different routers at one distance are not told: a path splits in a few. */
const mostAddresses = 16;
const mostNotes = 8;

interface Hop {
  readonly addresses: Map<Address, number>;
  readonly notes: Set<string>;
  sent: number;
  replies: number;
  timed: number;
  sum: number;
  best: number;
  worst: number;
  last: number | null;
  jitter: number;
}

/** Keeps account of every hop of a path over repeated rounds. */
export class PathLedger {
  readonly #hops = new Map<number, Hop>();

  add(reply: HopReply): void {
    const hop = this.#hopAt(reply.hop);
    hop.sent++;
    if (reply.note !== null && hop.notes.size < mostNotes) hop.notes.add(reply.note);
    if (reply.from === null) return;
    hop.replies++;
    const known = hop.addresses.get(reply.from);
    if (known !== undefined || hop.addresses.size < mostAddresses) {
      hop.addresses.set(reply.from, (known ?? 0) + 1);
    }
    if (reply.rttMs === null) return;
    if (hop.last !== null) hop.jitter += (Math.abs(reply.rttMs - hop.last) - hop.jitter) / 16;
    hop.timed++;
    hop.sum += reply.rttMs;
    hop.best = Math.min(hop.best, reply.rttMs);
    hop.worst = Math.max(hop.worst, reply.rttMs);
    hop.last = reply.rttMs;
  }

  /**
   * The hops in order, without the silent ones behind the last that ever answered. The nearest hop at which the target
   * answered is the end: a host that limits its ICMP (RFC 4443 section 2.4) may answer a request of a farther hop only.
   */
  hops(target?: Address): HopFigures[] {
    const all = [...this.#hops].toSorted(([one], [other]) => one - other);
    const reached = target === undefined ? -1 : all.findIndex(([, { addresses }]) => addresses.has(target));
    const end = reached >= 0 ? reached : all.findLastIndex(([, { replies }]) => replies > 0);
    return all.slice(0, end + 1).map(([number, hop]) => ({
      hop: number,
      addresses: [...hop.addresses]
        .toSorted(([, one], [, other]) => other - one)
        .map(([address, replies]) => ({ address, replies })),
      sent: hop.sent,
      lost: hop.sent - hop.replies,
      lastMs: hop.last,
      avgMs: hop.timed === 0 ? null : hop.sum / hop.timed,
      bestMs: hop.timed === 0 ? null : hop.best,
      worstMs: hop.timed === 0 ? null : hop.worst,
      jitterMs: hop.timed < 2 ? null : hop.jitter,
      notes: [...hop.notes],
    }));
  }

  #hopAt(number: number): Hop {
    const known = this.#hops.get(number);
    if (known !== undefined) return known;
    const hop: Hop = {
      addresses: new Map(),
      notes: new Set(),
      sent: 0,
      replies: 0,
      timed: 0,
      sum: 0,
      best: Infinity,
      worst: -Infinity,
      last: null,
      jitter: 0,
    };
    this.#hops.set(number, hop);
    return hop;
  }
}
