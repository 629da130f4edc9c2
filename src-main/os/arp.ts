import { tryParseAddress } from '../../src-core/net/address.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { isHost, linkLayer, type Neighbour, type NeighbourTable } from './neighbour.ts';
import { runText } from './run-text.ts';

/**
 * macOS: `arp -an [-i en0]`, the IPv4 neighbours. A sample:
 *
 * ? (192.0.2.1) at 2:0:5e:10:0:fe on en0 ifscope [ethernet]
 * ? (192.0.2.9) at (incomplete) on en0 ifscope [ethernet]
 * ? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
 */
export function args(zone: Zone | undefined): string[] {
  return ['-an', ...(zone === undefined ? [] : ['-i', zone])];
}

/** Reads the output. Groups and broadcast are left out; lines that are not understood are counted. */
export function parse(text: string): NeighbourTable {
  const neighbours: Neighbour[] = [];
  let skipped = 0;
  for (const line of text.split('\n').slice(0, 100_000)) {
    if (line.trim() === '') continue;
    const match = /^\S+ \(([0-9.]{7,15})\) at (\S+) on (\S+)(.*)$/.exec(line.slice(0, 1_000).trim());
    const address = tryParseAddress(match?.[1] ?? '');
    const zone = attempt(() => parseZone(match?.[3] ?? ''));
    if (address === undefined || zone === undefined) {
      skipped++;
      continue;
    }
    const mac = linkLayer(match?.[2]);
    const words = (match?.[4] ?? '').split(' ');
    // Published: this computer answers for it.
    if (!isHost(address) || mac === undefined || words.includes('published')) continue;
    const state = mac === null ? 'incomplete' : words.includes('permanent') ? 'permanent' : 'unknown';
    neighbours.push({ address, zone, mac, state, router: false, confirmedSecondsAgo: null, deleted: false });
  }
  return { neighbours, skipped };
}

/** The IPv4 neighbours of one interface, or of all. @throws ToolError */
export async function read(zone: Zone | undefined, signal?: AbortSignal): Promise<NeighbourTable> {
  return parse(await runText('arp', args(zone), { signal }));
}
