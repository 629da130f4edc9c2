import { spawnSync } from 'node:child_process';
import { chmodSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configFiles } from './config-files.ts';
import { file, folderForTest, write } from './files.test-support.ts';

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

describe('restore', () => {
  test('puts the old file back with its mode, and keeps what was there', async () => {
    chmodSync(at.put('etc/a', 'old'), 0o600);
    const [written] = await write(at.path, file('etc/a', 'new'));
    chmodSync(join(at.path, 'etc/a'), 0o644);
    const [now] = await configFiles.compare({ folder: at.path, files: [file('etc/a', 'old')] });
    const place = { folder: at.path, path: 'etc/a', backup: written?.backup ?? '' };
    const result = await configFiles.restore({ ...place, expected: now?.token ?? '' });
    expect(result.state).toBe('replaced');
    expect([at.read('etc/a'), statSync(join(at.path, 'etc/a')).mode & 0o777]).toEqual(['old', 0o600]);
    expect((await configFiles.backups({ folder: at.path, path: 'etc/a' })).length).toBe(2);
    await expect(configFiles.restore({ ...place, expected: now?.token ?? '' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('puts a file back that is gone', async () => {
    at.put('a', 'old');
    const [written] = await write(at.path, file('a', 'new'));
    spawnSync('rm', [join(at.path, 'a')]);
    const given = { folder: at.path, path: 'a', backup: written?.backup ?? '', expected: 'absent' };
    expect(await configFiles.restore(given)).toEqual({ path: 'a', state: 'created', backup: null });
    expect(at.read('a')).toBe('old');
  });

  test.each([
    '../secret',
    'a',
    '.b.20261121T154500Z.bak',
    '.a.20261121T154500Z.bak/../../x',
    '.a.20261121T154500Z.bak',
  ])('%s is no backup of it', async (backup) => {
    at.put('a', 'now');
    at.put('secret', 'x');
    at.put('.b.20261121T154500Z.bak', 'of another file');
    const given = { folder: at.path, path: 'a', backup };
    await expect(configFiles.backup(given)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(configFiles.restore({ ...given, expected: 'absent' })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  test('a backup that is a link is not followed', async () => {
    at.put('a', 'now');
    symlinkSync(outside.put('secret', 'x'), join(at.path, '.a.20261121T154500Z.bak'));
    expect(await configFiles.backups({ folder: at.path, path: 'a' })).toEqual([]);
    await expect(
      configFiles.backup({ folder: at.path, path: 'a', backup: '.a.20261121T154500Z.bak' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});
