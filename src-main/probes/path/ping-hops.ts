import { ToolError } from '../../../src-core/api/errors.ts';
import type { HopReply } from '../../../src-core/path/ledger.ts';
import { pingHost } from '../../os/ping-host.ts';
import type { TraceRequest } from '../../os/trace-route.ts';

/** So many distances are asked at once: most paths are known after one or two of such groups. */
const together = 8;

/**
 * Asks the hops of a path with ping alone, where the system has no program for it: each request may pass one router
 * more than the one before. It tells no round trips of routers, only that of the target.
 * @throws ToolError as pingHost()
 */
export async function* pingHops(request: TraceRequest, signal: AbortSignal): AsyncGenerator<HopReply> {
  for (let first = 1; first <= request.maxHops; first += together) {
    const hops = Array.from(
      { length: Math.min(together, request.maxHops - first + 1) },
      (_, index) => first + index,
    );
    const replies = await Promise.all(hops.map((hop) => askHop(hop, request, signal)));
    for (const { reply, end } of replies) {
      yield reply;
      if (end) return;
    }
  }
}

async function askHop(
  hop: number,
  { address, zone, source, waitMs }: TraceRequest,
  signal: AbortSignal,
): Promise<{ reply: HopReply; end: boolean }> {
  const request = {
    address,
    zone,
    source,
    waitMs,
    sizeBytes: 56,
    intervalMs: 1_000,
    hopLimit: hop,
    count: 1,
    whole: false,
  };
  try {
    for await (const line of pingHost(request, signal)) {
      if (line.type === 'reply') {
        return { reply: { hop, from: line.from, rttMs: line.rttMs, note: null }, end: true };
      }
      if (line.type !== 'error') continue;
      const passing = line.reason === 'time-exceeded' || line.reason === 'other';
      const note = line.reason === 'time-exceeded' ? null : line.message;
      return { reply: { hop, from: line.from, rttMs: null, note }, end: !passing };
    }
  } catch (error) {
    // With too small a hop limit some versions end with a failure of the whole.
    if (!(error instanceof ToolError) || error.code !== 'internal') throw error;
  }
  return { reply: { hop, from: null, rttMs: null, note: null }, end: false };
}
