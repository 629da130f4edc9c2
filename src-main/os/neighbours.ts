import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError } from '../../src-core/api/errors.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import * as arp from './arp.ts';
import * as ipMonitor from './ip-monitor.ts';
import * as ipNeighbour from './ip-neighbour.ts';
import * as ndpNeighbours from './ndp-neighbours.ts';
import type { Neighbour, NeighbourTable } from './neighbour.ts';
import * as windowsNeighbours from './windows-neighbours.ts';

type Reader = (zone: Zone | undefined, signal?: AbortSignal) => Promise<NeighbourTable>;

const readers: Partial<Record<NodeJS.Platform, Reader>> = {
  linux: ipNeighbour.read,
  darwin: readMacos,
  win32: windowsNeighbours.read,
};

async function readMacos(zone: Zone | undefined, signal?: AbortSignal): Promise<NeighbourTable> {
  const [six, four] = await Promise.all([ndpNeighbours.read(zone, signal), arp.read(zone, signal)]);
  return { neighbours: [...six.neighbours, ...four.neighbours], skipped: six.skipped + four.skipped };
}

/** How long between two looks at the table where the system has no monitor. */
const pollMs = 500;

/**
 * The system's neighbour tables of both families, without groups and this computer's own addresses.
 * @param zone one interface, or undefined for all
 * @throws ToolError where the table cannot be read; a single line that is not understood is passed over
 */
export async function readNeighbours(zone: Zone | undefined, signal?: AbortSignal): Promise<Neighbour[]> {
  const reader = readers[process.platform];
  if (reader === undefined) {
    throw new ToolError('unsupported', `the neighbour table of ${process.platform} cannot be read`);
  }
  const { neighbours, skipped } = await reader(zone, signal);
  if (neighbours.length === 0 && skipped > 0) {
    throw new ToolError('internal', `none of the ${skipped} lines of the neighbour table was understood`);
  }
  return [...neighbours];
}

/**
 * Every change of the neighbour tables of these interfaces, as it happens, until the signal. What the tables hold at
 * the beginning is not told: read it after this has begun.
 * @throws ToolError where the tables can be neither watched nor read; the signal's reason where aborted
 */
export async function* watchNeighbours(
  zones: readonly Zone[],
  signal: AbortSignal,
): AsyncGenerator<Neighbour> {
  const wanted = new Set(zones);
  if (process.platform === 'linux') {
    try {
      for await (const neighbour of ipMonitor.watch(signal)) {
        if (wanted.has(neighbour.zone)) yield neighbour;
      }
    } catch (error) {
      signal.throwIfAborted();
      // A monitor that cannot run (a sandbox without netlink groups, busybox) leaves the table itself.
      if (!(error instanceof ToolError) || error.code === 'missing-command') throw error;
    }
  }
  yield* poll(wanted, (cancelled) => readNeighbours(undefined, cancelled), signal);
}

/** Reads the table again and again and yields what differs from the time before. */
export async function* poll(
  zones: ReadonlySet<Zone>,
  read: (signal: AbortSignal) => Promise<readonly Neighbour[]>,
  signal: AbortSignal,
): AsyncGenerator<Neighbour> {
  let before: Map<string, Neighbour> | undefined;
  while (true) {
    const now = new Map<string, Neighbour>();
    for (const neighbour of await read(signal)) {
      if (zones.has(neighbour.zone)) now.set(`${neighbour.address}%${neighbour.zone}`, neighbour);
    }
    if (before !== undefined) yield* differences(before, now);
    before = now;
    await sleep(pollMs, undefined, { signal });
  }
}

function* differences(before: ReadonlyMap<string, Neighbour>, now: ReadonlyMap<string, Neighbour>) {
  for (const [key, neighbour] of now) {
    const old = before.get(key);
    const same =
      old?.mac === neighbour.mac && old.state === neighbour.state && old.router === neighbour.router;
    if (!same) yield neighbour;
  }
  for (const [key, neighbour] of before) if (!now.has(key)) yield { ...neighbour, deleted: true };
}

const limitPath = '/proc/sys/net/ipv6/neigh/default/gc_thresh3';

/**
 * How many entries the IPv6 neighbour table may hold. All network namespaces of a kernel share it, and only the first
 * one shows it.
 * @returns `told` false where the system does not say: 1024 is then the default of the kernel
 */
export async function neighbourLimit(): Promise<{ entries: number; told: boolean }> {
  const entries = await readFile(limitPath, 'utf8').then(
    (text) => Number(text.trim()),
    () => Number.NaN,
  );
  return Number.isSafeInteger(entries) && entries > 0
    ? { entries, told: true }
    : { entries: 1024, told: false };
}
