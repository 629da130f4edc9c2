import { tryParseAddress } from '../../src-core/net/address.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { runIp } from './ip.ts';
import { isHost, linkLayer, type Neighbour, type NeighbourTable } from './neighbour.ts';
import { flagOf, integerOf, parseRecords, textOf, textsOf } from './record.ts';

/**
 * Linux, iproute2: `ip -s -j neigh show [dev eth0]`, both families in one go. A sample (with `dev` given, "dev" is
 * left out of the entries):
 *
 * [{"dst":"2001:db8:1::b","dev":"eth0","lladdr":"da:e3:c7:45:ec:df","router":null,"refcnt":1,"used":2,"confirmed":2,
 *   "updated":2,"probes":1,"state":["REACHABLE"]},
 *  {"dst":"192.0.2.3","dev":"eth0","used":3,"confirmed":63,"updated":0,"probes":6,"state":["FAILED"]}]
 */
export function args(zone: Zone | undefined): string[] {
  return ['-s', '-j', 'neigh', 'show', ...(zone === undefined ? [] : ['dev', zone])];
}

const states: Readonly<Record<string, Neighbour['state']>> = {
  REACHABLE: 'reachable',
  STALE: 'stale',
  DELAY: 'delay',
  PROBE: 'probe',
  INCOMPLETE: 'incomplete',
  FAILED: 'failed',
  PERMANENT: 'permanent',
  NOARP: 'noarp',
};

/**
 * The states in which `confirmed` tells something. An entry that was made by the host's own packet and never asked for
 * since is STALE, with a number that begins two reachable times (60 s) before it was made: too old, never too new.
 */
const provable: ReadonlySet<string> = new Set(['reachable', 'stale', 'delay', 'probe']);

/** The state of a word of `ip`, or undefined where it is no state. */
export function stateOfWord(word: string): Neighbour['state'] | undefined {
  return Object.hasOwn(states, word) ? states[word] : undefined;
}

/**
 * Reads the output. Entries of groups are left out; those that cannot be understood are counted.
 * @param zone the interface that was asked for, which the entries then do not name
 * @throws ToolError `internal` where it is no JSON
 */
export function parse(text: string, zone?: Zone): NeighbourTable {
  const neighbours: Neighbour[] = [];
  let skipped = 0;
  for (const record of parseRecords(text, 'ip -j neigh')) {
    if (Object.keys(record).length === 0) continue;
    const address = tryParseAddress(textOf(record, 'dst') ?? '');
    const dev = textOf(record, 'dev');
    const where = dev === undefined ? zone : attempt(() => parseZone(dev));
    if (address === undefined || where === undefined) {
      skipped++;
      continue;
    }
    // A proxied address is one that this computer answers for, not a host that was seen.
    if (!isHost(address) || flagOf(record, 'proxy')) continue;
    const mac = linkLayer(textOf(record, 'lladdr'));
    if (mac === undefined) continue;
    const state = textsOf(record, 'state').flatMap((word) => stateOfWord(word) ?? []);
    const confirmed = integerOf(record, 'confirmed') ?? null;
    const proven = mac !== null && confirmed !== null && confirmed >= 0 && provable.has(state[0] ?? '');
    neighbours.push({
      address,
      zone: where,
      mac,
      state: state[0] ?? 'unknown',
      router: flagOf(record, 'router'),
      confirmedSecondsAgo: proven ? confirmed : null,
      deleted: false,
    });
  }
  return { neighbours, skipped };
}

/** The neighbour table of one interface, or of all. @throws ToolError */
export async function read(zone: Zone | undefined, signal?: AbortSignal): Promise<NeighbourTable> {
  return parse(await runIp(args(zone), signal), zone);
}
