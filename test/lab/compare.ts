import type { LabHost } from './lab.ts';
import type { ScannedHost, TimedEvent } from './scan.ts';

// Compares what a scan said with what is there. A host of the lab is known again by any of its addresses on its own
// link: `fe80::1` of eth0 and `fe80::1` of eth1 are two.

function key(link: string, address: string): string {
  return `${address}%${link}`;
}

function indexOf(hosts: readonly LabHost[]): ReadonlyMap<string, LabHost> {
  return new Map(
    hosts.flatMap((host) => host.addresses.map(({ address }) => [key(host.link, address), host] as const)),
  );
}

function hostsOfRow(index: ReadonlyMap<string, LabHost>, row: ScannedHost): ReadonlySet<LabHost> {
  return new Set(
    row.addresses.flatMap(({ address, zone }) => {
      const host = index.get(key(zone, address));
      return host === undefined ? [] : [host];
    }),
  );
}

/** The /64 of an address, or the address itself where it is of IPv4. */
function linkPart(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  if (tail !== undefined) while (groups.length < 4) groups.push('0');
  return groups.slice(0, 4).join(':');
}

/** Whether a row has all that can be told of a host: MAC, vendor, and an address under every prefix that it has. */
export function isComplete(host: LabHost, row: ScannedHost): boolean {
  if (row.mac !== host.mac) return false;
  if (host.vendor !== null && row.vendor?.toLowerCase().startsWith(host.vendor.toLowerCase()) !== true)
    return false;
  const seen = new Set(row.addresses.map(({ address }) => linkPart(address)));
  return host.addresses.every(({ kind, address }) => kind === 'ipv4' || seen.has(linkPart(address)));
}

/** What a scan made of the hosts of a lab. */
export interface Comparison {
  /** The hosts that have a row, with it. */
  readonly found: ReadonlyMap<LabHost, ScannedHost>;
  readonly missing: readonly LabHost[];
  /** Hosts that have more than one row: the merge should have joined them. */
  readonly split: readonly LabHost[];
  /** Rows that hold the addresses of several hosts. */
  readonly mixed: readonly ScannedHost[];
  /** Rows that are neither this computer nor any host of the lab. */
  readonly invented: readonly ScannedHost[];
}

export function compare(hosts: readonly LabHost[], rows: readonly ScannedHost[]): Comparison {
  const index = indexOf(hosts);
  const found = new Map<LabHost, ScannedHost>();
  const split = new Set<LabHost>();
  const mixed: ScannedHost[] = [];
  const invented: ScannedHost[] = [];
  for (const row of rows) {
    const own = hostsOfRow(index, row);
    if (own.size > 1) mixed.push(row);
    if (own.size === 0 && row.role !== 'self') invented.push(row);
    for (const host of own) {
      if (found.has(host)) split.add(host);
      found.set(host, row);
    }
  }
  return { found, missing: hosts.filter((host) => !found.has(host)), split: [...split], mixed, invented };
}

/** When the rows of a scan came, in milliseconds since the command was started; null for what never did. */
export interface Timeline {
  readonly startedMs: number | null;
  readonly firstRowMs: number | null;
  readonly allRowsMs: number | null;
  readonly allCompleteMs: number | null;
  /** The hosts that never had all that can be told of them. */
  readonly incomplete: readonly LabHost[];
}

export function timeline(hosts: readonly LabHost[], events: readonly TimedEvent[]): Timeline {
  const index = indexOf(hosts);
  const wanted = new Set(hosts);
  const seen = new Set<LabHost>();
  const complete = new Set<LabHost>();
  let firstRowMs: number | null = null;
  let allRowsMs: number | null = null;
  let allCompleteMs: number | null = null;
  for (const { atMs, event } of events) {
    if (event.type !== 'item') continue;
    for (const row of event.hosts) {
      for (const host of hostsOfRow(index, row)) {
        if (!wanted.has(host)) continue;
        firstRowMs ??= atMs;
        seen.add(host);
        if (isComplete(host, row)) complete.add(host);
      }
    }
    if (seen.size === wanted.size) allRowsMs ??= atMs;
    if (complete.size === wanted.size) allCompleteMs ??= atMs;
  }
  return {
    startedMs: events.find(({ event }) => event.type === 'started')?.atMs ?? null,
    firstRowMs,
    allRowsMs,
    allCompleteMs,
    incomplete: hosts.filter((host) => !complete.has(host)),
  };
}
