import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BaseWindow, Dialog, SaveDialogOptions } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeDialogs } from './dialogs.ts';
import { fake } from './fake.test-support.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkscope-dialogs-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Dialogs in which the person chooses this path, or cancels. */
function choosing(path: string | null) {
  const offered: (string | undefined)[] = [];
  const dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'> = {
    showSaveDialog: (...args: unknown[]) => {
      offered.push((args.at(-1) as SaveDialogOptions).defaultPath);
      return Promise.resolve({ canceled: path === null, filePath: path ?? '' });
    },
    showOpenDialog: () =>
      Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] }),
  };
  const window = fake<BaseWindow>({}).it;
  return { dialogs: nativeDialogs(dialog, () => window), offered };
}

test('what is saved replaces the file as a whole, and leaves nothing beside it', async () => {
  const path = join(directory, 'devices.csv');
  await writeFile(path, 'old');
  const { dialogs, offered } = choosing(path);
  expect(await dialogs.saveFile('devices.csv', 'new')).toBe(path);
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(directory)).toEqual(['devices.csv']);
  expect(offered).toEqual(['devices.csv']);
});

test.each(['../../etc/passwd', '/etc/passwd', '..\\..\\passwd'])(
  'a suggested name %s is a name and no path',
  async (name) => {
    const { dialogs, offered } = choosing(null);
    expect(await dialogs.saveFile(name, '')).toBeNull();
    expect(offered).toEqual(['passwd']);
  },
);

test('a place that cannot be written is told by its name, and keeps what it had', async () => {
  const path = join(directory, 'missing', 'devices.csv');
  await expect(choosing(path).dialogs.saveFile('a', 'b')).rejects.toMatchObject({
    code: 'bad-input',
    message: `${path} could not be written: its directory does not exist; make it, or name another`,
  });
});

test('a file is read as text, with its name and not its path', async () => {
  const path = join(directory, 'leases.csv');
  await writeFile(path, 'fe80::1');
  expect(await choosing(path).dialogs.openFile(100)).toEqual({ fileName: 'leases.csv', text: 'fe80::1' });
  expect(await choosing(null).dialogs.openFile(100)).toBeNull();
});

test('a file that is too long is not read', async () => {
  const path = join(directory, 'long');
  await writeFile(path, 'x'.repeat(101));
  await expect(choosing(path).dialogs.openFile(100)).rejects.toMatchObject({ code: 'bad-input' });
});
