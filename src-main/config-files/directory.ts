import { constants, existsSync } from 'node:fs';
import { mkdir, open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ToolError } from '../../src-core/api/errors.ts';
import { shownPath, systemCode } from './failures.ts';

/** Linux names an open directory as a path, so that what is done in it cannot be led elsewhere (openat(2)). */
const held = process.platform === 'linux' && existsSync('/proc/self/fd');

/** An open directory. Close it. */
export interface Directory {
  readonly path: string;
  /** The path by which a file in it is reached, whatever becomes of the directory's own path meanwhile. */
  at(name: string): string;
  /** The same path for a command of the system, which has other open files. */
  forOthers(name: string): string;
  /** Makes what was renamed in it last (fsync). */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a directory without following a symbolic link below the base: each part of the way is opened from the one
 * before it.
 * @param base a directory whose own way is trusted
 * @param path the real path of a directory in it, or of the base itself
 * @param made where the way is made where it is missing: each that was made is added to it
 * @throws NodeJS.ErrnoException, ELOOP or ENOTDIR where a symbolic link came into the way
 */
export async function openDirectory(base: string, path: string, made?: string[]): Promise<Directory> {
  const parts = relative(base, path)
    .split(sep)
    .filter((part) => part !== '');
  if (!held) return unheld(path, parts, base, made);
  let handle = await open(base, constants.O_RDONLY | constants.O_DIRECTORY);
  let at = base;
  for (const part of parts) {
    const name = `/proc/self/fd/${handle.fd}/${part}`;
    at = join(at, part);
    try {
      const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
      const next = await open(name, flags).catch(async (error: unknown) => {
        if (made === undefined || systemCode(error) !== 'ENOENT') throw error;
        await makeOne(name, at, made);
        return open(name, flags);
      });
      await handle.close();
      handle = next;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
  return {
    path,
    at: (name) => `/proc/self/fd/${handle.fd}/${name}`,
    forOthers: (name) => `/proc/${process.pid}/fd/${handle.fd}/${name}`,
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

/** Another file of the same request may have made it at the same time. */
async function makeOne(name: string, path: string, made: string[]): Promise<void> {
  try {
    await mkdir(name);
    made.push(path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** Where no directory can be held open by path: it is looked at again instead. */
async function unheld(
  path: string,
  parts: readonly string[],
  base: string,
  made: string[] | undefined,
): Promise<Directory> {
  let at = base;
  for (const part of parts) {
    at = join(at, part);
    if (made !== undefined) await makeOne(at, at, made);
  }
  if ((await realpath(path)) !== path)
    throw new ToolError(
      'conflict',
      `${shownPath(path)} leads elsewhere now: nothing was written; compare again`,
    );
  return {
    path,
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

/** The real path of a folder of which the last parts may be missing, and the part of it that is there. */
export interface RealFolder {
  readonly path: string;
  readonly existing: string;
}

/**
 * Where a folder really is, behind symbolic links.
 * @throws ToolError `bad-input` where a link leads nowhere or a part of the way is no folder
 */
export async function realFolder(
  path: string,
  exists: (path: string) => Promise<boolean>,
): Promise<RealFolder> {
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      const existing = await realpath(at);
      if (!(await stat(existing)).isDirectory())
        throw new ToolError('bad-input', `${shownPath(at)} is no folder: remove it, or choose another place`);
      return { path: join(existing, ...missing), existing };
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ELOOP')
        throw new ToolError('bad-input', `${shownPath(at)} is a symbolic link that leads to itself`);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
      if (code === 'ENOENT' && (await exists(at)))
        throw new ToolError('bad-input', `${shownPath(at)} is a symbolic link that leads nowhere`);
      missing.unshift(basename(at));
      if (dirname(at) === at) throw error;
    }
  }
}
