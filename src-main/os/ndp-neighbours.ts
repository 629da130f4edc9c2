import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { isHost, linkLayer, type Neighbour, type NeighbourTable } from './neighbour.ts';
import { runText } from './run-text.ts';
import { readWritten } from './scoped-text.ts';

/**
 * macOS: `ndp -an`, the IPv6 neighbour cache of all interfaces. Leading zeros of the MACs' pairs are left out. A sample:
 *
 * Neighbor                                Linklayer Address  Netif Expire    St Flgs Prbs
 * 2001:db8:1::5eff:fe10:fe                2:0:5e:10:0:fe       en0 23h59m58s S  R
 * fe80::1%lo0                             (incomplete)         lo0 permanent R
 * fe80::dead%en0                          (incomplete)         en0 expired   I          3
 */
export function args(): string[] {
  return ['-an'];
}

/** The letters of the column St; see nd6.h for what they stand for. */
const states: Readonly<Record<string, Neighbour['state']>> = {
  I: 'incomplete',
  R: 'reachable',
  S: 'stale',
  D: 'delay',
  P: 'probe',
};

/** Reads the output. Groups and the loopback are left out; lines that are not understood are counted. */
export function parse(text: string): NeighbourTable {
  const neighbours: Neighbour[] = [];
  let skipped = 0;
  for (const line of text.split('\n').slice(0, 100_000)) {
    const [first = '', lladdr = '', netif = '', expire = '', letter = '', flags = ''] = line
      .slice(0, 1_000)
      .trim()
      .split(/\s+/);
    // The heading, and an empty last line.
    if (first === '' || first === 'Neighbor') continue;
    const written = readWritten(first);
    // Long names of interfaces may be cut in the column, but not after the "%" of a link-local address.
    const zone = written?.zone ?? attempt(() => parseZone(netif));
    if (written === undefined || zone === undefined || netif === '?') {
      skipped++;
      continue;
    }
    const { address } = written;
    const mac = linkLayer(lladdr);
    if (!isHost(address) || mac === undefined || netif.startsWith('lo') || flags.includes('p')) continue;
    const state = Object.hasOwn(states, letter) ? (states[letter] ?? 'unknown') : 'unknown';
    neighbours.push({
      address,
      zone,
      mac,
      state: mac === null ? 'incomplete' : expire === 'permanent' ? 'permanent' : state,
      // The probes' count stands in the place of the flags where there are none.
      router: /^[A-Za-z]*R/.test(flags),
      confirmedSecondsAgo: null,
      deleted: false,
    });
  }
  return { neighbours, skipped };
}

/** The IPv6 neighbours of one interface, or of all. @throws ToolError */
export async function read(zone: Zone | undefined, signal?: AbortSignal): Promise<NeighbourTable> {
  const { neighbours, skipped } = parse(await runText('ndp', args(), { signal }));
  return { neighbours: neighbours.filter((entry) => zone === undefined || entry.zone === zone), skipped };
}
