import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatPlan, parsePlan, planOf } from '../../src-core/plan/file.ts';
import { allEntries } from '../../src-core/plan/tree.ts';
import { firstDay, silent, temporaryDirectory, testInventory } from './hosts.test-support.ts';
import { openInventory } from './inventory.ts';
import { currentVersion } from './migrations/registry.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'inventory.sqlite');
});
afterEach(() => directory.remove());

const open = () => openInventory({ directory: directory.path, log: silent });
const empty = formatPlan(planOf('Plan', []));

/** Every row of every table that was there in version 1. */
function dump(): unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return [
      'scan',
      'scan_zone',
      'device',
      'device_identity',
      'device_zone',
      'address',
      'name',
      'service',
      'tag',
      'device_text',
    ].map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());
  } finally {
    database.close();
  }
}

test('a database of version 1 keeps all that is in it, and then takes plans', async () => {
  const { inventory, scan } = await testInventory(directory.path);
  await scan([
    {
      mac: '00:1b:21:00:00:01',
      addresses: ['2001:db8::1', 'fe80::1'],
      names: ['printer'],
      services: ['_ipp._tcp'],
    },
    { mac: '00:1b:21:00:00:02', addresses: ['192.0.2.2'] },
  ]);
  await inventory.update({ id: 1, ownName: 'Mine', notes: 'by the window', tags: ['old'] });
  await inventory.close();
  const older = new DatabaseSync(file);
  older.exec('DROP TABLE configuration; DROP TABLE plan_node; DROP TABLE plan; PRAGMA user_version = 1');
  older.close();
  const before = dump();
  const again = await open();
  expect(again.notices).toEqual([]);
  expect(await again.plans.create(empty)).toMatchObject({ id: 1, nodes: 0 });
  await again.close();
  expect(dump()).toEqual(before);
  const now = new DatabaseSync(file, { readOnly: true });
  expect(now.prepare('PRAGMA user_version').get()).toEqual({ user_version: currentVersion });
  now.close();
});

test('a process that is killed while it saves leaves the last step whole', async () => {
  const inventory = await open();
  const { id } = await inventory.plans.create(empty);
  await inventory.close();
  const script = join(import.meta.dirname, 'plan-writer.test-support.ts');
  const child = spawn(process.execPath, [script, directory.path, String(id)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let told = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    told = Number(line);
    if (told === 20) child.kill('SIGKILL');
  }
  await exit;
  const again = await open();
  const { info, text } = await again.plans.read(id);
  // A step may be stored whose line was not written any more; half a step never.
  expect([told, told + 1]).toContain(info.revision);
  const names = [...allEntries(parsePlan(text))].map(({ node }) => node.name);
  expect(names).toEqual(Array.from({ length: 50 }, () => `step ${info.revision}`));
  await again.close();
});

test('plans are held against the addresses of devices that belong to a plan, since a time', async () => {
  const { inventory, scan } = await testInventory(directory.path);
  expect(await inventory.plans.found(0)).toEqual({ hosts: [], scannedAt: null, warnings: [] });
  await scan([
    { mac: '00:1b:21:00:00:01', addresses: ['2001:db8::1', 'fe80::1', 'ff02::1'], names: ['printer'] },
  ]);
  await scan([{ mac: '00:1b:21:00:00:02', addresses: ['10.0.0.2', '127.0.0.1', '169.254.0.9'] }]);
  const hour = 3_600_000;
  const later = { address: '10.0.0.2', deviceId: 2, lastSeen: firstDay + 2 * hour + 1000 };
  const all = await inventory.plans.found(0);
  expect(all).toMatchObject({
    hosts: [later, { address: '2001:db8::1', deviceId: 1, name: 'printer' }],
    scannedAt: firstDay + 2 * hour + 5000,
    warnings: [],
  });
  expect(all.hosts).toHaveLength(2);
  expect((await inventory.plans.found(firstDay + 2 * hour)).hosts).toMatchObject([later]);
  await inventory.close();
});
