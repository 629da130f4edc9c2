import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SharedFolder } from './shared-folder.ts';

/** What somebody who may write in the folder does while a path is looked at, and after it was opened. */
const during = vi.hoisted(() => ({ looked: () => {}, opened: () => {} }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return {
    ...real,
    lstat: (path: string) => {
      during.looked();
      return real.lstat(path);
    },
    open: async (...given: Parameters<typeof real.open>) => {
      const handle = await real.open(...given);
      during.opened();
      return handle;
    },
  };
});

let base = '';
let folder = '';
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'linkscope-share-'));
  folder = join(base, 'shared');
  for (const [place, text] of [
    [join(folder, 'sub'), 'inside'],
    [join(base, 'outside'), 'secret'],
  ] as const) {
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'file'), text);
  }
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Makes `sub` a link that leads out, and the folder again. */
function leadOut(): void {
  if (lstatSync(join(folder, 'sub')).isSymbolicLink()) return;
  renameSync(join(folder, 'sub'), join(folder, 'aside'));
  symlinkSync('../outside', join(folder, 'sub'));
}
function leadBack(): void {
  if (!lstatSync(join(folder, 'sub')).isSymbolicLink()) return;
  expect(readlinkSync(join(folder, 'sub'))).toBe('../outside');
  rmSync(join(folder, 'sub'));
  renameSync(join(folder, 'aside'), join(folder, 'sub'));
}

// Other systems do not tell what was opened.
test.runIf(process.platform === 'linux')(
  'a folder that is a link for a moment leads to nothing outside',
  async () => {
    const shared = new SharedFolder(folder, false);
    during.looked = leadOut;
    during.opened = leadBack;
    expect(await shared.find(['sub', 'file'])).toEqual({ kind: 'refused' });
    during.looked = () => {};
    const found = await shared.find(['sub', 'file']);
    if (found.kind !== 'file') throw new Error(found.kind);
    expect(await found.handle.readFile('utf8')).toBe('inside');
    await found.handle.close();
    const listed = await shared.find(['sub']);
    expect(listed).toMatchObject({ kind: 'folder', entries: [{ name: 'file', size: 6 }] });
  },
);
