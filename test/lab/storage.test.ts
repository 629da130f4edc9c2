import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeLab, isRoot, itAsRoot, useLab } from './lab-suite.ts';
import type { Lab } from './lab.ts';
import { linkscope, scan } from './scan.ts';
import { nobody } from './users.ts';

const databaseName = 'inventory.sqlite';

function ownDirectory(lab: Lab, name: string): string {
  const directory = join(lab.userDirectory, name);
  mkdirSync(directory);
  if (isRoot) chownSync(directory, nobody, nobody);
  return directory;
}

async function storedDevices(lab: Lab, directory: string) {
  const result = await lab.exec(lab.scanner, [...linkscope, 'devices', '--json', '--data-dir', directory]);
  return { ...result, count: result.stdout.split('\n').filter((line) => line !== '').length };
}

describeLab('a scan whose inventory cannot be kept as usual', () => {
  const lab = useLab({ links: [{ interface: 'eth0', hosts: 6 }] });

  it('moves a damaged database aside, names it, and begins a new one', async () => {
    const dataDirectory = ownDirectory(lab(), 'damaged');
    const damaged = 'this was a database once\n'.repeat(2000);
    writeFileSync(join(dataDirectory, databaseName), damaged);
    if (isRoot) chownSync(join(dataDirectory, databaseName), nobody, nobody);
    const result = await scan(lab(), { dataDirectory });
    expect(result.code, result.stderr).toBe(0);
    const aside = readdirSync(dataDirectory).filter((name) => name.includes('damaged'));
    expect(aside).toHaveLength(1);
    expect(result.stderr).toContain(aside[0]);
    expect(readFileSync(join(dataDirectory, aside[0] ?? ''), 'utf8')).toBe(damaged);
    expect((await storedDevices(lab(), dataDirectory)).count).toBe(result.hosts.length);
  });

  it('shows the hosts where nothing may be written, and says that they are not kept', async () => {
    const dataDirectory = ownDirectory(lab(), 'read-only');
    chmodSync(dataDirectory, 0o555);
    const result = await scan(lab(), { dataDirectory });
    expect(result.code, result.stderr).toBe(0);
    expect(result.hosts.length).toBeGreaterThanOrEqual(6);
    expect(result.stderr).toMatch(/inventory\.sqlite may not be written/);
    expect(readdirSync(dataDirectory)).toEqual([]);
  });

  itAsRoot('shows the hosts where the disk is full, says so, and loses none stored before', async () => {
    const dataDirectory = ownDirectory(lab(), 'full');
    const before = await scan(lab(), { dataDirectory });
    const first = await storedDevices(lab(), dataDirectory);
    expect(first.count).toBe(before.hosts.length);
    // A disk of its own for the command, with all that is stored and room to open it, but not for another scan.
    const script = [
      'size=$(($(du -sk "$1" | cut -f1) + 64))',
      'mkdir "$1.disk"; mount -t tmpfs -o "size=${size}k,mode=777" tmpfs "$1.disk"',
      'cp -p "$1"/* "$1.disk"',
      'shift; setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; echo "status $?" >&2',
      'cp -p "$HOME/full.disk"/* "$HOME/after"',
    ].join('\n');
    mkdirSync(join(lab().userDirectory, 'after'));
    const disk = `${dataDirectory}.disk`;
    const result = await lab().exec(
      lab().scanner,
      [
        'sh',
        '-c',
        script,
        'sh',
        dataDirectory,
        ...linkscope,
        'discover',
        '--interface',
        'eth0',
        '--json',
        '--data-dir',
        disk,
      ],
      { user: 'root' },
    );
    expect(result.stderr).toContain('status 0');
    expect(result.stdout + result.stderr).toMatch(/disk .*full/i);
    expect(result.stdout).toContain('"type":"done"');
    chownSync(join(lab().userDirectory, 'after'), nobody, nobody);
    const after = await storedDevices(lab(), join(lab().userDirectory, 'after'));
    expect(after.code, after.stderr).toBe(0);
    expect(after.count).toBeGreaterThanOrEqual(first.count);
  });

  it('refuses a database of a newer program, and leaves it as it is', async () => {
    const dataDirectory = ownDirectory(lab(), 'newer');
    await scan(lab(), { dataDirectory });
    const file = join(dataDirectory, databaseName);
    const program = `import { DatabaseSync } from 'node:sqlite';
      const database = new DatabaseSync(process.argv[1]); database.exec('PRAGMA user_version = 9999'); database.close();`;
    const made = await lab().exec(lab().scanner, [
      process.execPath,
      '--input-type=module',
      '--eval',
      program,
      file,
    ]);
    expect(made.code, made.stderr).toBe(0);
    const bytes = readFileSync(file);
    const result = await scan(lab(), { dataDirectory });
    expect(result.code).toBe(4);
    expect(result.stderr).toMatch(/newer Linkscope/);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('goes on while another program holds the database for a while, and keeps all', async () => {
    const dataDirectory = ownDirectory(lab(), 'locked');
    await scan(lab(), { dataDirectory });
    const program = `import { DatabaseSync } from 'node:sqlite';
      const database = new DatabaseSync(process.argv[1]); database.exec('BEGIN IMMEDIATE');
      console.log('locked'); setTimeout(() => database.exec('COMMIT'), 2000);`;
    const file = join(dataDirectory, databaseName);
    let released: Promise<unknown> | undefined;
    const result = await scan(lab(), {
      dataDirectory,
      onEvent: (event) => {
        if (event.type !== 'started') return;
        const locker = lab().spawn(lab().scanner, [
          process.execPath,
          '--input-type=module',
          '--eval',
          program,
          file,
        ]);
        released = once(locker, 'exit');
      },
    });
    await released;
    expect(result.code, result.stderr).toBe(0);
    expect(result.summary?.gone).toEqual([]);
    expect((await storedDevices(lab(), dataDirectory)).count).toBe(result.hosts.length);
  });
});
