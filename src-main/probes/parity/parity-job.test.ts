import { afterAll, expect, test } from 'vitest';
import type { DeviceDetail } from '../../../src-core/api/devices.ts';
import type { ParityDevice } from '../../../src-core/api/parity.ts';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone, type Zone } from '../../../src-core/net/zone.ts';
import { LanePool } from '../ports/lane-pool.ts';
import { prepareParity } from './parity-job.ts';

const pool = new LanePool();
afterAll(() => pool.close());

function device(id: number, addresses: readonly (readonly [address: string, zone: string])[]): DeviceDetail {
  return {
    id,
    name: `host-${id}`,
    ownName: null,
    mac: null,
    macOrigin: null,
    vendor: null,
    role: 'host',
    addresses: [],
    addressCount: addresses.length,
    services: [],
    tags: [],
    zones: [...new Set(addresses.map(([, zone]) => parseZone(zone)))],
    firstSeen: 0,
    lastSeen: 0,
    status: 'present',
    notes: '',
    names: [],
    allAddresses: addresses.map(([address, zone]) => ({
      address: parseAddress(address),
      zone: parseZone(zone),
      kind: 'global',
      identifier: null,
      temporary: 'unknown',
      sources: [],
      confirmed: true,
      rttMs: null,
      firstSeen: 0,
      lastSeen: 0,
      timesSeen: 1,
    })),
    allServices: [],
    scans: [],
  };
}

const devices = [
  device(1, [
    ['fe80::1', 'eth0'],
    ['192.0.2.1', 'eth0'],
    ['fe80::1', 'eth1'],
    ['198.51.100.1', 'eth1'],
  ]),
  device(2, [['fe80::2', 'eth0']]),
  device(3, [['fe80::3', 'eth1']]),
];

const inventory = {
  list: async ({ zone }: { zone: Zone | null }) => {
    const found = devices.filter(({ zones }) => zone === null || zones.includes(zone));
    return { total: found.length, ids: found.map(({ id }) => id) };
  },
  get: async (id: number) => devices.find((each) => each.id === id) ?? device(id, []),
};

/** The addresses of each device that would be asked: the run ends before it asks any. */
async function compared(zone: string | null, deviceIds: number[] = []) {
  const options = { deviceIds, zone: zone === null ? null : parseZone(zone), ports: '22', perSecond: null };
  const job = await prepareParity(pool, inventory, options);
  const found: ParityDevice[] = [];
  const end = AbortSignal.abort(new Error('cancelled'));
  try {
    for await (const step of job.steps(end)) if (step.type === 'item') found.push(...step.items);
  } catch (error) {
    if (error !== end.reason) throw error;
  }
  const asked = found.map(({ name, ipv4, ipv6 }) => [name, ...ipv4.addresses, ...ipv6.addresses].join(' '));
  return [job.summary().scope, ...asked];
}

test.each([
  [
    null,
    [],
    [
      '3 devices, 1 port',
      'host-1 192.0.2.1 198.51.100.1 fe80::1%eth0 fe80::1%eth1',
      'host-2 fe80::2%eth0',
      'host-3 fe80::3%eth1',
    ],
  ],
  ['eth1', [], ['2 devices on eth1, 1 port', 'host-1 198.51.100.1 fe80::1%eth1', 'host-3 fe80::3%eth1']],
  [null, [2], ['host-2, 1 port', 'host-2 fe80::2%eth0']],
])('compares the devices of link %s, or those chosen: %j', async (zone, ids, expected) => {
  expect(await compared(zone, ids)).toEqual(expected);
});

test.each([
  ['wlan0', [], 'no device of wlan0 is stored: discovery finds them'],
  ['eth0', [1], 'give either devices or a link, not both'],
])('does not compare the devices of %s with %j chosen', async (zone, ids, message) => {
  await expect(compared(zone, ids)).rejects.toMatchObject({ code: 'bad-input', message });
});
