import { oc } from '@orpc/contract';
import { z } from 'zod';
import { hostAddress, hostName, hostService, sourceId } from './discovery.ts';
import { addressValue, macOriginValue, macValue, timeMs, zoneValue } from './values.ts';

/** One line of the device table. */
export const deviceRow = z.object({
  id: z.number().int(),
  /** The person's own name, else the best name found, else the MAC or an address: never empty. */
  name: z.string(),
  ownName: z.string().nullable(),
  mac: macValue.nullable(),
  macOrigin: macOriginValue.nullable(),
  vendor: z.string().nullable(),
  role: z.enum(['router', 'host', 'self', 'unknown']),
  /** The addresses seen last, the best to reach it by first; at most eight. */
  addresses: z.array(z.object({ address: addressValue, zone: zoneValue, lastSeen: timeMs })),
  addressCount: z.number().int(),
  services: z.array(z.string()),
  tags: z.array(z.string()),
  zones: z.array(zoneValue),
  firstSeen: timeMs,
  lastSeen: timeMs,
  /** Set against the last complete scan of its links. */
  status: z.enum(['new', 'changed', 'present', 'gone']),
});
export type DeviceRow = z.infer<typeof deviceRow>;

/** A device with all that is kept of it. */
export const deviceDetail = deviceRow.extend({
  notes: z.string(),
  names: z.array(hostName.extend({ firstSeen: timeMs, lastSeen: timeMs })),
  /** Every address that it ever had, newest sight first. */
  allAddresses: z.array(hostAddress.extend({ timesSeen: z.number().int() })),
  allServices: z.array(hostService.extend({ firstSeen: timeMs, lastSeen: timeMs })),
  /** The scans that saw it, newest first, at most 100. */
  scans: z.array(z.object({ scanId: z.number().int(), at: timeMs, addresses: z.number().int() })),
});
export type DeviceDetail = z.infer<typeof deviceDetail>;

export const deviceSort = z.enum([
  'name',
  'mac',
  'vendor',
  'role',
  'address',
  'firstSeen',
  'lastSeen',
  'status',
]);

export const deviceQuery = z.object({
  /** Words that must all occur: in a name, note, tag, vendor, service, MAC or address (any form of it). */
  text: z.string().max(200).default(''),
  sort: deviceSort.default('lastSeen'),
  descending: z.boolean().default(true),
  filter: z
    .object({
      role: z.enum(['router', 'host', 'self', 'unknown']).optional(),
      status: z.enum(['new', 'changed', 'present', 'gone']).optional(),
      zone: zoneValue.optional(),
      tag: z.string().max(64).optional(),
      source: sourceId.optional(),
    })
    .default({}),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type DeviceQuery = z.infer<typeof deviceQuery>;

/** What the person may change. A field left out stays as it is; an own name of null or '' is taken away. */
export const devicePatch = z.object({
  id: z.number().int(),
  ownName: z.string().trim().max(120).nullable().optional(),
  notes: z.string().max(20_000).optional(),
  tags: z.array(z.string().trim().min(1).max(64)).max(64).optional(),
});
export type DevicePatch = z.infer<typeof devicePatch>;

export const scanInfo = z.object({
  id: z.number().int(),
  startedAt: timeMs,
  endedAt: timeMs.nullable(),
  /** `interrupted`: the program ended while it ran. */
  state: z.enum(['running', 'done', 'cancelled', 'failed', 'interrupted']),
  zones: z.array(zoneValue),
  hosts: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
});
export type ScanInfo = z.infer<typeof scanInfo>;

export const exportFormat = z.enum(['csv', 'json']);

export const devicesContract = {
  list: oc.input(deviceQuery).output(z.object({ total: z.number().int(), rows: z.array(deviceRow) })),
  get: oc.input(z.object({ id: z.number().int() })).output(deviceDetail),
  update: oc.input(devicePatch).output(deviceDetail),
  /** Forgets devices for ever; gives how many there were. */
  remove: oc.input(z.object({ ids: z.array(z.number().int()).min(1).max(1000) })).output(z.number().int()),
  /** What can be filtered by: the tags and zones in use, with how many devices have each. */
  facets: oc.output(
    z.object({
      tags: z.array(z.object({ value: z.string(), count: z.number().int() })),
      zones: z.array(z.object({ value: zoneValue, count: z.number().int() })),
      total: z.number().int(),
    }),
  ),
  scans: oc
    .input(z.object({ limit: z.number().int().min(1).max(500).default(50) }))
    .output(z.array(scanInfo)),
  /** What one scan found against the one before on the same links. */
  scanChanges: oc.input(z.object({ scanId: z.number().int() })).output(
    z.object({
      scan: scanInfo,
      new: z.array(deviceRow),
      changed: z.array(deviceRow),
      gone: z.array(deviceRow),
    }),
  ),
  /** The devices that the query shows (all of them, not one page), as a file's text. */
  export: oc
    .input(z.object({ query: deviceQuery, format: exportFormat }))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })),
};
