import { family } from '../../src-core/net/address.ts';
import { runIp } from './ip.ts';
import { integerOf, parseRecords, recordsOf } from './record.ts';
import type { TraceRequest } from './trace-request.ts';

/**
 * Linux, iproute2: `ip -4 -j route get 192.0.2.18`. What the kernel has learnt of a path, for ten minutes after a router
 * said so, has a time at which it ends; what the person set for a route has none. A sample:
 *
 * [{"dst":"192.0.2.18","gateway":"192.0.2.6","dev":"to-r1","prefsrc":"192.0.2.5","flags":[],"uid":0,"cache":[],
 *   "expires":598,"metrics":[{"mtu":1400}]}]
 */
export function args({ address, zone, source }: Pick<TraceRequest, 'address' | 'zone' | 'source'>): string[] {
  const link = zone ?? source?.zone ?? null;
  return [
    `-${family(address)}`,
    '-j',
    'route',
    'get',
    address,
    ...(source?.address == null ? [] : ['from', source.address]),
    ...(link === null ? [] : ['oif', link]),
  ];
}

/** The size that the kernel remembers; null where it has learnt none. @throws ToolError `internal` where it is no JSON */
export function parse(text: string): number | null {
  const [record] = parseRecords(text, 'ip -j route get');
  if (record === undefined || integerOf(record, 'expires') === undefined) return null;
  for (const metrics of recordsOf(record, 'metrics')) {
    const mtu = integerOf(metrics, 'mtu');
    if (mtu !== undefined) return mtu;
  }
  return null;
}

/**
 * The size of packets that the kernel remembers of a path, which hides from ping where larger ones end.
 * @returns null where it has learnt none
 * @throws ToolError as runIp()
 */
export async function rememberedMtu(
  request: Pick<TraceRequest, 'address' | 'zone' | 'source'>,
  signal: AbortSignal,
): Promise<number | null> {
  return parse(await runIp(args(request), signal));
}
