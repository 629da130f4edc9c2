import { constants, existsSync } from 'node:fs';
import { mkdir, open, realpath, type FileHandle } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ToolError } from '../../src-core/api/errors.ts';
import { shownPath, systemCode } from './failures.ts';

/** Linux names an open directory as a path, so that what is done in it cannot be led elsewhere (openat(2)). */
const held = process.platform === 'linux' && existsSync('/proc/self/fd');

/** An open directory. Close it. */
export interface Directory {
  readonly path: string;
  /** True where it was made for this request: nothing else is in it. */
  readonly made: boolean;
  /** The path by which a file in it is reached, whatever becomes of the directory's own path meanwhile. */
  at(name: string): string;
  /** The same path for a command of the system, which has other open files. */
  forOthers(name: string): string;
  /** Makes what was renamed in it last (fsync). */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What is made of a way that is missing. */
export interface Making {
  /** The part of the way that was there when it was looked at. */
  readonly existing: string;
  /** Each directory that was made is added to it. */
  readonly made: Set<string>;
}

/**
 * Opens a directory without following a symbolic link below the base: each part of the way is opened from the one
 * before it.
 * @param base a directory whose own way is trusted
 * @param path the real path of a directory in it, or of the base itself
 * @param making where the way is made where it is missing
 * @throws NodeJS.ErrnoException, ELOOP or ENOTDIR where a symbolic link came into the way
 */
export async function openDirectory(base: string, path: string, making?: Making): Promise<Directory> {
  const parts = relative(base, path)
    .split(sep)
    .filter((part) => part !== '');
  if (!held) return unheld(path, parts, base, making);
  let handle = await open(base, constants.O_RDONLY | constants.O_DIRECTORY);
  let at = base;
  for (const part of parts) {
    at = join(at, part);
    try {
      const next = await openNext(`/proc/self/fd/${handle.fd}/${part}`, at, making);
      await handle.close();
      handle = next;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
  return {
    path,
    made: making?.made.has(path) ?? false,
    at: (name) => `/proc/self/fd/${handle.fd}/${name}`,
    forOthers: (name) => `/proc/${process.pid}/fd/${handle.fd}/${name}`,
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function openNext(name: string, path: string, making: Making | undefined): Promise<FileHandle> {
  const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  if (making === undefined) return open(name, flags);
  // What was not there is made at once: to be told once more that it is missing takes as long as to make it.
  if (path.length > making.existing.length) await makeOne(name, path, making);
  try {
    return await open(name, flags);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    await makeOne(name, path, making);
    return open(name, flags);
  }
}

/** Another file of the same request may have made it at the same time. */
async function makeOne(name: string, path: string, { made }: Making): Promise<void> {
  try {
    await mkdir(name);
    made.add(path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** Where no directory can be held open by path: it is looked at again instead. */
async function unheld(
  path: string,
  parts: readonly string[],
  base: string,
  making: Making | undefined,
): Promise<Directory> {
  let at = base;
  for (const part of parts) {
    at = join(at, part);
    if (making !== undefined) await makeOne(at, at, making);
  }
  if ((await realpath(path)) !== path)
    throw new ToolError(
      'conflict',
      `${shownPath(path)} leads elsewhere now: nothing was written; compare again`,
    );
  return {
    path,
    made: making?.made.has(path) ?? false,
    at: (name) => join(path, name),
    forOthers: (name) => join(path, name),
    async sync() {
      // Windows keeps no directory open, and needs none of it.
      if (process.platform === 'win32') return;
      const handle = await open(path, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    close: () => Promise.resolve(),
  };
}
