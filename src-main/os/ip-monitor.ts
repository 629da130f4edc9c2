import { ToolError } from '../../src-core/api/errors.ts';
import { tryParseAddress } from '../../src-core/net/address.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { stream } from './stream.ts';
import { ipRemedy } from './ip.ts';
import { stateOfWord } from './ip-neighbour.ts';
import { isHost, linkLayer, type Neighbour } from './neighbour.ts';

/**
 * Linux, iproute2: `ip monitor neigh`, both families, without root, for ever. Its JSON is not a stream of values, so
 * this is the text form, in which every word but the names is a keyword of the program. A sample:
 *
 * 2001:db8:1::b dev eth0 lladdr da:e3:c7:45:ec:df router REACHABLE
 * fe80::1 dev eth0.10 lladdr 02:00:5e:10:00:01 extern_learn  STALE
 * 192.0.2.3 dev eth0 FAILED
 * Deleted 192.0.2.3 dev eth0 FAILED
 * dev eth0 lladdr 33:33:00:00:00:01 self permanent
 */
export function args(): string[] {
  return ['monitor', 'neigh'];
}

/**
 * Reads one line.
 * @returns undefined for what is no host: groups, proxied addresses, bridge tables, and lines not understood
 */
export function parse(line: string): Neighbour | undefined {
  const words = line.trim().slice(0, 1_000).split(/\s+/);
  const deleted = words[0] === 'Deleted';
  const [first = '', ...rest] = deleted ? words.slice(1) : words;
  const address = tryParseAddress(first);
  if (address === undefined || !isHost(address)) return undefined;
  let zone: Neighbour['zone'] | undefined;
  let mac: Neighbour['mac'] = null;
  let router = false;
  let state: Neighbour['state'] = 'unknown';
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    // The word after these is a name or a value, even where it looks like a keyword: an interface may be called STALE.
    if (word === 'dev') zone = attempt(() => parseZone(rest[++at] ?? ''));
    else if (word === 'lladdr') {
      const found = linkLayer(rest[++at]);
      if (found === undefined) return undefined;
      mac = found;
    } else if (word === 'proxy') return undefined;
    else if (word === 'router') router = true;
    else state = stateOfWord(word) ?? state;
  }
  if (zone === undefined) return undefined;
  return {
    address,
    zone,
    mac,
    state,
    router,
    confirmedSecondsAgo: state === 'reachable' ? 0 : null,
    deleted,
  };
}

/**
 * The changes of the neighbour tables of all interfaces as they happen, until the signal.
 * @throws ToolError where the monitor cannot run or ends by itself; the signal's reason where aborted
 */
export async function* watch(signal: AbortSignal): AsyncGenerator<Neighbour> {
  for await (const item of stream('ip', args(), { signal, output: 'file', remedy: ipRemedy })) {
    if (item.type === 'end') {
      const detail = item.stderr.trim().slice(0, 500);
      throw new ToolError('internal', `"ip monitor neigh" ended with status ${item.code}`, detail);
    }
    const neighbour = parse(item.text);
    if (neighbour !== undefined) yield neighbour;
  }
}
