import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceQuery } from '../../src-core/api/devices.ts';
import { Derived } from './derived.ts';
import { openInventory } from './inventory.ts';
import { openDatabase } from './open-database.ts';
import { Scans } from './scans.ts';
import { recorded, silent, temporaryDirectory, testInventory } from './hosts.test-support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'inventory.sqlite');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  directory.remove();
});

const open = (path = directory.path) => openInventory({ directory: path, log: silent });
const script = (name: string) => join(import.meta.dirname, name);

/** A process that records hosts (writer.test-support.ts); `line` waits for a line of its output. */
function writer(first: number, hosts: number, batch: number) {
  const child = spawn(
    process.execPath,
    [script('writer.test-support.ts'), directory.path, String(first), String(hosts), String(batch)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    return done === true ? undefined : value;
  };
  return { child, line };
}

describe('another process holds the database locked', () => {
  test('a write waits two seconds without stopping the program, then says who; the next works', async () => {
    const inventory = await open();
    const scan = await inventory.beginScan({ startedAt: 1, zones: [] });
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    const begin = performance.now();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 20);
    const host = recorded({ mac: '00:1b:21:00:00:01' });
    await expect(inventory.record(scan, [host])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(
        `another Linkscope or another program holds the device database ${file} locked`,
      ),
    });
    clearInterval(timer);
    expect(performance.now() - begin).toBeGreaterThan(1900);
    expect(ticks).toBeGreaterThan(10);
    // What is stored can be read meanwhile.
    expect((await inventory.list(deviceQuery.parse({}))).total).toBe(0);
    other.exec('ROLLBACK');
    other.close();
    expect(await inventory.record(scan, [host])).toMatchObject([{ change: 'new' }]);
    await inventory.close();
  });

  test('a lock that goes in time is only waited for, and the order of writes stays', async () => {
    const inventory = await open();
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    const order: string[] = [];
    const first = inventory.beginScan({ startedAt: 1, zones: [] }).then((id) => order.push(`scan ${id}`));
    const second = inventory.beginScan({ startedAt: 2, zones: [] }).then((id) => order.push(`scan ${id}`));
    setTimeout(() => other.exec('ROLLBACK'), 200);
    await Promise.all([first, second]);
    expect(order).toEqual(['scan 1', 'scan 2']);
    other.close();
    await inventory.close();
  });

  test('at the start it is said after two seconds', async () => {
    await (await open()).close();
    const other = new DatabaseSync(file);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    await expect(open()).rejects.toMatchObject({ code: 'conflict' });
    other.exec('ROLLBACK');
    other.close();
    await (await open()).close();
  });
});

describe('the disk is full', () => {
  const hosts = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const hex = (from + index).toString(16).padStart(4, '0');
      return recorded({
        mac: `00:1b:21:00:${hex.slice(0, 2)}:${hex.slice(2)}`,
        names: [`host-${from + index} ${'x'.repeat(200)}`],
      });
    });

  test('the database may not grow: what was stored stays, and the next write works when there is room', async () => {
    const { store } = await openDatabase({ directory: directory.path, log: silent });
    const scans = new Scans(store, new Derived(store));
    const scan = await scans.beginScan({ startedAt: 1, zones: [] });
    await scans.record(scan, hosts(0, 10));
    store.execute('PRAGMA max_page_count = 80');
    await expect(scans.record(scan, hosts(10, 500))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/the disk is full.*what was stored is kept/),
    });
    store.execute('PRAGMA max_page_count = 100000');
    expect(await scans.record(scan, hosts(10, 500))).toHaveLength(500);
    await scans.endScan(scan, { state: 'done', endedAt: 2, sources: [] });
    await store.close();
    const again = await open();
    expect(again.notices).toEqual([]);
    expect((await again.list(deviceQuery.parse({ text: 'host' }))).total).toBe(510);
    await again.close();
  });

  test('a file system without room', async (context) => {
    const mounted = join(directory.path, 'small');
    mkdirSync(mounted);
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mounted]);
    if (mount.status !== 0) context.skip('skipped: only root can mount a small file system');
    try {
      const inventory = await open(mounted);
      const scan = await inventory.beginScan({ startedAt: 1, zones: [] });
      await inventory.record(scan, hosts(0, 10));
      const ballast = join(mounted, 'ballast');
      writeFileSync(ballast, Buffer.alloc(freeBytes(mounted)));
      await expect(inventory.record(scan, hosts(10, 500))).rejects.toMatchObject({
        message: expect.stringMatching(/disk is full|check the disk and its free space/),
      });
      expect((await inventory.list(deviceQuery.parse({}))).total).toBe(10);
      rmSync(ballast);
      await inventory.record(scan, hosts(10, 100));
      await inventory.close();
      const again = await open(mounted);
      expect([again.notices, (await again.list(deviceQuery.parse({ text: 'host' }))).total]).toEqual([
        [],
        110,
      ]);
      await again.close();
    } finally {
      spawnSync('umount', [mounted]);
    }
  });
});

function freeBytes(path: string): number {
  const found = spawnSync('stat', ['-f', '-c', '%a %S', path], { encoding: 'utf8' });
  const [blocks = 0, size = 0] = found.stdout.split(' ').map(Number);
  return blocks * size;
}

describe('processes', () => {
  test('two at once both write', async () => {
    const inventory = await open();
    const one = writer(0, 300, 10);
    const two = writer(1000, 300, 10);
    const scan = await inventory.beginScan({ startedAt: 1, zones: [] });
    await inventory.record(scan, [recorded({ mac: '00:1b:21:ff:ff:ff' })]);
    const codes = await Promise.all(
      [one, two].map(async ({ child }) => (await once(child, 'exit'))[0] as unknown),
    );
    expect(codes).toEqual([0, 0]);
    const text = await inventory.list(deviceQuery.parse({ text: '00:1b:21' }));
    expect(text.total).toBe(601);
    expect((await inventory.scans(5)).map(({ state }) => state).toSorted()).toEqual([
      'done',
      'done',
      'running',
    ]);
    await inventory.close();
  });

  test('one that is killed while it records loses at most its last batch, and its scan is told as interrupted', async () => {
    const { child, line } = writer(0, 100_000, 20);
    expect(await line()).toBe('ready');
    let stored = 0;
    for (let count = 0; count < 10; count++) stored = Number(await line());
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    for (let more = await line(); more !== undefined; more = await line()) stored = Number(more);
    const inventory = await open();
    expect(inventory.notices).toEqual([]);
    const { total } = await inventory.list(deviceQuery.parse({}));
    // A batch may be stored whose line was not written any more; half a batch never.
    expect([stored, stored + 20]).toContain(total);
    expect((await inventory.list(deviceQuery.parse({ text: 'writer' }))).total).toBe(total);
    expect(await inventory.scans(1)).toMatchObject([{ state: 'interrupted', hosts: total, new: total }]);
    await inventory.close();
    expect(readdirSync(directory.path)).toEqual(['inventory.sqlite']);
  });
});

describe('a user who may not write', () => {
  const reader = (data = directory.path) => {
    // Root may write everything: the reader runs as nobody.
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--', process.execPath];
    const isRoot = process.getuid?.() === 0;
    const [command, ...rest] = isRoot ? ['setpriv', ...nobody] : [process.execPath];
    const ran = spawnSync(command ?? '', [...rest, script('reader.test-support.ts'), data], {
      encoding: 'utf8',
    });
    if (ran.error !== undefined || ran.status !== 0) throw new Error(`the reader did not run: ${ran.stderr}`);
    return JSON.parse(ran.stdout) as unknown;
  };
  const canRun =
    process.platform !== 'win32' &&
    (process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).status === 0);
  if (!canRun)
    process.stderr.write('skipped: a user who may not write (needs setpriv, where the tests run as root)\n');

  const fill = async () => {
    const { inventory, scan } = await testInventory(directory.path);
    await scan([{ mac: '00:1b:21:00:00:01' }, { mac: '00:1b:21:00:00:02' }]);
    return inventory;
  };
  const refused = () => ({
    code: 'no-permission',
    message: expect.stringContaining(`${file} may not be written: give this user`),
  });
  const readable = () => ({
    notices: [
      `${file} may not be written by this user: what is stored can be read, but scans and changes are not kept`,
    ],
    total: 2,
    facets: 2,
    scan: refused(),
    update: refused(),
  });
  afterEach(() => chmodSync(directory.path, 0o700));

  test.skipIf(!canRun)('reads what is stored, in a directory that may not be written', async () => {
    await (await fill()).close();
    chmodSync(file, 0o444);
    chmodSync(directory.path, 0o555);
    const before = statSync(file).mtimeMs;
    expect(reader()).toEqual(readable());
    expect([statSync(file).mtimeMs, readdirSync(directory.path)]).toEqual([before, ['inventory.sqlite']]);
  });

  test.skipIf(!canRun)('reads a file that may not be written, in a directory that may', async () => {
    await (await fill()).close();
    chmodSync(file, 0o444);
    chmodSync(directory.path, 0o777);
    expect(reader()).toEqual(readable());
  });

  test.skipIf(!canRun)('reads while another user has it open', async () => {
    const inventory = await fill();
    for (const name of readdirSync(directory.path)) chmodSync(join(directory.path, name), 0o444);
    chmodSync(directory.path, 0o555);
    expect(reader()).toEqual(readable());
    chmodSync(directory.path, 0o700);
    await inventory.close();
  });

  test.skipIf(!canRun)('sees nothing, and is told so, where nothing is stored', () => {
    chmodSync(directory.path, 0o555);
    expect(reader()).toMatchObject({
      notices: [
        `${file} may not be written by this user: nothing is stored there yet, and scans and changes are not kept`,
      ],
      total: 0,
      scan: refused(),
    });
  });

  test.skipIf(process.getuid?.() !== 0 || !canRun)('is refused where nobody can tell what is stored', () => {
    expect(reader(join(directory.path, 'data'))).toMatchObject({
      failure: { code: 'no-permission', message: expect.stringContaining('cannot be reached by this user') },
    });
  });

  test.skipIf(!canRun)('is refused with what to do where it may not even be read', async () => {
    await (await fill()).close();
    chmodSync(file, process.getuid?.() === 0 ? 0o600 : 0o000);
    chmodSync(directory.path, 0o755);
    expect(reader()).toMatchObject({
      failure: {
        code: 'no-permission',
        message: expect.stringContaining(`${file} may not be read: give this user permission`),
      },
    });
  });
});
