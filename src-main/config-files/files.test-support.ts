import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { FileToWrite } from '../../src-core/api/config-files.ts';
import { configFiles } from './config-files.ts';

/** A folder of its own; `files()` gives what is in it, by path, with `->` before where a link leads. */
export function folderForTest() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'linkscope-files-')));
  return {
    path,
    put(name: string, text: string, mode = 0o644) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode });
      return file;
    },
    read: (name: string) => readFileSync(join(path, name), 'utf8'),
    /** Every plain file, without the dates of backups. */
    files: (within = path): Record<string, string> =>
      Object.fromEntries(
        readdirSync(within, { withFileTypes: true, recursive: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file): [string, string] => [
            relative(within, file).replace(/\d{8}T\d{6}Z/, 'DATE'),
            readFileSync(file, 'utf8'),
          ]),
      ),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export const file = (path: string, text: string, executable = false): FileToWrite => ({
  path,
  text,
  executable,
});

/** The files with what stands at their places now. */
export async function expecting(folder: string, files: readonly FileToWrite[]) {
  const seen = await configFiles.compare({ folder, files });
  return files.map((each, index) => ({ ...each, expected: seen[index]?.token ?? 'cannot be written' }));
}

/** Compares and writes at once. */
export async function write(folder: string, ...files: FileToWrite[]) {
  return configFiles.write({ folder, files: await expecting(folder, files) });
}
