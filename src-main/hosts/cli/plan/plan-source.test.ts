import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { provider, run, usePlanFile } from './plan.test-support.ts';

const at = usePlanFile();

test('stored plans are worked on by name', async () => {
  const data = ['--data-dir', join(at.directory, 'data')];
  expect((await run('import', at.file, '--format', 'json', '--store', ...data)).out).toBe(
    'Stored as #1: "Provider", 3 nodes.\n',
  );
  expect((await run('edit', 'Provider', 'lan', '--name', 'Guests', ...data)).status).toBe(0);
  expect((await run('export', 'Provider', '--format', 'json', ...data)).out).toBe(
    provider.replace('Staff', 'Guests'),
  );
  expect((await run('list', '--json', ...data)).out).toContain('"name":"Provider","nodes":3');
  await run('import', at.file, '--format', 'json', '--store', ...data);
  expect(await run('show', 'Provider', ...data)).toMatchObject({
    status: 2,
    err: expect.stringContaining('give #2 or #1'),
  });
  expect((await run('show', '#1', ...data)).out).toContain('Guests');
  expect(await run('show', 'Nothing', ...data)).toMatchObject({
    status: 2,
    err: expect.stringContaining('is no file and no stored plan'),
  });
});

test('compare lays what was found over the plan, and says that no link was searched', async () => {
  const { status, err } = await run('compare', at.file, '--data-dir', join(at.directory, 'data'), '--json');
  expect([status, err]).toEqual([6, 'No link was searched yet: linkscope discover finds its hosts.\n']);
});

describe('a file is written whole, or not at all', () => {
  const edit = () => run('edit', at.file, 'lan', '--name', 'Guests');

  test('it keeps its mode, and a symbolic link to it stays one', async () => {
    chmodSync(at.file, 0o640);
    const link = join(at.directory, 'link.json');
    symlinkSync('plan.json', link);
    expect((await run('edit', link, 'lan', '--name', 'Guests')).status).toBe(0);
    expect([
      lstatSync(link).isSymbolicLink(),
      statSync(at.file).mode & 0o777,
      at.text(),
      readdirSync(at.directory).toSorted(),
    ]).toEqual([true, 0o640, provider.replace('Staff', 'Guests'), ['link.json', 'plan.json']]);
  });

  test('what is the same already is not written', async () => {
    const before = statSync(at.file, { bigint: true });
    expect((await run('edit', at.file, 'lan', '--name', 'Staff')).err).toBe(
      'Nothing was written: the plan is like that already.\n',
    );
    expect(statSync(at.file, { bigint: true }).ino).toBe(before.ino);
  });

  test('where there is no room the old file stays, and nothing beside it', async (context) => {
    const small = join(at.directory, 'small');
    mkdirSync(small);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', small]).status !== 0)
      context.skip('skipped: only root can mount a small file system');
    try {
      at.file = join(small, 'plan.json');
      writeFileSync(at.file, provider);
      const notes = 'x'.repeat(9000);
      for (let count = 0; count < 2; count++)
        await run('add', at.file, '--prefix', '2001:db8::/64', '--notes', notes);
      const before = at.text();
      expect(await run('add', at.file, '--prefix', '2001:db8::/64', '--notes', notes)).toMatchObject({
        status: 5,
        err: expect.stringContaining('could not be written: the disk is full'),
      });
      expect([at.text(), readdirSync(small)]).toEqual([before, ['plan.json']]);
    } finally {
      spawnSync('umount', [small]);
    }
  });

  test.each([
    ['a file that is not there', 'missing.json', /missing\.json could not be read: it does not exist/],
    ['a directory', './', /could not be read/],
    ['no plan', 'x.csv', /This is not a plan file/],
  ])('%s is told', async (_what, name, message) => {
    writeFileSync(join(at.directory, 'x.csv'), 'a,b');
    const { status, err } = await run('show', join(at.directory, name));
    expect(status).not.toBe(0);
    expect(err).toMatch(message);
  });

  test('two processes that edit at once do not undo each other', async () => {
    const results = await Promise.all([edit(), run('edit', at.file, 'north', '--name', 'Noord')]);
    const done = results.filter(({ status }) => status === 0);
    const told = results.filter(({ err }) => /was changed meanwhile|is being written/.test(err));
    expect(done.length + told.length).toBe(2);
    expect(at.text().includes('Guests') && at.text().includes('Noord')).toBe(done.length === 2);
    expect(readdirSync(at.directory)).toEqual(['plan.json']);
  });
});
