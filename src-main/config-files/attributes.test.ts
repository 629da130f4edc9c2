import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hasProgram } from '../../test/support/programs.ts';
import { configFiles } from './config-files.ts';
import { file, folderForTest, write } from './files.test-support.ts';

let at: ReturnType<typeof folderForTest>;
beforeEach(() => {
  at = folderForTest();
});
afterEach(() => {
  vi.unstubAllEnvs();
  at.remove();
});

const said = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return stdout;
};
const done = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const acl = (name: string) => said('getfacl', '-cpn', join(at.path, name));
const note = (name: string) => said('getfattr', '--only-values', '-n', 'user.note', join(at.path, name));

const present =
  process.platform === 'linux' &&
  hasProgram('setfacl', ['--version'], 'acl') &&
  hasProgram('getfattr', ['--version'], 'attr');

/** Not every file system has them. @returns false where this one has not */
function put(name: string, text: string, user: number, words: string): boolean {
  const path = at.put(name, text, 0o640);
  return (
    done('setfacl', '-m', `u:${user}:rw`, path) && done('setfattr', '-n', 'user.note', '-v', words, path)
  );
}

test('a file that is replaced keeps its access control list and attributes, and another one gets none', async (context) => {
  context.skip(!present || !put('etc/a', 'old', 12_345, 'ours'), 'skipped: no access control lists here');
  at.put('etc/b', 'old', 0o604);
  const before = acl('etc/a');
  await write(at.path, file('etc/a', 'new'), file('etc/b', 'new'));
  expect([at.read('etc/a'), acl('etc/a'), note('etc/a')]).toEqual(['new', before, 'ours']);
  expect(acl('etc/b')).toBe('user::rw-\ngroup::---\nother::r--\n\n');
});

test('also where the real path has a line break and quotes in it', async (context) => {
  const odd = 'a\n# file: "b\\ c';
  context.skip(!present || !put(`${odd}/f`, 'old', 12_345, 'ours'), 'skipped: no access control lists here');
  symlinkSync(odd, join(at.path, 'link'));
  await write(join(at.path, 'link'), file('f', 'new'));
  expect([at.read(`${odd}/f`), note(`${odd}/f`)]).toEqual(['new', 'ours']);
});

test('a file that is replaced gets no access control list from its folder', async (context) => {
  const secret = present && at.put('etc/secret', 'old', 0o640);
  context.skip(
    secret === false || !done('setfacl', '-d', '-m', 'u:12345:rw', join(at.path, 'etc')),
    'skipped: no access control lists here',
  );
  await write(at.path, file('etc/secret', 'new'), file('etc/new', 'new'));
  expect([at.read('etc/secret'), acl('etc/secret')]).toEqual([
    'new',
    'user::rw-\ngroup::r--\nother::---\n\n',
  ]);
  expect(acl('etc/new')).toMatch(/^user:12345:rw-/m);
});

test('a backup comes back with its own', async (context) => {
  context.skip(!present || !put('a', 'old', 12_345, 'ours'), 'skipped: no access control lists here');
  const before = acl('a');
  const [written] = await write(at.path, file('a', 'new'));
  put('a', 'new', 23_456, 'theirs');
  const [now] = await configFiles.compare({ folder: at.path, files: [file('a', 'old')] });
  await configFiles.restore({
    folder: at.path,
    path: 'a',
    backup: written?.backup ?? '',
    expected: now?.token ?? '',
  });
  expect([at.read('a'), acl('a'), note('a')]).toEqual(['old', before, 'ours']);
});

test('a file that becomes executable keeps its access control list', async (context) => {
  context.skip(!present || !put('run', 'old', 12_345, 'ours'), 'skipped: no access control lists here');
  await write(at.path, file('run', 'new', true));
  expect(acl('run')).toMatch(/^user:12345:rw-/m);
  expect(statSync(join(at.path, 'run')).mode & 0o100).toBe(0o100);
});

test('where they cannot be kept nothing is written', async (context) => {
  context.skip(!present || !put('a', 'old', 12_345, 'ours'), 'skipped: no access control lists here');
  const programs = join(at.path, 'bin');
  mkdirSync(programs);
  writeFileSync(join(programs, 'cp'), '#!/bin/sh\necho no >&2\nexit 1\n');
  chmodSync(join(programs, 'cp'), 0o755);
  vi.stubEnv('PATH', `${programs}${delimiter}${process.env['PATH'] ?? ''}`);
  await expect(write(at.path, file('a', 'new'))).rejects.toMatchObject({
    code: 'no-permission',
    message: expect.stringMatching(/^a: .*cannot be kept.*nothing was written/),
  });
  expect([at.read('a'), Object.keys(at.files()).sort()]).toEqual(['old', ['a', 'bin/cp']]);
});
