import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configFiles } from './config-files.ts';
import { expecting, file, folderForTest, write } from './files.test-support.ts';

let at: ReturnType<typeof folderForTest>;
let outside: ReturnType<typeof folderForTest>;
beforeEach(() => {
  at = folderForTest();
  outside = folderForTest();
});
afterEach(() => {
  at.remove();
  outside.remove();
});

const isRoot = process.getuid?.() === 0;

describe('compare', () => {
  test.skipIf(process.platform !== 'linux')(
    'a file that does not know its own size is read to its end',
    async () => {
      const text = readFileSync('/proc/version', 'utf8');
      const seen = await configFiles.compare({ folder: '/proc', files: [file('version', text)] });
      expect(seen).toMatchObject([{ state: 'same', size: 0 }]);
    },
  );

  test.each<[string, () => void, object]>([
    ['nothing', () => undefined, { state: 'absent', token: 'absent', text: null, reason: null }],
    [
      'the same text',
      () => at.put('etc/a.conf', 'new\n'),
      {
        state: 'same',
        text: null,
        size: 4,
        mode: 0o644,
        token: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ],
    [
      'another text',
      () => at.put('etc/a.conf', 'old\n', 0o600),
      { state: 'differs', text: 'old\n', mode: 0o600 },
    ],
    [
      'what is no UTF-8',
      () => writeFileSync(at.put('etc/a.conf', ''), Buffer.from([0x61, 0xff, 0x0a])),
      { state: 'differs', text: 'a\u{fffd}\n', reason: 'it is no UTF-8 text' },
    ],
    ['what is binary', () => at.put('etc/a.conf', 'a\0b\n'), { state: 'differs', reason: 'it is binary' }],
    [
      'lines as Windows ends them, behind a byte order mark',
      () => at.put('etc/a.conf', '\u{feff}new\r\n'),
      {
        state: 'differs',
        text: '\u{feff}new\r\n',
        reason: 'it begins with a byte order mark; its lines end with CR LF',
      },
    ],
    [
      'a folder',
      () => mkdirSync(join(at.path, 'etc/a.conf'), { recursive: true }),
      { state: 'refused', token: null },
    ],
    [
      'a file where its folder must be',
      () => at.put('etc', ''),
      { state: 'refused', reason: expect.stringMatching(/etc is no folder/) },
    ],
    [
      'a pipe',
      () => {
        mkdirSync(join(at.path, 'etc'));
        spawnSync('mkfifo', [join(at.path, 'etc/a.conf')]);
      },
      { state: 'refused', reason: expect.stringMatching(/is a device, a socket or a pipe/) },
    ],
    [
      'a link to a file outside',
      () => {
        mkdirSync(join(at.path, 'etc'));
        symlinkSync(outside.put('secret', 'x'), join(at.path, 'etc/a.conf'));
      },
      {
        state: 'refused',
        text: null,
        reason: expect.stringMatching(/a symbolic link leads out of the folder/),
      },
    ],
    [
      'a folder that is a link to outside',
      () => symlinkSync(outside.path, join(at.path, 'etc')),
      { state: 'refused', reason: expect.stringMatching(/a symbolic link leads out of the folder/) },
    ],
    [
      'a folder of whose name another begins',
      () => {
        mkdirSync(`${at.path}-more`);
        symlinkSync(`${at.path}-more`, join(at.path, 'etc'));
      },
      { state: 'refused', reason: expect.stringMatching(/a symbolic link leads out of the folder/) },
    ],
    [
      'a link that leads nowhere',
      () => {
        mkdirSync(join(at.path, 'etc'));
        symlinkSync('nowhere', join(at.path, 'etc/a.conf'));
      },
      { state: 'refused', reason: expect.stringMatching(/leads nowhere/) },
    ],
    [
      'a folder that is a link to nowhere',
      () => symlinkSync('nowhere', join(at.path, 'etc')),
      { state: 'refused', reason: expect.stringMatching(/leads nowhere/) },
    ],
    [
      'a link to itself',
      () => symlinkSync('etc', join(at.path, 'etc')),
      { state: 'refused', reason: expect.stringMatching(/leads to itself/) },
    ],
    [
      'a link to a file inside',
      () => {
        at.put('real/a', 'old\n');
        mkdirSync(join(at.path, 'etc'));
        symlinkSync('../real/a', join(at.path, 'etc/a.conf'));
      },
      {
        state: 'differs',
        text: 'old\n',
        reason: expect.stringMatching(/a symbolic link leads to .*real\/a/),
      },
    ],
  ])('%s', async (_, prepare, expected) => {
    prepare();
    const [seen] = await configFiles.compare({ folder: at.path, files: [file('etc/a.conf', 'new\n')] });
    expect(seen).toMatchObject(expected);
    spawnSync('rm', ['-rf', '--', `${at.path}-more`]);
  });

  test('what is to be executable and is not, differs', async () => {
    at.put('run.sh', 'x');
    const [seen] = await configFiles.compare({ folder: at.path, files: [file('run.sh', 'x', true)] });
    expect(seen).toMatchObject({
      state: 'differs',
      reason: 'the text is the same, but it is not executable',
    });
  });

  test('a folder that is not there yet has nothing in it', async () => {
    const seen = await configFiles.compare({ folder: join(at.path, 'a/b'), files: [file('c/d', '')] });
    expect(seen).toMatchObject([{ path: 'c/d', state: 'absent' }]);
  });

  test('the owner is told by name', async (context) => {
    if (!isRoot) context.skip('skipped: only root gives files away');
    chownSync(at.put('a', 'x'), 1, 54_321);
    const [seen] = await configFiles.compare({ folder: at.path, files: [file('a', 'y')] });
    expect(seen?.owner).toEqual({ uid: 1, gid: 54_321, user: 'daemon', group: null });
  });
});

describe('write', () => {
  test('makes new files with their folders, keeps old ones, and leaves those that are the same', async () => {
    at.put('etc/old.conf', 'old\n');
    at.put('etc/same.conf', 'same\n');
    const results = await write(
      at.path,
      file('etc/old.conf', 'new\n'),
      file('etc/same.conf', 'same\n'),
      file('node1/etc/run.sh', '#!/bin/sh\n', true),
    );
    expect(results).toEqual([
      {
        path: 'etc/old.conf',
        state: 'replaced',
        backup: expect.stringMatching(/^\.old\.conf\.\d{8}T\d{6}Z\.bak$/),
      },
      { path: 'etc/same.conf', state: 'unchanged', backup: null },
      { path: 'node1/etc/run.sh', state: 'created', backup: null },
    ]);
    expect(at.files()).toEqual({
      'etc/.old.conf.DATE.bak': 'old\n',
      'etc/old.conf': 'new\n',
      'etc/same.conf': 'same\n',
      'node1/etc/run.sh': '#!/bin/sh\n',
    });
    expect(statSync(join(at.path, 'node1/etc/run.sh')).mode & 0o777).toBe(0o777 & ~process.umask());
    expect(statSync(join(at.path, 'etc/old.conf')).mode & 0o777).toBe(0o644);
  });

  test('keeps the mode, and makes executable for those who may read', async () => {
    chmodSync(at.put('secret', 'a'), 0o640);
    chmodSync(at.put('run.sh', 'a'), 0o640);
    await write(at.path, file('secret', 'b'), file('run.sh', 'a', true));
    const mode = (name: string) => statSync(join(at.path, name)).mode & 0o7777;
    expect([mode('secret'), mode('run.sh')]).toEqual([0o640, 0o750]);
  });

  test('keeps the owner, of the file and of the backup', async (context) => {
    if (!isRoot) context.skip('skipped: only root gives files away');
    chownSync(at.put('a', 'old', 0o604), 12_345, 54_321);
    const [result] = await write(at.path, file('a', 'new'));
    const rights = [join(at.path, 'a'), join(at.path, result?.backup ?? '')].map((path) => {
      const { uid, gid, mode } = statSync(path);
      return [uid, gid, mode & 0o7777];
    });
    expect(rights).toEqual([
      [12_345, 54_321, 0o604],
      [12_345, 54_321, 0o604],
    ]);
  });

  test('writes through a link that stays inside, and keeps the link', async () => {
    at.put('real/a', 'old');
    symlinkSync('real/a', join(at.path, 'a'));
    await write(at.path, file('a', 'new'));
    expect(lstatSync(join(at.path, 'a')).isSymbolicLink()).toBe(true);
    expect(at.files()).toEqual({ 'real/.a.DATE.bak': 'old', 'real/a': 'new' });
  });

  test('the chosen folder may be a link, and its own way is not questioned', async () => {
    symlinkSync(outside.path, join(at.path, 'link'));
    await write(join(at.path, 'link'), file('a', 'new'));
    expect(outside.files()).toEqual({ a: 'new' });
  });

  test('a folder that was not there is made', async () => {
    await write(join(at.path, 'x/y'), file('a', 'new'));
    expect(at.files()).toEqual({ 'x/y/a': 'new' });
  });

  test('backups are never overwritten, however quickly they follow each other', async () => {
    for (let count = 0; count < 12; count++) await write(at.path, file('a', `text ${count}`));
    const kept = Object.entries(at.files()).filter(([name]) => name !== 'a');
    expect(new Set(readdirSync(at.path)).size).toBe(12);
    expect(new Set(kept.map(([, text]) => text))).toSatisfy((texts: Set<string>) =>
      [...texts].every((text) => /^text \d+$/.test(text)),
    );
    const backups = await configFiles.backups({ folder: at.path, path: 'a' });
    const texts: (string | null)[] = [];
    for (const { name } of backups)
      texts.push((await configFiles.backup({ folder: at.path, path: 'a', backup: name })).text);
    expect(texts).toEqual(Array.from({ length: 11 }, (_, index) => `text ${10 - index}`));
  });

  test('two paths of one file are refused', async () => {
    at.put('real/a', 'old');
    symlinkSync('real', join(at.path, 'link'));
    await expect(write(at.path, file('real/a', 'x'), file('link/a', 'y'))).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/are the same file/),
    });
    expect(at.read('real/a')).toBe('old');
  });

  test('a name that leaves no room for a backup is refused before anything is written', async () => {
    await expect(write(at.path, file('a', 'x'), file('n'.repeat(240), 'y'))).rejects.toMatchObject({
      code: 'bad-input',
    });
    expect(at.files()).toEqual({});
  });

  test('thousands of files, all or none', async () => {
    const many = (text: string) =>
      Array.from({ length: 2000 }, (_, index) =>
        file(`host${index % 40}/etc/${index}.conf`, `${text} ${index}\n`),
      );
    const first = await write(at.path, ...many('old'));
    expect(first.every(({ state }) => state === 'created')).toBe(true);
    const wanted = await expecting(at.path, many('new'));
    at.put('host7/etc/7.conf', 'of someone else\n');
    await expect(configFiles.write({ folder: at.path, files: wanted })).rejects.toMatchObject({
      code: 'conflict',
      detail: 'host7/etc/7.conf',
    });
    expect(Object.keys(at.files()).length).toBe(2000);
    const second = await write(at.path, ...many('new'));
    expect(second.map(({ path }) => path)).toEqual(many('new').map(({ path }) => path));
    expect(Object.values(at.files()).filter((text) => text.startsWith('new')).length).toBe(2000);
    expect(Object.keys(at.files()).length).toBe(4000);
  }, 120_000);
});
