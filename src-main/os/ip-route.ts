import { bitsOf, family, tryParseAddress, type Address, type Family } from '../../src-core/net/address.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { lengthOf, prefixFamily, tryParsePrefix, type Prefix } from '../../src-core/net/prefix.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { runIp } from './ip.ts';
import { integerOf, parseRecords, recordOf, recordsOf, textOf, type JsonRecord } from './record.ts';

/**
 * Linux, iproute2: `ip -6 -j -d route show table all` and the same with -4. A sample, shortened:
 *
 * [{"type":"unicast","dst":"2001:db8:1::/64","dev":"eth0","protocol":"kernel","metric":256,"flags":[],"expires":2591990},
 *  {"type":"unicast","dst":"default","gateway":"fe80::1","dev":"eth0","protocol":"ra","metric":1024,"expires":1790,
 *   "pref":"medium"},
 *  {"type":"unicast","dst":"default","protocol":"static","metric":1024,"flags":[],
 *   "nexthops":[{"gateway":"fe80::1","dev":"eth0","weight":1,"flags":[]}]},
 *  {"type":"local","dst":"2001:db8:1::a","dev":"eth0","table":"local","protocol":"kernel"}]
 */
export function args(which: Family): string[] {
  return [`-${which}`, '-j', '-d', 'route', 'show', 'table', 'all'];
}

/** A prefix without a gateway: its addresses are asked for on the link itself. */
export interface OnLinkRoute {
  readonly prefix: Prefix;
  readonly zone: Zone;
  readonly origin: string;
  readonly lifetimeSeconds: number | null;
}

export interface DefaultRoute {
  readonly gateway: Address;
  readonly zone: Zone;
  readonly origin: string;
  readonly metric: number | null;
  readonly lifetimeSeconds: number | null;
}

export interface Routes {
  readonly onLink: readonly OnLinkRoute[];
  readonly defaults: readonly DefaultRoute[];
  readonly skipped: number;
}

/** `gateway` of the same family, or `via` of the other one (RFC 8950: IPv4 through an IPv6 router). */
function gatewayOf(record: JsonRecord): string | undefined {
  const via = recordOf(record, 'via');
  return textOf(record, 'gateway') ?? (via === undefined ? undefined : textOf(via, 'host'));
}

function lifetimeOf(record: JsonRecord): number | null {
  const seconds = integerOf(record, 'expires');
  return seconds === undefined || seconds < 0 ? null : seconds;
}

/**
 * Reads the output of one family. Only unicast routes count; those of the table `local` are the computer's own.
 * A route to a single address names no prefix to search, so it is left out.
 * @throws ToolError `internal` where it is no JSON
 */
export function parse(text: string, which: Family): Routes {
  const onLink: OnLinkRoute[] = [];
  const defaults: DefaultRoute[] = [];
  let skipped = 0;
  for (const record of parseRecords(text, 'ip -j route')) {
    if ((textOf(record, 'type') ?? 'unicast') !== 'unicast' || textOf(record, 'table') === 'local') continue;
    const destination = textOf(record, 'dst');
    if (destination === undefined) continue;
    const origin = textOf(record, 'protocol') ?? 'boot';
    const metric = integerOf(record, 'metric') ?? null;
    const lifetimeSeconds = lifetimeOf(record);
    const isDefault = destination === 'default' || /^(::|0\.0\.0\.0)\/0$/.test(destination);
    const hops = recordsOf(record, 'nexthops');
    for (const hop of hops.length > 0 ? hops : [record]) {
      const zone = attempt(() => parseZone(textOf(hop, 'dev') ?? ''));
      const via = gatewayOf(hop);
      if (zone === undefined) {
        skipped++;
      } else if (via !== undefined) {
        const gateway = tryParseAddress(via);
        if (gateway === undefined) skipped++;
        else if (isDefault) defaults.push({ gateway, zone, origin, metric, lifetimeSeconds });
      } else if (!isDefault) {
        const prefix = prefixOfDestination(destination, which);
        if (prefix === undefined) skipped++;
        else if (lengthOf(prefix) < bitsOf(which)) onLink.push({ prefix, zone, origin, lifetimeSeconds });
      }
    }
  }
  return { onLink, defaults, skipped };
}

/** `2001:db8::/64`, or an address alone, which is the prefix of all its bits. */
function prefixOfDestination(text: string, which: Family): Prefix | undefined {
  const address = tryParseAddress(text);
  const prefix = tryParsePrefix(address === undefined ? text : `${address}/${bitsOf(family(address))}`);
  return prefix !== undefined && prefixFamily(prefix) === which ? prefix : undefined;
}

/** The routes of one family. @throws ToolError */
export async function read(which: Family, signal?: AbortSignal): Promise<Routes> {
  return parse(await runIp(args(which), signal), which);
}
