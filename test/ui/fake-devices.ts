import type { DeviceDetail, DeviceQuery, DeviceRow, ScanInfo } from '../../src-core/api/devices.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { Host } from '../../src-core/api/discovery.ts';
import type { DeviceStore } from '../../src-main/api/devices.ts';
import { ethernet, wireless } from './fake-network.ts';

const day = 86_400_000;

/** A store in memory that answers as the inventory does, as far as the page can tell. */
export function fakeDevices(): DeviceStore & {
  add(hosts: readonly Host[], at: number): void;
  failUpdates(fail: boolean): void;
} {
  const devices = new Map<number, DeviceDetail>();
  let failing = false;
  const get = (id: number): DeviceDetail => {
    const device = devices.get(id);
    if (device === undefined)
      throw new ToolError('bad-input', `there is no device ${id}: it has been removed`);
    return device;
  };
  const matching = (query: DeviceQuery): DeviceDetail[] =>
    [...devices.values()].filter((device) => matches(device, query)).sort(order(query));
  return {
    add: (hosts, at) => {
      for (const host of hosts)
        if (host.deviceId !== null) devices.set(host.deviceId, deviceOf(host, host.deviceId, at));
    },
    failUpdates: (fail) => {
      failing = fail;
    },
    list: (query) => {
      const all = matching(query);
      return Promise.resolve({
        total: all.length,
        rows: all.slice(query.offset, query.offset + query.limit),
      });
    },
    get: async (id) => get(id),
    update: async (patch) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      if (failing)
        throw new ToolError('internal', 'the inventory is locked by another program: close it and try again');
      const was = get(patch.id);
      const ownName = patch.ownName === undefined ? was.ownName : patch.ownName === '' ? null : patch.ownName;
      const next: DeviceDetail = {
        ...was,
        ownName,
        name: ownName ?? was.names[0]?.name ?? was.mac ?? was.name,
        notes: patch.notes ?? was.notes,
        tags: patch.tags ?? was.tags,
      };
      devices.set(patch.id, next);
      return next;
    },
    remove: (ids) => Promise.resolve(ids.filter((id) => devices.delete(id)).length),
    facets: () => {
      const count = (values: string[][]): { value: string; count: number }[] => {
        const counts = new Map<string, number>();
        for (const value of values.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
        return [...counts].map(([value, number]) => ({ value, count: number }));
      };
      const all = [...devices.values()];
      const zones = [ethernet, wireless].map((value) => ({
        value,
        count: all.filter((each) => each.zones.includes(value)).length,
      }));
      return Promise.resolve({ tags: count(all.map(({ tags }) => tags)), zones, total: all.length });
    },
    scans: () => Promise.resolve(devices.size === 0 ? [] : scans),
    scanChanges: (scanId) => {
      const all = [...devices.values()];
      const pick = (status: DeviceRow['status']): DeviceRow[] => all.filter((each) => each.status === status);
      const scan = scans.find(({ id }) => id === scanId);
      if (scan === undefined) throw new ToolError('bad-input', `there is no scan ${scanId}`);
      return Promise.resolve({ scan, new: pick('new'), changed: pick('changed'), gone: pick('gone') });
    },
    export: (query, format) => {
      const all = matching(query);
      const text = format === 'json' ? JSON.stringify(all) : all.map(({ name }) => name).join('\r\n');
      return Promise.resolve({
        fileName: `devices.${format}`,
        mediaType: format === 'json' ? 'application/json' : 'text/csv',
        text,
      });
    },
  };
}

const now = Date.now();
const scans: ScanInfo[] = [
  {
    id: 12,
    startedAt: now - 60_000,
    endedAt: now - 54_000,
    state: 'done',
    zones: [ethernet, wireless],
    hosts: 498,
    new: 50,
    changed: 38,
    gone: 2,
  },
  {
    id: 11,
    startedAt: now - day,
    endedAt: now - day + 2_000,
    state: 'cancelled',
    zones: [ethernet],
    hosts: 120,
    new: 3,
    changed: 0,
    gone: 0,
  },
  {
    id: 10,
    startedAt: now - 2 * day,
    endedAt: null,
    state: 'interrupted',
    zones: [ethernet],
    hosts: 77,
    new: 77,
    changed: 0,
    gone: 0,
  },
];

function deviceOf(host: Host, id: number, at: number): DeviceDetail {
  return {
    id,
    name: host.name ?? host.mac ?? 'unnamed',
    ownName: null,
    mac: host.mac,
    macOrigin: host.macOrigin,
    vendor: host.vendor,
    role: host.role,
    addresses: host.addresses.map(({ address, zone, lastSeen }) => ({ address, zone, lastSeen })),
    addressCount: host.addresses.length,
    services: host.services.map(({ type }) => type),
    tags: id % 6 === 0 ? ['office', '2nd floor'] : id % 9 === 0 ? ['lab'] : [],
    zones: [...new Set(host.addresses.map(({ zone }) => zone))],
    firstSeen: at - (id % 30) * day,
    lastSeen: id % 17 === 3 ? at - 3 * day : at,
    status:
      id % 17 === 3 ? 'gone' : host.change === 'known' || host.change === null ? 'present' : host.change,
    notes: id === 1 ? 'Serial number on the back.\nReplaced in spring.' : '',
    names: host.names.map((name) => ({ ...name, firstSeen: at - 9 * day, lastSeen: at })),
    allAddresses: host.addresses.map((address, index) => ({
      ...address,
      firstSeen: at - (index + 1) * day,
      timesSeen: 40 - index,
    })),
    allServices: host.services.map((service) => ({ ...service, firstSeen: at - day, lastSeen: at })),
    scans: [12, 11, 10].map((scanId) => ({
      scanId,
      at: at - (12 - scanId) * day,
      addresses: host.addresses.length,
    })),
  };
}

function matches(device: DeviceDetail, { text, filter }: DeviceQuery): boolean {
  const all = JSON.stringify(device).toLowerCase();
  return (
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => all.includes(word)) &&
    (filter.role === undefined || device.role === filter.role) &&
    (filter.status === undefined || device.status === filter.status) &&
    (filter.zone === undefined || device.zones.includes(filter.zone)) &&
    (filter.tag === undefined || device.tags.includes(filter.tag)) &&
    (filter.source === undefined ||
      device.allAddresses.some(({ sources }) => sources.some((each) => each === filter.source)))
  );
}

function order({ sort, descending }: DeviceQuery): (left: DeviceDetail, right: DeviceDetail) => number {
  const key = (device: DeviceDetail): string | number =>
    sort === 'address' ? (device.addresses[0]?.address ?? '') : (device[sort] ?? '');
  return (left, right) => {
    const [a, b] = [key(left), key(right)];
    return (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1);
  };
}
