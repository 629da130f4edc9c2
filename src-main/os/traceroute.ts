import { family, tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { HopReply } from '../../src-core/path/ledger.ts';
import { targetArgument } from './ping-request.ts';
import type { TraceRequest } from './trace-request.ts';

/**
 * traceroute of Linux (also busybox) and macOS, one request to each hop: `traceroute -6 -n -q 1 -w 2 -m 30 2001:db8::1`.
 * UDP, as everybody may send it. A sample:
 *
 * traceroute to 2001:db8:4::2 (2001:db8:4::2), 30 hops max, 80 byte packets
 *  1  2001:db8:1::2  0.039 ms  0.009 ms
 *  2  *
 *  3  192.0.2.14  0.018 ms !N 192.0.2.15  0.020 ms *
 */
export function args(request: TraceRequest): string[] {
  const { address, source, maxHops, waitMs } = request;
  return [
    // macOS has a program for each family.
    ...(process.platform === 'darwin' ? [] : [family(address) === 6 ? '-6' : '-4']),
    '-n',
    '-q',
    '1',
    '-w',
    String(Math.ceil(waitMs / 1000)),
    '-m',
    String(maxHops),
    ...(source?.zone == null ? [] : ['-i', source.zone]),
    ...(source?.address == null ? [] : ['-s', source.address]),
    targetArgument(request),
  ];
}

export function command({ address }: TraceRequest): string {
  return process.platform === 'darwin' && family(address) === 6 ? 'traceroute6' : 'traceroute';
}

/** What one line tells; a line that begins with no number goes on with the hop of the one before. */
export function parse(line: string, before = 0): HopReply[] {
  const text = line.slice(0, 2_000);
  const given = /^ {0,3}(\d{1,3}) {1,2}(?=\S)/.exec(text);
  if (given === null && (before === 0 || !/^\s{3,}\S/.test(text))) return [];
  const hop = given === null ? before : Number(given[1]);
  const words = text
    .slice(given?.[0].length ?? 0)
    .trim()
    .split(/\s+/)
    .slice(0, 100);
  const replies: HopReply[] = [];
  let from: Address | undefined;
  for (const [index, word] of words.entries()) {
    if (word === '*') {
      replies.push({ hop, from: null, rttMs: null, note: null });
    } else if (/^\d{1,7}(\.\d{1,6})?$/.test(word) && words[index + 1] === 'ms' && from !== undefined) {
      const next = words[index + 2] ?? '';
      const note = next.startsWith('!') ? visibleText(next, 20) : null;
      replies.push({ hop, from, rttMs: Number(word), note });
    } else {
      from = tryParseAddress(word.replace(/^\((.*)\)$/, '$1').split('%', 1)[0] ?? '') ?? from;
    }
  }
  return replies;
}
