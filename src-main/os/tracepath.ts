import { family, tryParseAddress } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { HopReply } from '../../src-core/path/ledger.ts';
import { targetArgument } from './ping-request.ts';
import type { TraceRequest } from './trace-request.ts';

/**
 * Linux, iputils: `tracepath -6 -n -m 30 2001:db8::1`. It asks without any rights, and tells where packets become
 * smaller. A sample:
 *
 *  1?: [LOCALHOST]                        0.020ms pmtu 1500
 *  1:  2001:db8:1::2                                         0.053ms
 *  2:  2001:db8:2::2                                         0.023ms pmtu 1400
 *  3:  no reply
 *  4:  2001:db8:4::2                                         0.023ms reached
 *      Resume: pmtu 1400 hops 4 back 4
 */
export function args(request: TraceRequest): string[] {
  const { address, maxHops } = request;
  return [family(address) === 6 ? '-6' : '-4', '-n', '-m', String(maxHops), targetArgument(request)];
}

/** What one line tells of a hop. */
export function parse(line: string): HopReply | undefined {
  const [, number, rest = ''] = /^ {0,2}(\d{1,3}): {1,2}(.*)$/.exec(line.slice(0, 500)) ?? [];
  if (number === undefined) return undefined;
  const hop = Number(number);
  if (rest.startsWith('no reply')) return { hop, from: null, rttMs: null, note: null };
  const words = rest.trim().split(/\s+/);
  const from = tryParseAddress((words[0] ?? '').split('%', 1)[0] ?? '');
  const rtt = /^(\d{1,7}(?:\.\d{1,6})?)ms$/.exec(words[1] ?? '')?.[1];
  if (from === undefined || rtt === undefined) return undefined;
  const note = visibleText(
    words
      .slice(2)
      .filter((word) => word !== 'reached')
      .join(' '),
    60,
  );
  return { hop, from, rttMs: Number(rtt), note: note === '' ? null : note };
}

/** The lines of one run: the first hop is asked twice, and a hop that had "no reply" may answer late. */
export class Replies {
  readonly #answered = new Set<number>();
  /** Without an answer so far. */
  #silent: HopReply | undefined;
  #highest = 0;

  /** @returns what is certain by now, in the order of the hops */
  take(line: string): HopReply[] {
    const reply = parse(line);
    if (reply === undefined || this.#answered.has(reply.hop)) return [];
    const late = reply.hop <= this.#highest;
    if (late && (reply.from === null || this.#silent?.hop !== reply.hop)) return [];
    this.#highest = reply.hop;
    const before = late ? [] : this.end();
    this.#silent = undefined;
    if (reply.from === null) {
      this.#silent = reply;
      return before;
    }
    this.#answered.add(reply.hop);
    return [...before, reply];
  }

  /** The hop without an answer that came last, if there is one. */
  end(): HopReply[] {
    return this.#silent === undefined ? [] : [this.#silent];
  }
}
