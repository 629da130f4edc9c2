import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placePath } from '../../src-core/api/config-files.ts';
import { backupName, readBackupName } from './backup-names.ts';
import { bundleOf } from './bundle.ts';
import { folderForTest } from './files.test-support.ts';

let at: ReturnType<typeof folderForTest>;
beforeEach(() => {
  at = folderForTest();
});
afterEach(() => at.remove());

/** What tar(1) makes of an archive. */
function unpacked(base64: string): Record<string, string> {
  const archive = join(at.path, 'bundle.tar.gz');
  const folder = join(at.path, 'unpacked');
  mkdirSync(folder, { recursive: true });
  writeFileSync(archive, Buffer.from(base64, 'base64'));
  const { status, stderr } = spawnSync('tar', ['-xzf', archive, '-C', folder], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return at.files(folder);
}

const plain = (path: string, text: string, executable = false) => ({
  path,
  text,
  executable,
  about: 'About it.',
});

test('tar reads it: every file in its place, and a README that says what to do', async () => {
  const long = `${'directory/'.repeat(20)}${'n'.repeat(120)}.conf`;
  const parts = {
    name: 'radvd at the office / Büro',
    files: [
      plain('etc/radvd.conf', 'interface eth0 {};\n'),
      plain('usr/run.sh', '#!/bin/sh\n', true),
      plain('etc/ü.conf', 'ü'),
      plain(long, 'long'),
    ],
    apply: [{ text: 'systemctl restart radvd', about: 'Reads the new file.' }],
    undo: [{ text: 'systemctl stop radvd\nsystemctl disable radvd', about: 'Ends it.' }],
  };
  const bundle = await bundleOf(parts);
  expect([bundle.fileName, bundle.mediaType]).toEqual([
    'radvd-at-the-office-Buro.tar.gz',
    'application/gzip',
  ]);
  const folder = 'radvd-at-the-office-Buro';
  const files = unpacked(bundle.base64);
  const readme = files[`${folder}/README.txt`];
  expect(files).toEqual({
    [`${folder}/README.txt`]: readme,
    [`${folder}/files/etc/radvd.conf`]: 'interface eth0 {};\n',
    [`${folder}/files/usr/run.sh`]: '#!/bin/sh\n',
    [`${folder}/files/etc/ü.conf`]: 'ü',
    [`${folder}/files/${long}`]: 'long',
  });
  for (const part of [
    '/etc/radvd.conf',
    '/usr/run.sh (executable)',
    '    systemctl restart radvd',
    '    systemctl disable radvd',
    '    cp -R files/etc files/usr /',
  ])
    expect(readme?.split('\n')).toContainEqual(expect.stringContaining(part));
  const mode = (path: string) => statSync(join(at.path, 'unpacked', folder, 'files', path)).mode & 0o111;
  expect([mode('usr/run.sh') !== 0, mode('etc/radvd.conf')]).toEqual([true, 0]);
  expect(await bundleOf(parts)).toEqual(bundle);
});

test.each<[string, string[], string[]]>([
  ['files of one host', ['etc/a.conf', 'usr/local/sbin/b'], ['cp -R files/etc files/usr /']],
  [
    'files of several hosts',
    ['ns1/etc/my.cnf', "it's/etc/my.cnf", 'etc/hosts'],
    ['cp -R files/etc /', "cp -R 'files/it'\\''s/etc' /", 'cp -R files/ns1/etc /'],
  ],
  ['a configuration of a router', ['flash/ipv6.cfg'], []],
])('the README says how %s are copied', async (_, paths, commands) => {
  const parts = { name: 'x', files: paths.map((path) => plain(path, '')), apply: [], undo: [] };
  const readme = unpacked((await bundleOf(parts)).base64)['x/README.txt'] ?? '';
  expect(readme.split('\n').filter((line) => line.startsWith('    cp '))).toEqual(
    commands.map((command) => `    ${command}`),
  );
});

test('the commands of the README copy the files of one host alone, keep what was there, and take all back', async () => {
  const parts = {
    name: 'x',
    files: [
      plain('etc/net.d/a', 'new a'),
      plain('etc/net.d/b c', 'new b'),
      plain('usr/run.sh', '#!/bin/sh\n', true),
      plain('guest/etc/net.d/a', 'of the guest'),
    ],
    apply: [],
    undo: [],
  };
  const readme = unpacked((await bundleOf(parts)).base64)['x/README.txt'] ?? '';
  const root = join(at.path, 'root');
  mkdirSync(join(root, 'etc/net.d'), { recursive: true });
  writeFileSync(join(root, 'etc/net.d/a'), 'old a', { mode: 0o640 });
  writeFileSync(join(root, 'etc/other'), 'other');
  const before = at.files(root);
  /** The commands under a heading of the README, with another root directory. */
  const under = (heading: string, host: string) => {
    const part = readme.slice(readme.indexOf(`\n${heading}\n`));
    const lines = part
      .slice(part.indexOf(`  ${host}, as root`))
      .split('\n')
      .slice(1);
    const commands = lines
      .slice(0, lines.indexOf(''))
      .map((line) => line.replaceAll(/(?<= )\/(?= |$)/g, root));
    const { status, stderr } = spawnSync('sh', ['-euc', commands.join('\n')], {
      cwd: join(at.path, 'unpacked/x'),
      encoding: 'utf8',
    });
    expect([commands.length, status, stderr]).toEqual([2, 0, '']);
  };
  // Twice: what was there at first is what is kept.
  for (let time = 0; time < 2; time++) under('Copy it', 'On the host');
  expect(at.files(root)).toEqual({
    'etc/net.d/a': 'new a',
    'etc/net.d/b c': 'new b',
    'etc/other': 'other',
    'usr/run.sh': '#!/bin/sh\n',
  });
  expect(statSync(join(root, 'etc/net.d/a')).mode & 0o777).toBe(0o640);
  under('Take it back', 'On the host');
  expect(at.files(root)).toEqual(before);
  under('Copy it', 'On the host guest');
  expect(at.files(root)).toEqual({ ...before, 'etc/net.d/a': 'of the guest' });
  under('Take it back', 'On the host guest');
  expect(at.files(root)).toEqual(before);
});

test('any files come back as they were', async () => {
  const name = fc.stringMatching(/^[A-Za-z0-9ü._-]{1,60}$/).filter((part) => part !== '.' && part !== '..');
  const path = fc.array(name, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('/'));
  const files = fc.uniqueArray(fc.tuple(path, fc.string({ unit: 'grapheme', maxLength: 2000 })), {
    selector: ([each]) => each.split('/')[0],
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(files, async (list) => {
      fc.pre(list.every(([each]) => placePath.safeParse(each).success && Buffer.byteLength(each) < 3000));
      spawnSync('rm', ['-rf', join(at.path, 'unpacked')]);
      const parts = { name: 'x', files: list.map(([each, text]) => plain(each, text)), apply: [], undo: [] };
      const found = unpacked((await bundleOf(parts)).base64);
      const texts = (entries: [string, string][]) =>
        Object.fromEntries(entries.map(([each, text]) => [each, Buffer.from(text).toString()]));
      delete found['x/README.txt'];
      expect(found).toEqual(texts(list.map(([each, text]) => [`x/files/${each}`, text])));
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('two files of one path are refused', async () => {
  const parts = { name: 'x', files: [plain('a', '1'), plain('a', '2')], apply: [], undo: [] };
  await expect(bundleOf(parts)).rejects.toMatchObject({ code: 'bad-input' });
});

test('the name of a backup tells file and time, and is nothing that a pattern without a dot matches', () => {
  const second = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      second,
      fc.integer({ min: 1, max: 9999 }),
      (name, date, count) => {
        const backup = backupName(name, date, count);
        expect(backup.startsWith('.')).toBe(true);
        expect(readBackupName(name, backup)).toEqual({ at: Math.floor(date.getTime() / 1000) * 1000, count });
        expect(readBackupName(`${name}x`, backup)).toBeUndefined();
      },
    ),
  );
});
