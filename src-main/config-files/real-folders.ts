import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ToolError } from '../../src-core/api/errors.ts';
import { shownPath, systemCode } from './failures.ts';
import { statsAt } from './stats-at.ts';

/** The real path of a folder of which the last parts may be missing, and the part of it that is there. */
export interface RealFolder {
  readonly path: string;
  readonly existing: string;
}

/** Elsewhere a real path also has the letters in which a name was given (Windows, macOS). */
const namesAreReal = process.platform === 'linux';

/**
 * Where folders really are, behind symbolic links. Each part of a way is looked at once: keep it for one request only.
 */
export class RealFolders {
  readonly #known = new Map<string, Promise<RealFolder>>();

  /**
   * @param path absolute
   * @throws ToolError `bad-input` where a link leads nowhere or a part of the way is no folder, NodeJS.ErrnoException
   */
  of(path: string): Promise<RealFolder> {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const found = this.#find(path);
    this.#known.set(path, found);
    return found;
  }

  async #find(path: string): Promise<RealFolder> {
    const above = dirname(path);
    if (above === path) return { path, existing: path };
    const { path: real, existing } = await this.of(above);
    const at = join(real, basename(path));
    if (real !== existing) return { path: at, existing };
    const stats = await statsAt(at);
    if (stats === undefined) return { path: at, existing };
    if (namesAreReal && stats.isDirectory()) return { path: at, existing: at };
    return folderBehind(at, path);
  }
}

async function folderBehind(at: string, path: string): Promise<RealFolder> {
  try {
    const real = await realpath(at);
    if (!(await stat(real)).isDirectory())
      throw new ToolError('bad-input', `${shownPath(path)} is no folder: remove it, or choose another place`);
    return { path: real, existing: real };
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ELOOP')
      throw new ToolError('bad-input', `${shownPath(path)} is a symbolic link that leads to itself`);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new ToolError('bad-input', `${shownPath(path)} is a symbolic link that leads nowhere`);
    throw error;
  }
}
