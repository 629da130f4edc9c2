import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePrivateDirectory } from './make-directory.ts';

let top = '';
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'linkscope-directory-'));
});
afterEach(() => rmSync(top, { recursive: true }));

test('makes what is missing, for this user alone, and leaves what is there', () => {
  makePrivateDirectory(join(top, 'a', 'b', 'c'));
  makePrivateDirectory(join(top, 'a', 'b', 'c'));
  expect(['a', 'a/b', 'a/b/c'].map((path) => statSync(join(top, path)).mode & 0o777)).toEqual([
    0o700, 0o700, 0o700,
  ]);
});

test('refuses a file in its place or on the way', () => {
  writeFileSync(join(top, 'file'), '');
  expect(() => makePrivateDirectory(join(top, 'file'))).toThrow(/EEXIST/);
  expect(() => makePrivateDirectory(join(top, 'file', 'below'))).toThrow(/ENOTDIR/);
});

test.runIf(process.platform === 'linux')('ends where the system makes no directories', () => {
  expect(() => makePrivateDirectory('/proc/linkscope/data')).toThrow(/ENOENT|EACCES/);
});
