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

/** What one line tells of a hop. The first hop is asked twice, and both lines stand. */
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
