import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { runText } from './run-text.ts';
import { readWritten } from './scoped-text.ts';

/**
 * macOS: `scutil --dns`. A sample, shortened:
 *
 * resolver #1
 *   search domain[0] : example.org
 *   nameserver[0] : 192.0.2.53
 *   nameserver[1] : fe80::1%en0
 *   if_index : 11 (en0)
 *   flags    : Request A records, Request AAAA records
 */
export function args(): string[] {
  return ['--dns'];
}

/** The name servers of each interface, without repeats; those that belong to none (mDNS, split DNS) are left out. */
export function parse(text: string): ReadonlyMap<Zone, readonly string[]> {
  const servers = new Map<Zone, string[]>();
  let block: string[] = [];
  for (const line of text.split('\n').slice(0, 50_000)) {
    const bounded = line.slice(0, 1_000).trim();
    if (bounded.startsWith('resolver #')) block = [];
    const server = /^nameserver\[\d{1,4}\] : (\S+)$/.exec(bounded)?.[1];
    const written = server === undefined ? undefined : readWritten(server);
    if (written !== undefined) {
      block.push(written.zone === null ? written.address : `${written.address}%${written.zone}`);
    }
    const name = /^if_index : \d{1,10} \(([^)]{1,64})\)$/.exec(bounded)?.[1];
    const zone = name === undefined ? undefined : attempt(() => parseZone(name));
    if (zone !== undefined) servers.set(zone, [...new Set([...(servers.get(zone) ?? []), ...block])]);
  }
  return servers;
}

/** @throws ToolError */
export async function read(signal?: AbortSignal): Promise<ReadonlyMap<Zone, readonly string[]>> {
  return parse(await runText('scutil', args(), { signal }));
}
