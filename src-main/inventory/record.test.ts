import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceDetail } from '../../src-core/api/devices.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { recorded, temporaryDirectory, testInventory, type HostInput } from './hosts.test-support.ts';

const macA = '00:1b:21:00:00:0a';
const macB = '00:1b:21:00:00:0b';
const globalA = '2001:db8::a1:b2:c3:d4';
const linkLocalA = 'fe80::a1:b2:c3:d4';

let directory: ReturnType<typeof temporaryDirectory>;
let box: Awaited<ReturnType<typeof testInventory>>;
beforeEach(async () => {
  directory = temporaryDirectory();
  box = await testInventory(directory.path);
});
afterEach(async () => {
  await box.inventory.close();
  directory.remove();
});

describe('what a second scan says of a host', () => {
  const first: HostInput = {
    mac: macA,
    addresses: [globalA],
    names: ['a.example'],
    role: 'router',
    services: ['_ssh._tcp'],
  };
  test.each<[what: string, second: HostInput, change: string]>([
    ['the same again', first, 'known'],
    ['less than before', { mac: macA, addresses: [globalA], role: 'router' }, 'known'],
    ['a role that could not be told', { ...first, role: 'unknown' }, 'known'],
    ['a role that it lost', { ...first, role: 'host' }, 'changed'],
    ['a new address', { ...first, addresses: [globalA, '2001:db8::2'] }, 'changed'],
    ['a new temporary address', { ...first, addresses: [globalA, '2001:db8::9:8:7:6~'] }, 'known'],
    [
      'the same link-local address in another zone',
      { ...first, addresses: [globalA, `${linkLocalA}%eth1`] },
      'changed',
    ],
    ['a new name', { ...first, names: ['b.example'] }, 'changed'],
    ['a new service', { ...first, services: ['_ipp._tcp'] }, 'changed'],
    ['another device', { mac: macB, addresses: ['2001:db8::b'] }, 'new'],
    ['the same address without its MAC', { addresses: [globalA], role: 'unknown' }, 'known'],
  ])('%s: the change is said', async (_what, second, change) => {
    await box.scan([first]);
    const result = await box.scan([second]);
    expect(result.changes).toEqual([change]);
    expect({ new: result.new, changed: result.changed }).toEqual({
      new: change === 'new' ? 1 : 0,
      changed: change === 'changed' ? 1 : 0,
    });
  });

  test('a MAC that was not known before is a change', async () => {
    await box.scan([{ addresses: [globalA] }]);
    expect((await box.scan([{ mac: macA, addresses: [globalA] }])).changes).toEqual(['changed']);
    expect((await box.all()).total).toBe(1);
  });
});

test('recording the same hosts again stores nothing twice, and keeps the change against the scan before', async () => {
  const host = recorded({
    mac: macA,
    addresses: [globalA, linkLocalA],
    names: ['a.example'],
    services: ['_ssh._tcp'],
  });
  const scan = await box.inventory.beginScan({ startedAt: 1, zones: [parseZone('eth0')] });
  for (let count = 0; count < 3; count++) {
    expect(await box.inventory.record(scan, [host])).toMatchObject([
      { hostId: host.host.id, change: 'new', deviceId: 1 },
    ]);
  }
  await box.inventory.endScan(scan, { state: 'done', endedAt: 2, sources: [] });
  const detail = await box.inventory.get(1);
  expect(deviceDetail.safeParse(detail).error).toBeUndefined();
  expect(detail.allAddresses.map(({ address, timesSeen, sources }) => [address, timesSeen, sources])).toEqual(
    [
      [globalA, 1, ['neighbours']],
      [linkLocalA, 1, ['neighbours']],
    ],
  );
  expect([detail.names.length, detail.allServices.length, detail.scans.length]).toEqual([1, 1, 1]);
});

describe('identities', () => {
  test('a host stored without a MAC and then with one is one device, with what it had', async () => {
    const before = await box.scan([{ addresses: [globalA], names: ['old.example'] }]);
    const id = before.devices[0]?.deviceId ?? 0;
    await box.inventory.update({ id, ownName: 'mine', notes: 'in the attic', tags: ['home'] });
    const scan = await box.inventory.beginScan({ startedAt: 1, zones: [parseZone('eth0')] });
    await box.inventory.record(scan, [recorded({ addresses: [globalA] })]);
    const withMac = recorded({ mac: macA, addresses: [globalA, linkLocalA], former: [`addr:${globalA}`] });
    expect(await box.inventory.record(scan, [withMac])).toMatchObject([
      { deviceId: id, ownName: 'mine', change: 'changed' },
    ]);
    expect(await box.inventory.get(id)).toMatchObject({
      mac: macA,
      ownName: 'mine',
      notes: 'in the attic',
      tags: ['home'],
    });
  });

  test('two stored devices that are one are joined: history, tags and both own names stay', async () => {
    await box.scan([{ mac: macA, addresses: [linkLocalA] }]);
    await box.scan([{ addresses: [globalA], names: ['g.example'] }]);
    await box.inventory.update({ id: 1, ownName: 'first', notes: 'one', tags: ['x'] });
    await box.inventory.update({ id: 2, ownName: 'second', notes: 'two', tags: ['x', 'y'] });
    const result = await box.scan([
      { mac: macA, addresses: [linkLocalA, globalA], former: [`addr:${globalA}`] },
    ]);
    expect(result.devices).toMatchObject([{ deviceId: 1, ownName: 'first' }]);
    const detail = await box.inventory.get(1);
    expect(detail).toMatchObject({
      ownName: 'first',
      tags: ['x', 'y'],
      notes: 'one\n\ntwo\n\nAlso named: second',
    });
    expect(detail.names.map(({ name }) => name)).toEqual(['g.example']);
    expect(detail.allAddresses.map(({ address, timesSeen }) => [address, timesSeen])).toEqual([
      [globalA, 2],
      [linkLocalA, 2],
    ]);
    expect(detail.scans.length).toBe(3);
    await expect(box.inventory.get(2)).rejects.toThrow('there is no device 2');
    expect((await box.all({ text: 'g.example' })).total).toBe(1);
  });

  test('a device that is joined is found by what it got, though the scan brought nothing new', async () => {
    await box.scan([{ mac: macA, addresses: [linkLocalA] }]);
    await box.scan([{ addresses: [globalA], names: ['g.example'] }], { state: 'cancelled' });
    await box.scan([{ mac: macA, addresses: [linkLocalA], former: [`addr:${globalA}`] }], {
      state: 'cancelled',
    });
    for (const text of [globalA, 'g.example'])
      expect((await box.all({ text })).rows.map(({ id }) => id)).toEqual([1]);
  });

  test('two devices that both have a MAC stay two', async () => {
    await box.scan([
      { mac: macA, addresses: [globalA] },
      { mac: macB, addresses: [linkLocalA] },
    ]);
    await box.scan([{ mac: macB, addresses: [globalA], former: [`mac:${macA}`, `addr:${globalA}`] }]);
    const { rows } = await box.all({ sort: 'mac', descending: false });
    expect(rows.map(({ mac }) => mac)).toEqual([macA, macB]);
  });

  test('fe80::1 of another day is not joined, of this scan it is', async () => {
    await box.scan([{ addresses: ['fe80::1'] }]);
    await box.inventory.update({ id: 1, ownName: 'router at home' });
    await box.scan([{ mac: macA, addresses: ['fe80::1'], former: ['addr:fe80::1@eth0'] }]);
    expect((await box.all()).total).toBe(2);

    const scan = await box.inventory.beginScan({ startedAt: 1, zones: [parseZone('eth1')] });
    const early = await box.inventory.record(scan, [recorded({ addresses: ['fe80::1%eth1'] })]);
    const host = recorded({ mac: macB, addresses: ['fe80::1%eth1'], former: ['addr:fe80::1@eth1'] });
    expect(await box.inventory.record(scan, [host])).toMatchObject([
      { deviceId: early[0]?.deviceId, change: 'new' },
    ]);
    expect((await box.all()).total).toBe(3);
  });

  test.each([
    ['fe80::1', 2],
    ['192.168.1.1', 2],
    [linkLocalA, 1],
    [globalA, 1],
  ])('%s seen later without its MAC: %i device(s) in all', async (address, total) => {
    await box.scan([{ mac: macA, addresses: [address] }]);
    await box.scan([{ addresses: [address] }]);
    expect((await box.all()).total).toBe(total);
  });

  test('an address that moved to another host is taken back from the one that had it', async () => {
    const at = (hour: number) => Date.UTC(2026, 1, 1, hour);
    await box.scan([{ mac: macA, addresses: [globalA], at: at(1) }]);
    const scan = await box.inventory.beginScan({ startedAt: at(2), zones: [parseZone('eth0')] });
    const [taken] = await box.inventory.record(scan, [recorded({ addresses: [globalA], at: at(2) })]);
    expect(taken?.deviceId).toBe(1);
    const host = recorded({ mac: macB, addresses: [globalA], at: at(2), former: [`addr:${globalA}`] });
    const [other] = await box.inventory.record(scan, [host]);
    expect(other).toMatchObject({ deviceId: 2, change: 'new' });
    const end = await box.inventory.endScan(scan, { state: 'done', endedAt: at(3), sources: [] });
    expect(end.gone.map(({ deviceId }) => deviceId)).toEqual([1]);
    expect(await box.inventory.get(1)).toMatchObject({
      lastSeen: at(1),
      status: 'gone',
      scans: [{ scanId: 1 }],
    });
  });

  test('a locally administered MAC on two links is two devices', async () => {
    await box.scan(
      [
        { mac: '02:00:00:00:00:01', addresses: ['fe80::5%eth0'], zone: 'eth0' },
        { mac: '02:00:00:00:00:01', addresses: ['fe80::5%eth1'], zone: 'eth1' },
      ],
      { zones: ['eth0', 'eth1'] },
    );
    const { rows } = await box.all({ sort: 'address', descending: false });
    expect(rows.map(({ zones, mac }) => [zones, mac])).toEqual([
      [['eth0'], '02:00:00:00:00:01'],
      [['eth1'], '02:00:00:00:00:01'],
    ]);
  });
});

test('a scan that is not running takes nothing', async () => {
  const { id } = await box.scan([]);
  const host = recorded({ mac: macA });
  await expect(box.inventory.record(id, [host])).rejects.toMatchObject({ code: 'conflict' });
  await expect(box.inventory.record(99, [host])).rejects.toThrow('scan 99 is not running');
});

test('a batch in which one host is bad is not stored in half', async () => {
  const scan = await box.inventory.beginScan({ startedAt: 1, zones: [parseZone('eth0')] });
  const bad = recorded({ mac: macB, identity: 'nonsense' });
  await expect(box.inventory.record(scan, [recorded({ mac: macA }), bad])).rejects.toThrow('nonsense');
  expect((await box.all()).total).toBe(0);
  await box.inventory.record(scan, [recorded({ mac: macA })]);
  expect((await box.all({ text: macA })).total).toBe(1);
});

test('1,000 hosts of four addresses are recorded in one go, and again as the same hosts', async () => {
  const hosts = Array.from({ length: 1000 }, (_, index) => {
    const low = (index + 1).toString(16);
    const mac = `00:1b:21:01:${low.padStart(4, '0').slice(0, 2)}:${low.padStart(4, '0').slice(2)}`;
    const tail = `21b:21ff:fe01:${low}`;
    return recorded({
      mac,
      addresses: [
        `fe80::${tail}`,
        `2001:db8:1:0:${tail}`,
        `2001:db8:1:0:9:8:7:${low}~`,
        `10.0.${index >> 8}.${index & 255}`,
      ],
      names: [`host-${index}.example`],
      vendor: 'Example Devices Ltd',
      sources: ['neighbours', 'multicast-echo'],
    });
  });
  const scan = await box.inventory.beginScan({ startedAt: 1, zones: [parseZone('eth0')] });
  for (let round = 0; round < 3; round++) await box.inventory.record(scan, hosts);
  expect((await box.all()).total).toBe(1000);
});
