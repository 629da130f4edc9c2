import { constants, type Stats } from 'node:fs';
import { lstat, open, opendir, readlink, realpath, stat, type FileHandle } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Entries of one folder that are listed; more are left out, and it is said. */
const mostEntries = 5_000;

export interface FolderEntry {
  readonly name: string;
  readonly folder: boolean;
  readonly size: number;
  readonly modifiedAt: Date;
}

/** What a path leads to. The handle of a file is the caller's to close. */
export type Found =
  | { readonly kind: 'file'; readonly handle: FileHandle; readonly stats: Stats; readonly name: string }
  | { readonly kind: 'folder'; readonly entries: readonly FolderEntry[]; readonly more: boolean }
  | { readonly kind: 'none' }
  /** There is something that is not given: it leads out of the folder, or is neither a file nor a folder. */
  | { readonly kind: 'refused' };

const none = { kind: 'none' } as const;
const refused = { kind: 'refused' } as const;

/**
 * The names that the path of a URL is made of, or null where it is none that a folder could have: each is decoded by
 * itself, so that no encoded separator or `..` comes into being.
 */
export function namesOf(path: string, platform: NodeJS.Platform = process.platform): string[] | null {
  if (!path.startsWith('/') || path.length > 8_192) return null;
  const parts = path.slice(1).split('/');
  // The last one is empty where the path ends in a slash.
  if (parts.at(-1) === '') parts.pop();
  const names: string[] = [];
  for (const part of parts) {
    const name = decoded(part);
    if (name === null || name === '' || name === '.' || name === '..') return null;
    if (/[/\p{Cc}]/u.test(name)) return null;
    // Drives, streams and separators of Windows, and its names that are devices or end in what it drops.
    if (
      platform === 'win32' &&
      (/[\\:<>"|?*]|[. ]$/.test(name) || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name))
    )
      return null;
    names.push(name);
  }
  return names;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** A folder that is given to others, and nothing outside of it. */
export class SharedFolder {
  /** Without any symbolic link in it. */
  readonly directory: string;
  readonly #hidden: boolean;

  constructor(directory: string, hidden: boolean) {
    this.directory = directory;
    this.#hidden = hidden;
  }

  /** Opens what the names lead to. Links are followed as long as they stay within the folder. */
  async find(names: readonly string[]): Promise<Found> {
    if (!this.#hidden && names.some((name) => name.startsWith('.'))) return none;
    try {
      const real = await realpath(join(this.directory, ...names));
      if (!this.#holds(real)) return refused;
      const before = await lstat(real);
      if (before.isDirectory()) return await this.#list(real);
      // What is opened can do something then and there: only files are.
      if (!before.isFile()) return refused;
      return await this.#openFile(real, before, names.at(-1) ?? '');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return none;
      if (code === 'EACCES' || code === 'EPERM' || code === 'ELOOP') return refused;
      throw error;
    }
  }

  /** Whether a real path is inside, and not under a hidden name where those are not given. */
  #holds(real: string): boolean {
    if (real === this.directory) return true;
    const inside = relative(this.directory, real).split(sep);
    if (inside[0] === '..' || !real.startsWith(withSeparator(this.directory))) return false;
    return this.#hidden || !inside.some((name) => name.startsWith('.'));
  }

  /** Opens a file, and looks whether it is still the one at that path: a link could have been put there meanwhile. */
  async #openFile(real: string, before: Stats, name: string): Promise<Found> {
    const handle = await open(
      real,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const stats = await handle.stat();
      const same = stats.isFile() && stats.ino === before.ino && stats.dev === before.dev;
      if (same && this.#holds(await placeOf(handle, real))) return { kind: 'file', handle, stats, name };
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return refused;
  }

  async #list(real: string): Promise<Found> {
    if (process.platform !== 'linux') return await this.#listAt(real);
    const handle = await open(real, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    try {
      return this.#holds(await placeOf(handle, real)) ? await this.#listAt(ownPathOf(handle)) : refused;
    } finally {
      await handle.close();
    }
  }

  async #listAt(place: string): Promise<Found> {
    const entries: FolderEntry[] = [];
    let more = false;
    const directory = await opendir(place);
    for await (const { name } of directory) {
      if (!this.#hidden && name.startsWith('.')) continue;
      if (entries.length >= mostEntries) {
        more = true;
        break;
      }
      const entry = await this.#entry(place, name);
      if (entry !== undefined) entries.push(entry);
    }
    const order = new Intl.Collator('en', { numeric: true });
    entries.sort(
      (one, other) => Number(other.folder) - Number(one.folder) || order.compare(one.name, other.name),
    );
    return { kind: 'folder', entries, more };
  }

  /** An entry of a folder; undefined for what would be refused, or is gone again. */
  async #entry(folder: string, name: string): Promise<FolderEntry | undefined> {
    try {
      const path = join(folder, name);
      const link = (await lstat(path)).isSymbolicLink();
      if (link && !this.#holds(await realpath(path))) return undefined;
      const { size, mtime, ...stats } = await statOf(path);
      if (!stats.file && !stats.folder) return undefined;
      return { name, folder: stats.folder, size, modifiedAt: mtime };
    } catch (error) {
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
    }
  }
}

/** Where Linux shows what a handle has opened, whatever has become of its path (proc_pid_fd(5)). */
function ownPathOf({ fd }: FileHandle): string {
  return `/proc/self/fd/${fd}`;
}

/**
 * Where that which was opened is. Who may write in the folder could make a part of its path a link and a folder again
 * while it is being opened; Linux tells the path of the opened file itself, other systems that which leads to it now.
 */
async function placeOf(handle: FileHandle, real: string): Promise<string> {
  return process.platform === 'linux' ? await readlink(ownPathOf(handle)) : await realpath(real);
}

async function statOf(path: string) {
  const stats = await stat(path);
  return { size: stats.size, mtime: stats.mtime, file: stats.isFile(), folder: stats.isDirectory() };
}

function withSeparator(directory: string): string {
  return directory.endsWith(sep) ? directory : `${directory}${sep}`;
}
