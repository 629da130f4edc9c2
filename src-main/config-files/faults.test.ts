import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configFiles } from './config-files.ts';
import { expecting, file, folderForTest, write } from './files.test-support.ts';
import { stageFiles } from './save-files.ts';

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
const names = ['f0', 'f1', 'f2'];
const program = join(import.meta.dirname, 'save-files.test-support.ts');

/** Three files that are there, and three that are to come into their places; nothing is put yet. */
async function staged() {
  for (const name of names) at.put(name, 'old');
  const files = await expecting(at.path, [...names.map((name) => file(name, 'new')), file('sub/f3', 'new')]);
  return stageFiles([
    { folder: at.path, files: files.map(({ text, ...each }) => ({ ...each, bytes: Buffer.from(text) })) },
  ]);
}

const untouched = Object.fromEntries(names.map((name) => [name, 'old']));

test.each<[string, string, () => void, Record<string, string>]>([
  ['writes into a file', 'f1', () => writeFileSync(join(at.path, 'f1'), 'theirs'), { f1: 'theirs' }],
  [
    'puts another file into its place',
    'f1',
    () => {
      at.put('other', 'old');
      renameSync(join(at.path, 'other'), join(at.path, 'f1'));
    },
    {},
  ],
  ['makes the file that was not there', 'sub/f3', () => at.put('sub/f3', 'theirs'), { 'sub/f3': 'theirs' }],
])(
  'someone who %s while the files are put into their places is not overwritten',
  async (_, before, act, theirs) => {
    const files = await staged();
    const putting = files.put((path) => {
      if (path === before) act();
      return Promise.resolve();
    });
    await expect(putting).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/nothing was written/),
    });
    expect(at.files()).toEqual({ ...untouched, ...theirs });
  },
);

test('a file that goes meanwhile is not made again', async () => {
  const files = await staged();
  unlinkSync(join(at.path, 'f2'));
  await expect(files.put()).rejects.toMatchObject({ code: 'conflict' });
  expect(at.files()).toEqual({ f0: 'old', f1: 'old' });
});

test('a file that was changed between comparing and writing: nothing is written, nothing is laid down', async () => {
  at.put('a', 'old');
  at.put('b', 'old');
  const files = await expecting(at.path, [file('a', 'new'), file('b', 'new')]);
  at.put('b', 'theirs');
  await expect(configFiles.write({ folder: at.path, files })).rejects.toMatchObject({
    code: 'conflict',
    message: 'b was changed by someone else since it was compared: nothing was written; compare again',
  });
  expect(at.files()).toEqual({ a: 'old', b: 'theirs' });
});

test('files of several folders are called by their whole paths', async () => {
  const folders = ['one', 'two', 'three'].map((name) => join(at.path, name));
  const requests = folders.map((folder) => ({
    folder,
    files: [{ ...file('etc/a', 'new'), expected: 'absent' }],
  }));
  at.put('two/etc/a', 'theirs');
  at.put('three/etc/a', 'theirs');
  await expect(configFiles.stage(requests)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`${at.path}/two/etc/a and another file were changed by someone else`),
    detail: `${at.path}/two/etc/a\n${at.path}/three/etc/a`,
  });
  unlinkSync(join(at.path, 'two/etc/a'));
  symlinkSync(outside.put('a', 'x'), join(at.path, 'two/etc/a'));
  await expect(configFiles.stage(requests)).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(`${at.path}/two/etc/a: a symbolic link leads out of the folder`),
  });
  expect(at.files()).toEqual({ 'three/etc/a': 'theirs' });
});

test('a directory that becomes a link to outside after it was looked at leads nobody there', async () => {
  at.put('etc/a', 'old');
  outside.put('a', 'theirs');
  const [wanted] = await expecting(at.path, [file('etc/a', 'new')]);
  if (wanted === undefined) throw new Error('the file was not compared');
  const files = await stageFiles([{ folder: at.path, files: [{ ...wanted, bytes: Buffer.from('new') }] }]);
  renameSync(join(at.path, 'etc'), join(at.path, 'moved'));
  symlinkSync(outside.path, join(at.path, 'etc'));
  await expect(files.put()).rejects.toMatchObject({ code: 'conflict' });
  expect(outside.files()).toEqual({ a: 'theirs' });
  expect(at.read('moved/a')).toBe('old');
});

test('a directory that is exchanged while it is worked in stays the one that was looked at', async () => {
  at.put('etc/a', 'old');
  outside.put('a', 'old');
  const [wanted] = await expecting(at.path, [file('etc/a', 'new')]);
  if (wanted === undefined) throw new Error('the file was not compared');
  const files = await stageFiles([{ folder: at.path, files: [{ ...wanted, bytes: Buffer.from('new') }] }]);
  await files.put(() => {
    renameSync(join(at.path, 'etc'), join(at.path, 'moved'));
    symlinkSync(outside.path, join(at.path, 'etc'));
    return Promise.resolve();
  });
  expect(outside.files()).toEqual({ a: 'old' });
  expect(at.read('moved/a')).toBe('new');
});

test('where something fails in the middle all is as before, and the folders that were made are gone', async () => {
  const files = await staged();
  let count = 0;
  const putting = files.put(() => {
    if (count++ === 3) throw new Error('the test stops it');
    return Promise.resolve();
  });
  await expect(putting).rejects.toMatchObject({ message: 'the test stops it' });
  expect(at.files()).toEqual(untouched);
  expect(spawnSync('ls', ['-A', at.path], { encoding: 'utf8' }).stdout).toBe('f0\nf1\nf2\n');
});

test.each([0, 1, 2])(
  'killed before the file number %i comes into its place: each is the old or the new one',
  async (stop) => {
    for (const name of names) at.put(name, 'old');
    const child = spawn(process.execPath, [program, at.path, '3', String(stop)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(String(said)).toBe('stopped\n');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = at.files();
    // Which of them came first is not said: they are put into their places side by side.
    const renewed = names.filter((name) => left[name] === 'new');
    expect(renewed).toHaveLength(stop);
    expect(names.filter((name) => left[name] === 'old')).toHaveLength(names.length - stop);
    expect(Object.keys(left).filter((name) => name.endsWith('.bak'))).toEqual(
      renewed.map((name) => `.${name}.DATE.bak`),
    );
    const again = names.map((name) => file(name, 'new'));
    const seen = await configFiles.compare({ folder: at.path, files: again });
    expect(seen.map(({ state }) => state)).toEqual(
      names.map((name) => (renewed.includes(name) ? 'same' : 'differs')),
    );
    // What it laid down goes when it is old enough that nobody can still be at it.
    const hourAgo = Date.now() / 1000 - 3700;
    for (const name of Object.keys(left).filter((each) => each.endsWith('.new')))
      utimesSync(join(at.path, name), hourAgo, hourAgo);
    await write(at.path, ...again);
    const after = at.files();
    expect(names.map((name) => after[name])).toEqual(['new', 'new', 'new']);
    expect(Object.keys(after).filter((name) => name.endsWith('.new'))).toEqual([]);
  },
);

/** Mounts a file system of memory at a folder for as long as the work takes. */
async function onFileSystem(options: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(at.path, 'mounted');
  mkdirSync(folder);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (mount.status !== 0) throw new Error(String(mount.stderr));
  try {
    await work(folder);
  } finally {
    spawnSync('umount', [folder]);
  }
}

test('a full disk: nothing is written and nothing lost', async (context) => {
  if (!isRoot) context.skip('skipped: only root can mount a small file system');
  await onFileSystem('size=64k', async (folder) => {
    await write(folder, file('a', 'old'), file('b', 'old'));
    const large = 'x'.repeat(40_000);
    await expect(
      write(folder, file('a', large), file('b', large), file('sub/c', large)),
    ).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/could not be written, and nothing was: the disk is full/),
    });
    expect(at.files(folder)).toEqual({ a: 'old', b: 'old' });
    expect(spawnSync('ls', ['-A', folder], { encoding: 'utf8' }).stdout).toBe('a\nb\n');
    await write(folder, file('a', large));
  });
});

test('a read-only file system', async (context) => {
  if (!isRoot) context.skip('skipped: only root can mount a file system');
  await onFileSystem('size=64k', async (folder) => {
    await write(folder, file('a', 'old'));
    expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0);
    await expect(write(folder, file('a', 'new'))).rejects.toMatchObject({
      code: 'no-permission',
      message: 'a could not be written, and nothing was: the file system is read-only',
    });
    expect(at.files(folder)).toEqual({ a: 'old' });
  });
});

/** Runs the program of this test as a user who has no rights; where the tests do not run as root, as that user. */
function asNobody(folder: string): { code: number | null; err: string } {
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath];
  const [command = '', ...args] = isRoot ? ['setpriv', ...nobody] : [process.execPath];
  const { status, stderr } = spawnSync(command, [...args, program, folder, '2', '-1'], { encoding: 'utf8' });
  return { code: status, err: stderr };
}

test.skipIf(isRoot && spawnSync('setpriv', ['--version']).status !== 0)(
  'a folder in which this user may not write, and a file that it may not keep',
  () => {
    const folder = dirname(at.put('open/f0', 'old'));
    at.put('open/f1', 'old');
    chmodSync(at.path, 0o755);
    chmodSync(folder, 0o555);
    const denied = asNobody(folder);
    expect(denied.err).toMatch(/could not be written, and nothing was: this user may not/);
    expect(at.files(folder)).toEqual({ f0: 'old', f1: 'old' });
    chmodSync(folder, 0o777);
    if (!isRoot) return;
    expect(asNobody(folder).err).toMatch(/f\d belongs to user 0 and group 0, and this user cannot keep that/);
    expect(at.files(folder)).toEqual({ f0: 'old', f1: 'old' });
  },
);

test('a file that may not be replaced (immutable): the ones before it are taken back', async (context) => {
  at.put('a', 'old');
  const fixed = at.put('b', 'old');
  if (!isRoot || spawnSync('chattr', ['+i', fixed]).status !== 0)
    context.skip('skipped: this file system knows no immutable files, or only root may make them');
  try {
    await expect(write(at.path, file('a', 'new'), file('b', 'new'))).rejects.toMatchObject({
      code: 'no-permission',
    });
    expect(at.files()).toEqual({ a: 'old', b: 'old' });
  } finally {
    spawnSync('chattr', ['-i', fixed]);
  }
});
