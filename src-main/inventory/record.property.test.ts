import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { deviceDetail, deviceQuery, type DeviceDetail } from '../../src-core/api/devices.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { openInventory, type Inventory } from './inventory.ts';
import { firstDay, recorded, silent, temporaryDirectory, type HostInput } from './hosts.test-support.ts';

/** The hosts of the model: some have a MAC that shows late or never, one shares fe80::1 with another link's. */
const world = [
  { mac: '00:1b:21:00:00:01', addresses: ['2001:db8::1:1', 'fe80::21b:21ff:fe00:1', '10.0.0.1'] },
  { mac: '00:1b:21:00:00:02', addresses: ['fe80::1', '2001:db8::2:2'] },
  { mac: '02:00:00:00:00:03', addresses: ['2001:db8::3:3', 'fe80::3333:4444:5555:6666'] },
  { mac: undefined, addresses: ['2001:db8::4:4'] },
  { mac: undefined, addresses: ['fe80::5'] },
] as const;

/** What a scan sees of a host: how many of its addresses, and whether its MAC. */
const sighting = fc.record({
  host: fc.nat(world.length - 1),
  addresses: fc.integer({ min: 1, max: 3 }),
  withMac: fc.boolean(),
});
const scan = fc.record({
  zone: fc.constantFrom('eth0', 'eth1'),
  batches: fc.array(fc.array(sighting, { maxLength: 4 }), { maxLength: 4 }),
  state: fc.constantFrom('done' as const, 'cancelled' as const),
  /** True where other machines hold the addresses of all that have a MAC. */
  swapped: fc.boolean(),
  /** A host that the person names after the scan. */
  named: fc.option(fc.nat(world.length - 1)),
});

const directory = temporaryDirectory();
afterAll(() => directory.remove());

async function everything(inventory: Inventory): Promise<DeviceDetail[]> {
  const { rows, total } = await inventory.list(deviceQuery.parse({ limit: 1000, sort: 'firstSeen' }));
  expect(rows.length).toBe(total);
  return Promise.all(rows.map(({ id }) => inventory.get(id)));
}

/** What the run of the discovery does: it tells under which identities it stored a host before. */
class ModelRun {
  readonly #identities = new Map<number, Set<string>>();
  readonly #macKnown = new Set<number>();
  readonly #seen = new Map<number, Set<string>>();
  readonly zone: string;
  readonly at: number;
  readonly swapped: boolean;

  constructor(zone: string, at: number, swapped: boolean) {
    this.swapped = swapped;
    this.zone = zone;
    this.at = at;
  }

  sight(host: number, count: number, withMac: boolean) {
    const known = world[host];
    if (known === undefined) throw new Error('no such host');
    // What a run has learned of a host it does not forget.
    if (withMac && known.mac !== undefined) this.#macKnown.add(host);
    const seen = this.#seen.get(host) ?? new Set<string>();
    this.#seen.set(host, seen);
    for (const address of known.addresses.slice(0, count)) seen.add(`${address}%${this.zone}`);
    const input: HostInput = {
      zone: this.zone,
      at: this.at,
      addresses: [...seen],
      ...(this.#macKnown.has(host) && known.mac !== undefined ? { mac: this.#mac(known.mac) } : {}),
    };
    const { identity } = recorded(input);
    const former = this.#identities.get(host) ?? new Set<string>();
    this.#identities.set(host, former);
    const result = recorded({ ...input, former: [...former].filter((one) => one !== identity) });
    former.add(identity);
    return result;
  }

  #mac(mac: string): string {
    return this.swapped
      ? mac.replace(/:00:00:00:/, ':00:00:0f:').replace(/^00:1b:21:00:00/, '00:1b:21:0f:00')
      : mac;
  }

  seen(): ReadonlyMap<number, ReadonlySet<string>> {
    return this.#seen;
  }
}

test('whatever a sequence of scans records, no address, own name or device is lost or kept twice', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(scan, { minLength: 1, maxLength: 5 }), async (scans) => {
      const path = join(directory.path, String(run++));
      const inventory = await openInventory({ directory: path, log: silent });
      const everSeen = new Set<string>();
      const names = new Set<string>();
      let hour = 0;
      for (const { zone, batches, state, named, swapped } of scans) {
        const at = firstDay + ++hour * 3_600_000;
        const model = new ModelRun(zone, at, swapped);
        const id = await inventory.beginScan({ startedAt: at, zones: [parseZone(zone)] });
        const deviceOf = new Map<number, number>();
        for (const batch of batches) {
          const hosts = batch.map(({ host, addresses, withMac }) => model.sight(host, addresses, withMac));
          const answers = await inventory.record(id, hosts);
          expect(answers.length).toBe(batch.length);
          answers.forEach(({ deviceId }, index) => deviceOf.set(batch[index]?.host ?? -1, deviceId));
        }
        // Two hosts of one scan are never one device.
        expect(new Set(deviceOf.values()).size).toBe(deviceOf.size);
        const end = await inventory.endScan(id, { state, endedAt: at + 1, sources: [] });
        for (const [host, addresses] of model.seen()) {
          for (const address of addresses) everSeen.add(address);
          const detail = await inventory.get(deviceOf.get(host) ?? -1);
          expect(detail.status).not.toBe('gone');
          expect(end.gone.map(({ deviceId }) => deviceId)).not.toContain(detail.id);
          const held = detail.allAddresses.map((one) => `${one.address}%${one.zone}`);
          expect(held).toEqual(expect.arrayContaining([...addresses]));
        }
        const renamed = named === null ? undefined : deviceOf.get(named);
        if (renamed !== undefined) {
          const before = (await inventory.get(renamed)).ownName;
          if (before !== null) names.delete(before);
          await inventory.update({ id: renamed, ownName: `own ${hour}` });
          names.add(`own ${hour}`);
        }
      }

      const devices = await everything(inventory);
      const held = devices.flatMap((device) => {
        expect(deviceDetail.safeParse(device).error).toBeUndefined();
        const own = device.allAddresses.map(({ address, zone }) => `${address}%${zone}`);
        expect(new Set(own).size).toBe(own.length);
        expect(device.addressCount).toBe(own.length);
        for (const { timesSeen } of device.allAddresses) expect(timesSeen).toBeLessThanOrEqual(scans.length);
        return own;
      });
      expect([...new Set(held)].toSorted()).toEqual([...everSeen].toSorted());
      const said = devices.map(({ ownName, notes }) => `${ownName ?? ''}\n${notes}`).join('\n');
      for (const name of names) expect(said).toContain(name);
      // A universal MAC is one device wherever it is.
      const macs = devices.flatMap(({ mac }) => (mac?.startsWith('00:') === true ? [mac] : []));
      expect(new Set(macs).size).toBe(macs.length);
      for (const { id, addresses } of devices) {
        const [best] = addresses;
        const found = await inventory.list(deviceQuery.parse({ text: best?.address ?? '' }));
        expect(found.rows.map((row) => row.id)).toContain(id);
      }
      await inventory.close();
      checkFile(join(path, 'inventory.sqlite'), devices.length);
      rmSync(path, { recursive: true });
    }),
    { numRuns: 60, interruptAfterTimeLimit: 15_000 },
  );
});

/** The file is sound, and every device has one search text and one entry in its index. */
function checkFile(file: string, devices: number): void {
  const database = new DatabaseSync(file, { readOnly: true });
  const value = (sql: string) => Object.values(database.prepare(sql).get() ?? { none: 0 })[0];
  expect(value('PRAGMA integrity_check')).toBe('ok');
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  expect(value('SELECT count(*) FROM device_text')).toBe(devices);
  expect(value('SELECT count(*) FROM device_search_docsize')).toBe(devices);
  expect(
    value(
      "SELECT count(*) FROM device_identity WHERE identity LIKE 'addr:%' AND device IN (SELECT device FROM device_identity WHERE identity LIKE 'mac:%')",
    ),
  ).toBe(0);
  database.close();
}
