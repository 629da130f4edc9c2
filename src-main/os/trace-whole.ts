import { ToolError } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { findCommand } from './find-command.ts';
import type { WholeOutcome } from './ping-whole.ts';
import { stream } from './stream.ts';
import type { TraceRequest } from './trace-request.ts';
import * as traceroute from './traceroute.ts';

/** The largest packet that traceroute sends. */
export const largestTrace = 65_000;

/** Whether traceWhole() can be asked here: the traceroute of other systems tells no sizes. */
export function canTraceWhole(): boolean {
  return process.platform === 'linux' && findCommand('traceroute') !== undefined;
}

/**
 * Sends packets of a size that must not be cut, over UDP, and tells what became of them. Unlike ping it reaches hosts
 * that answer no ping, and pays no heed to what the kernel remembers of the path (IP_PMTUDISC_PROBE, ip(7)). Linux,
 * `traceroute -4 -F -n -q 1 -w 1 -m 32 192.0.2.18 1500`, of a path and of a link that carry less:
 *
 *  2  192.0.2.10  0.018 ms              1  *  0.152 ms !F-1500
 *  3  192.0.2.10  0.008 ms !F-1400
 *
 * @param size octets of a whole packet
 * @throws ToolError `missing-command`, `internal`; the signal's reason where aborted
 */
export async function traceWhole(
  request: TraceRequest,
  size: number,
  signal: AbortSignal,
): Promise<WholeOutcome> {
  const args = ['-F', ...traceroute.args(request), String(size)];
  // Sixteen hops are asked at once; each group may wait its time.
  const timeoutMs = (Math.ceil(request.maxHops / 16) + 2) * Math.max(request.waitMs, 1_000) + 15_000;
  for await (const item of stream('traceroute', args, { signal, timeoutMs })) {
    if (item.type === 'line') {
      const outcome = outcomeOf(item.text, request);
      if (outcome !== undefined) return outcome;
    } else if (item.code !== 0) {
      const detail = visibleText(item.stderr.trim(), 500);
      throw new ToolError('internal', `traceroute cannot send packets of ${size} octets`, detail);
    }
  }
  return { type: 'lost' };
}

/** What one line tells of the packets as a whole; undefined where it tells of a router that passed one on. */
export function outcomeOf(
  line: string,
  { address }: Pick<TraceRequest, 'address'>,
): WholeOutcome | undefined {
  const local = /^ {0,2}1 {2}\* .{0,20}!F-(\d{2,5})\b/.exec(line)?.[1];
  if (local !== undefined) return { type: 'local', mtu: Number(local) };
  for (const { from, note } of traceroute.parse(line, 1)) {
    if (from === null) continue;
    const mtu = /^!F-(\d{2,5})$/.exec(note ?? '')?.[1];
    if (mtu !== undefined) return { type: 'too-big', from, mtu: Number(mtu) };
    // Whatever the target says of it, it came through.
    if (from === address) return { type: 'passed' };
    if (note !== null) return { type: 'unreachable', from, mtu: null };
  }
  return undefined;
}
