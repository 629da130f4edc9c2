import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { failure } from './errors.ts';
import {
  addressKind,
  addressValue,
  identifierKindValue,
  macOriginValue,
  macValue,
  timeMs,
  zoneValue,
} from './values.ts';

/** The ways of learning about hosts. The text for people is in `sourceLabels`. */
export const sourceIds = [
  'neighbours',
  'multicast-echo',
  'mdns',
  'ssdp',
  'ws-discovery',
  'llmnr',
  'recombination',
  'ipv4-sweep',
  'routers',
  'own-addresses',
  'reverse-dns',
  'neighbour-probe',
] as const;
export const sourceId = z.enum(sourceIds);
export type SourceId = z.infer<typeof sourceId>;

export const sourceLabels: Record<SourceId, string> = {
  neighbours: 'Neighbour table',
  'multicast-echo': 'Multicast echo',
  mdns: 'mDNS',
  ssdp: 'SSDP',
  'ws-discovery': 'WS-Discovery',
  llmnr: 'LLMNR',
  recombination: 'Likely addresses',
  'ipv4-sweep': 'IPv4 sweep',
  routers: 'Routers',
  'own-addresses': 'This computer',
  'reverse-dns': 'Reverse DNS',
  'neighbour-probe': 'Neighbour probe',
};

/** One address of a found host, with what is known of it. */
export const hostAddress = z.object({
  address: addressValue,
  /** The interface through which it was seen; part of the address itself where it is link-local. */
  zone: zoneValue,
  kind: addressKind,
  /** Null for IPv4. */
  identifier: identifierKindValue.nullable(),
  /**
   * Temporary (RFC 8981): `yes` only where the system itself says so; `likely` where the host has another address
   * under the same prefix and this one's identifier is opaque; `no` where the form of the identifier rules it out.
   */
  temporary: z.enum(['yes', 'likely', 'unknown', 'no']),
  /** What saw it, each once, in the order of first sight. */
  sources: z.array(sourceId),
  /** True where something answered from it during this run; false where only a table or another host names it. */
  confirmed: z.boolean(),
  /** The smallest round trip that was measured, in milliseconds. */
  rttMs: z.number().nullable(),
  firstSeen: timeMs,
  lastSeen: timeMs,
});
export type HostAddress = z.infer<typeof hostAddress>;

/** A service that a host announced. All text is made safe to show. */
export const hostService = z.object({
  /** The type in its protocol's own words: `_ipp._tcp`, `upnp:rootdevice`, `wsdp:Device`. */
  type: z.string(),
  /** The name of the instance, where it has one. */
  name: z.string(),
  port: z.number().int().min(0).max(65535).nullable(),
  source: sourceId,
});
export type HostService = z.infer<typeof hostService>;

export const hostName = z.object({ name: z.string(), source: sourceId });
export type HostName = z.infer<typeof hostName>;

/** How the host stands to what was known before this run. */
export const hostChange = z.enum(['new', 'changed', 'known']);
export type HostChange = z.infer<typeof hostChange>;

/** One host of one run: every sighting of it merged. */
export const host = z.object({
  /** Unique within the run, the same as long as the host is not merged into another. */
  id: z.string(),
  /** The device in the inventory, once stored. */
  deviceId: z.number().int().nullable(),
  change: hostChange.nullable(),
  /** The person's own name for the device, else the best name found, else null. */
  name: z.string().nullable(),
  names: z.array(hostName),
  mac: macValue.nullable(),
  macOrigin: macOriginValue.nullable(),
  vendor: z.string().nullable(),
  /** `self` is this computer; `unknown` where nothing tells whether it forwards. */
  role: z.enum(['router', 'host', 'self', 'unknown']),
  addresses: z.array(hostAddress),
  services: z.array(hostService),
  rttMs: z.number().nullable(),
  /** Repeated replies to one echo request, counted over all addresses (`DUP!`). */
  duplicates: z.number().int(),
  sources: z.array(sourceId),
  firstSeen: timeMs,
  lastSeen: timeMs,
});
export type Host = z.infer<typeof host>;

/** How far one source is on one interface. `failed` and `skipped` always have a message. */
export const sourceProgress = z.object({
  source: sourceId,
  zone: zoneValue.nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  done: z.number().int(),
  total: z.number().int().nullable(),
  message: z.string().nullable(),
});
export type SourceProgress = z.infer<typeof sourceProgress>;

/** What a finished run was. `gone` holds devices that the last complete run on the same links saw and this did not. */
export const runSummary = z.object({
  scanId: z.number().int().nullable(),
  durationMs: z.number(),
  hosts: z.number().int(),
  addresses: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  gone: z.array(z.object({ deviceId: z.number().int(), name: z.string(), lastSeen: timeMs })),
  sources: z.array(sourceProgress),
});
export type RunSummary = z.infer<typeof runSummary>;

export const discoveryEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), runId: z.string(), at: timeMs, zones: z.array(zoneValue) }),
  z.object({
    type: z.literal('progress'),
    /** What is being done, in words for people. */
    doing: z.string(),
    sources: z.array(sourceProgress),
    hosts: z.number().int(),
    elapsedMs: z.number(),
    /** What is probably left; null where it cannot be said. */
    remainingMs: z.number().nullable(),
  }),
  /** Rows that are new or have changed, whole, and the ids of rows that were merged into others. */
  z.object({ type: z.literal('item'), hosts: z.array(host), removed: z.array(z.string()) }),
  z.object({
    type: z.literal('warning'),
    source: sourceId.nullable(),
    zone: zoneValue.nullable(),
    failure,
  }),
  z.object({ type: z.literal('done'), summary: runSummary }),
  z.object({ type: z.literal('cancelled'), summary: runSummary }),
  z.object({ type: z.literal('failed'), failure, summary: runSummary.nullable() }),
]);
export type DiscoveryEvent = z.infer<typeof discoveryEvent>;

export const discoveryStart = z.object({
  /** The interfaces to search; empty means every usable one. */
  zones: z.array(zoneValue).max(64),
  /** The sources to use; left out means all. */
  sources: z.array(sourceId).optional(),
});
export type DiscoveryStart = z.infer<typeof discoveryStart>;

export const runInfo = z.object({ runId: z.string(), zones: z.array(zoneValue), at: timeMs });

export const discoveryContract = {
  /** Starts a run and tells its id at once. A run on the same interfaces that is still going is joined. */
  start: oc.input(discoveryStart).output(runInfo),
  /**
   * Follows a run: first all of what it has found so far, then what comes, and exactly one end. When nobody has
   * followed a run for two seconds it is cancelled, so a closed window leaves nothing behind and a reload finds it.
   */
  follow: oc.input(z.object({ runId: z.string().max(64) })).output(eventIterator(discoveryEvent)),
  /** Cancels a run; true where it was still going. */
  cancel: oc.input(z.object({ runId: z.string().max(64) })).output(z.boolean()),
  /** The runs that are going now. */
  running: oc.output(z.array(runInfo)),
};
