import { afterEach, beforeEach, expect, test } from 'vitest';
import { silent, temporaryDirectory, testInventory, type HostInput } from './hosts.test-support.ts';
import { openInventory } from './inventory.ts';
import { openDatabase } from './open-database.ts';
import { Retention, type RetentionLimits } from './retention.ts';

const a: HostInput = { mac: '00:1b:21:00:00:0a', addresses: ['2001:db8::a', 'fe80::a'], names: ['a'] };
const b: HostInput = { mac: '00:1b:21:00:00:0b', addresses: ['2001:db8::b', 'fe80::b'], names: ['b'] };

let directory: ReturnType<typeof temporaryDirectory>;
beforeEach(() => {
  directory = temporaryDirectory();
});
afterEach(() => directory.remove());

// Five scans of four sightings each, but the first saw b alone.
test.each<[limits: RetentionLimits, scans: number[]]>([
  [{ sightings: 18, scans: 1 }, [5, 4, 3, 2, 1]],
  [{ sightings: 17, scans: 1 }, [5, 4, 3, 2]],
  [{ sightings: 8, scans: 1 }, [5, 4]],
  [{ sightings: 7, scans: 1 }, [5]],
  [{ sightings: 1, scans: 1 }, [5]],
  [{ sightings: 1, scans: 3 }, [5, 4, 3]],
])(
  'within %o the scans %o are kept, and every device with all that is known of it',
  async (limits, scans) => {
    const box = await testInventory(directory.path);
    await box.scan([b]);
    for (let scan = 2; scan <= 5; scan++) await box.scan([a, b]);
    const before = await box.inventory.get(1);
    await box.inventory.close();

    const { store } = await openDatabase({ directory: directory.path, log: silent });
    const retention = new Retention(store, limits);
    expect(await store.write(() => retention.prune())).toBe(5 - scans.length);
    expect(await store.write(() => retention.prune())).toBe(0);
    await store.close();

    const inventory = await openInventory({ directory: directory.path, log: silent });
    expect((await inventory.scans(10)).map(({ id }) => id)).toEqual(scans);
    const { scans: seenBy, allAddresses, ...device } = await inventory.get(1);
    expect(seenBy.map(({ scanId }) => scanId)).toEqual(scans);
    expect(allAddresses).toEqual(before.allAddresses.map((each) => ({ ...each, timesSeen: scans.length })));
    expect(before).toMatchObject(device);
    await inventory.close();
  },
);
