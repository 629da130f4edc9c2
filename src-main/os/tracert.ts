import { family, tryParseAddress } from '../../src-core/net/address.ts';
import type { HopReply } from '../../src-core/path/ledger.ts';
import { targetArgument } from './ping-request.ts';
import type { TraceRequest } from './trace-request.ts';

/**
 * Windows: `tracert -d -h 30 -w 2000 -6 2001:db8::1`, three requests to each hop, in the language of the system:
 *
 *   1    <1 ms     1 ms    <1 ms  192.0.2.1
 *   2     *        *        *     Zeitüberschreitung der Anforderung.
 *   3     *       12 ms    11 ms  2001:db8::9
 *   4  192.0.2.9  meldet: Zielhost nicht erreichbar.
 */
export function args(request: TraceRequest): string[] {
  const { address, source, maxHops, waitMs } = request;
  const six = family(address) === 6;
  return [
    '-d',
    '-h',
    String(maxHops),
    '-w',
    String(waitMs),
    six ? '-6' : '-4',
    // -S is for IPv6 only.
    ...(six && source?.address != null ? ['-S', source.address] : []),
    targetArgument(request),
  ];
}

/** `ms`, or what stands for it in the language and the code page of the system. */
function isUnit(word: string | undefined): boolean {
  return word !== undefined && /^[^\d\s*<.:]{1,8}$/.test(word);
}

/** What one line tells: a reply or none for each of the three requests. The words of the system are not read. */
export function parse(line: string): HopReply[] {
  const text = line.slice(0, 500);
  const [head, number] = /^ {0,3}(\d{1,3}) +/.exec(text) ?? [];
  if (head === undefined) return [];
  const hop = Number(number);
  const words = text.slice(head.length).trim().split(/\s+/);
  const from = words
    .map((word) => tryParseAddress(word.split('%', 1)[0] ?? ''))
    .find((each) => each !== undefined);
  const replies: HopReply[] = [];
  for (const [index, word] of words.entries()) {
    if (replies.length === 3) break;
    const ms = /^<?(\d{1,6})$/.exec(word)?.[1];
    if (word === '*') replies.push({ hop, from: null, rttMs: null, note: null });
    else if (ms !== undefined && from !== undefined && isUnit(words[index + 1])) {
      replies.push({ hop, from, rttMs: word.startsWith('<') ? 0 : Number(ms), note: null });
    } else break;
    // The unit is a word of its own.
    if (ms !== undefined) words.splice(index + 1, 1);
  }
  if (replies.length === 0 && from !== undefined && words[0] !== undefined) {
    // A router reports that it knows no way on; how it says so is in the language of the system.
    replies.push({ hop, from, rttMs: null, note: 'unreachable' });
  }
  return replies;
}
