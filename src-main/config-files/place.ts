import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ToolError } from '../../src-core/api/errors.ts';
import { longestBackupSuffix } from './backup-names.ts';
import { fileFailure, shownPath, systemCode } from './failures.ts';
import { RealFolders, type RealFolder } from './real-folders.ts';
import { statsAt } from './stats-at.ts';

/** Where a file really is: links were followed, and it is inside of the folder. */
export interface Place {
  /** As it was asked for: `etc/radvd.conf`. */
  readonly path: string;
  /** The real path of its directory, of which parts may be missing. */
  readonly directory: string;
  /** The part of it that is there. */
  readonly existing: string;
  readonly name: string;
  /** The real path of the file where a symbolic link stands at its place; null where none does. */
  readonly linkTo: string | null;
}

/** The chosen folder, and where files are in it. */
export class Folder {
  readonly #real: RealFolder;
  readonly #folders: RealFolders;

  private constructor(real: RealFolder, folders: RealFolders) {
    this.#real = real;
    this.#folders = folders;
  }

  /**
   * The folder itself may be a symbolic link, and may be missing.
   * @param folders what the same request has found out already
   * @throws ToolError
   */
  static async of(folder: string, folders = new RealFolders()): Promise<Folder> {
    try {
      return new Folder(await folders.of(resolve(folder)), folders);
    } catch (error) {
      throw fileFailure(`${shownPath(folder)} cannot be used`, error);
    }
  }

  /** Its real path. */
  get path(): string {
    return this.#real.path;
  }

  /** The part of the way to it that is there, from which directories are opened. */
  get base(): string {
    return this.#real.existing;
  }

  /**
   * Where a file is. It need not be there.
   * @param called what it is called in messages
   * @throws ToolError `bad-input` where a symbolic link leads out of the folder or nowhere, `no-permission`
   */
  async placeOf(path: string, called = path): Promise<Place> {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    if (Buffer.byteLength(name) > 255 - longestBackupSuffix)
      throw new ToolError(
        'bad-input',
        `${shownPath(called)}: the name is too long to keep a backup beside it`,
      );
    try {
      const directory = await this.#folders.of(join(this.path, ...parts));
      this.#refuseOutside(directory.path, called);
      const here = { path, directory: directory.path, existing: directory.existing, name, linkTo: null };
      if (directory.path !== directory.existing) return here;
      const file = join(directory.path, name);
      const stats = await statsAt(file);
      if (stats?.isSymbolicLink() !== true) return here;
      const linkTo = await realpath(file).catch((error: unknown) => {
        if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ELOOP')
          throw new ToolError('bad-input', `${shownPath(called)} is a symbolic link that leads nowhere`);
        throw error;
      });
      this.#refuseOutside(linkTo, called);
      const real = dirname(linkTo);
      return { path, directory: real, existing: real, name: basename(linkTo), linkTo };
    } catch (error) {
      throw fileFailure(`${shownPath(called)} cannot be looked at`, error);
    }
  }

  #refuseOutside(real: string, path: string): void {
    const inside = this.path.endsWith(sep) ? this.path : `${this.path}${sep}`;
    if (real !== this.path && !real.startsWith(inside))
      throw new ToolError(
        'bad-input',
        `${shownPath(path)}: a symbolic link leads out of the folder, to ${shownPath(real)}; choose a folder that has both`,
      );
  }
}
