import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  openSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceQuery } from '../../src-core/api/devices.ts';
import { openInventory } from './inventory.ts';
import { currentVersion, migrations } from './migrations/registry.ts';
import { silent, temporaryDirectory, testInventory } from './hosts.test-support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'inventory.sqlite');
});
afterEach(() => directory.remove());

const open = () => openInventory({ directory: directory.path, log: silent });
const names = () => readdirSync(directory.path).toSorted();
const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');

/** An inventory of many devices, closed again. */
async function fill(count = 300): Promise<void> {
  const { inventory, scan } = await testInventory(directory.path);
  await scan(
    Array.from({ length: count }, (_, index) => ({
      mac: `00:1b:21:00:0${index >> 8}:${(index & 255).toString(16).padStart(2, '0')}`,
      names: [`device-${index}`],
    })),
  );
  await inventory.close();
}

test('every migration of the folder is registered, in order', () => {
  const files = readdirSync(join(import.meta.dirname, 'migrations')).filter((name) => /^\d{4}-/.test(name));
  expect(migrations.map(({ version }) => version)).toEqual(
    files.toSorted().map((name) => Number(name.slice(0, 4))),
  );
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

test('a new inventory is for its owner alone, and holds after closing what was stored', async () => {
  const path = join(directory.path, 'deep', 'data');
  const inventory = await openInventory({ directory: path, log: silent });
  const mode = (name: string) => (statSync(join(path, name)).mode & 0o777).toString(8);
  expect([mode('.'), mode('inventory.sqlite'), mode('inventory.sqlite-wal')]).toEqual(['700', '600', '600']);
  expect(inventory.notices).toEqual([]);
  await inventory.close();
  expect(readdirSync(path)).toEqual(['inventory.sqlite']);
  await fill(3);
  const again = await open();
  expect((await again.list(deviceQuery.parse({ text: 'device-2' }))).total).toBe(1);
  await again.close();
});

test('a program that is closed says so, and closing twice is no fault', async () => {
  const inventory = await open();
  await inventory.close();
  await inventory.close();
  await expect(inventory.remove([1])).rejects.toThrow('the device database is closed');
});

describe('a database of a newer program', () => {
  test('is refused and left as it is', async () => {
    await fill();
    const newer = new DatabaseSync(file);
    newer.exec(`PRAGMA user_version = ${currentVersion + 1}`);
    newer.close();
    const before = digest();
    await expect(open()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/inventory\.sqlite was written by a newer Linkscope: .*left as it is/),
    });
    expect(digest()).toBe(before);
    expect(names()).toEqual(['inventory.sqlite']);
  });

  test('is refused also where its version stands in the journal of a crash only', async () => {
    await fill();
    const before = digest();
    const newer = new DatabaseSync(file);
    newer.exec(`PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = ${currentVersion + 1}`);
    const journal = readFileSync(`${file}-wal`);
    const whole = readFileSync(file);
    newer.close();
    writeFileSync(file, whole);
    writeFileSync(`${file}-wal`, journal);
    expect(digest()).toBe(before);
    await expect(open()).rejects.toMatchObject({ code: 'unsupported' });
    expect(digest()).toBe(before);
    expect(readFileSync(`${file}-wal`).equals(journal)).toBe(true);
  });

  test.each([0, 1])('so is one of another program, whose version is %i', async (version) => {
    const other = new DatabaseSync(file);
    other.exec(`CREATE TABLE bookmark (url TEXT); PRAGMA user_version = ${version}`);
    other.close();
    const before = digest();
    await expect(open()).rejects.toThrow('is a database of another program');
    expect(digest()).toBe(before);
  });
});

describe('a damaged database is moved aside, named, and a new one begun', () => {
  const overwrite = (at: number, length: number) => {
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, Buffer.alloc(length, 0xa5), 0, length, at);
    closeSync(descriptor);
  };
  test.each<[what: string, damage: () => void]>([
    ['no database at all', () => writeFileSync(file, 'this is a letter, not a database\n'.repeat(100))],
    ['a few bytes', () => writeFileSync(file, 'x')],
    ['cut short', () => truncateSync(file, 8192 + 100)],
    ['cut within the header', () => truncateSync(file, 60)],
    ['a broken page', () => overwrite(4096 * 5, 4096)],
    ['the first page broken behind its header', () => overwrite(100, 3000)],
    ['all but the magic broken', () => overwrite(16, 4000)],
  ])('%s', async (_what, damage) => {
    await fill();
    damage();
    const broken = readFileSync(file);
    writeFileSync(`${file}-wal`, '');
    const inventory = await open();
    const moved =
      names().find((name) => /^inventory\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.sqlite$/.test(name)) ?? '';
    expect(readFileSync(join(directory.path, moved)).equals(broken)).toBe(true);
    expect(inventory.notices).toEqual([expect.stringMatching(/damaged.*a new one was begun/)]);
    expect(inventory.notices[0]).toContain(join(directory.path, moved));
    expect((await inventory.list(deviceQuery.parse({}))).total).toBe(0);
    await inventory.beginScan({ startedAt: 1, zones: [] });
    await inventory.close();
    const again = await open();
    expect(again.notices).toEqual([]);
    await again.close();
  });

  test('the files beside it go with it, and two in a second do not overwrite each other', async () => {
    for (const text of ['first', 'second']) {
      writeFileSync(file, text);
      writeFileSync(`${file}-wal`, `${text} journal`);
      await (await open()).close();
    }
    const moved = names().filter((name) => name.includes('damaged'));
    const content = moved.map((name) => readFileSync(join(directory.path, name), 'utf8')).toSorted();
    expect(content).toEqual(['first', 'first journal', 'second', 'second journal']);
    expect(moved.filter((name) => name.endsWith('-wal')).length).toBe(2);
  });

  test('damage that is met while it is open is told, and found at the next start whatever the size', async () => {
    await fill();
    const inventory = await open();
    const wrecker = new DatabaseSync(file, { defensive: false });
    wrecker.exec("UPDATE device_search_data SET block = x'ff00ff00ff' WHERE id > 10");
    wrecker.close();
    await expect(inventory.list(deviceQuery.parse({ text: 'device-299' }))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/is damaged: start Linkscope again, it then moves the file aside/),
    });
    await inventory.close();
    expect(names()).toContain('inventory.sqlite-check');
    const again = await open();
    expect(again.notices).toEqual([expect.stringMatching(/damaged.*a new one was begun/)]);
    await again.close();
    const last = await open();
    expect([last.notices, names().filter((name) => name.endsWith('-check'))]).toEqual([[], []]);
    await last.close();
  });

  test('an empty file is no damage', async () => {
    writeFileSync(file, '');
    const inventory = await open();
    expect(inventory.notices).toEqual([]);
    await inventory.close();
  });
});

test('a data directory that is a file is refused with what to do', async () => {
  const path = join(directory.path, 'file');
  writeFileSync(path, '');
  await expect(openInventory({ directory: path, log: silent })).rejects.toMatchObject({
    code: 'bad-input',
    message: `the data directory ${path} cannot be made: choose another with --data-dir`,
  });
});

test('a directory in the place of the database is refused', async () => {
  mkdirSync(file);
  await expect(open()).rejects.toMatchObject({ code: 'no-permission' });
  rmSync(file, { recursive: true });
  chmodSync(directory.path, 0o700);
});
