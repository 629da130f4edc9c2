import { randomBytes } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { copyFile, link, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { WrittenResult } from '../../src-core/api/config-files.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { copyAttributes } from '../os/extended-attributes.ts';
import { backupName, mostOfOneSecond } from './backup-names.ts';
import type { Directory } from './directory.ts';
import { shownPath, systemCode } from './failures.ts';
import { isUntouched, type Seen } from './look.ts';
import type { Place } from './place.ts';
import { statsAt } from './stats-at.ts';

/** Whose a file is, and who may do what with it. */
export interface Rights {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** A file as it is to be. */
export interface WantedFile {
  readonly path: string;
  /** What it is called in messages; left out: its path. Files of several folders have the same paths. */
  readonly called?: string;
  readonly bytes: Buffer;
  readonly executable: boolean;
  /** The token of what was there when the person saw it. */
  readonly expected: string;
  /** The rights that it gets; left out: those of the file that is there, or of any new file. */
  readonly rights?: Rights;
  /** The name of the file beside it whose access control list and attributes it gets; left out: those of the old file. */
  readonly like?: string;
}

/** Where hard links cannot be made: other file systems, or a file of another user (fs.protected_hardlinks, proc_sys_fs(5)). */
const noLink = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES']);

/** Files that were laid down and never came to their place have such names. */
export const temporaryName = /^\.linkscope-[0-9a-f]{16}\.new$/;

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** What a file is called in messages. */
export function nameOf({ path, called = path }: WantedFile): string {
  return shownPath(called);
}

/** The error for files that are not what the person saw. */
export function conflictOf(files: readonly WantedFile[]): ToolError {
  const [first = '', ...others] = files.map(nameOf);
  const more = others.length === 1 ? 'another file' : `${others.length} other files`;
  const [which, they] =
    others.length === 0 ? [`${first} was`, 'it was'] : [`${first} and ${more} were`, 'they were'];
  return new ToolError(
    'conflict',
    `${which} changed by someone else since ${they} compared: nothing was written; compare again`,
    [first, ...others.slice(0, 20)].join('\n'),
  );
}

/** One file on its way: looked at, laid down beside its place, put into it, and taken back where another one failed. */
export class StagedFile {
  readonly wanted: WantedFile;
  readonly place: Place;
  readonly #seen: Seen;
  /** True where nothing has to be written. */
  readonly unchanged: boolean;
  #temporary: string | null = null;
  #laid: { readonly ino: bigint; readonly dev: bigint } | null = null;
  #backup: string | null = null;
  #placed = false;

  constructor(wanted: WantedFile, place: Place, seen: Seen) {
    this.wanted = wanted;
    this.place = place;
    this.#seen = seen;
    this.unchanged = this.#isUnchanged();
  }

  /** False where it is not what the person saw. */
  get expected(): boolean {
    return this.#seen.token === this.wanted.expected;
  }

  #isUnchanged(): boolean {
    const { wanted } = this;
    const seen = this.#seen;
    if (!seen.file || !seen.bytes.equals(wanted.bytes)) return false;
    const rights = this.#rights();
    return rights === null || rights.mode === (Number(seen.stats.mode) & 0o7777);
  }

  get result(): WrittenResult {
    const path = this.wanted.path;
    if (!this.#placed) return { path, state: 'unchanged', backup: null };
    return { path, state: this.#seen.file ? 'replaced' : 'created', backup: this.#backup };
  }

  /** The rights that the new file must have; null where it is like any new one. */
  #rights(): Rights | null {
    const { rights, executable } = this.wanted;
    const seen = this.#seen;
    if (rights !== undefined) return rights;
    if (!seen.file) return null;
    const mode = Number(seen.stats.mode) & 0o7777;
    // Whoever may read it may run it as well.
    const wanted = executable && (mode & 0o111) === 0 ? mode | ((mode & 0o444) >> 2) : mode;
    return { mode: wanted, uid: Number(seen.stats.uid), gid: Number(seen.stats.gid) };
  }

  /** The file whose access control list and attributes it keeps, by its real path; null where there is none. */
  get like(): string | null {
    const name = this.wanted.like ?? (this.#seen.file ? this.place.name : null);
    return name === null ? null : join(this.place.directory, name);
  }

  /**
   * Writes the new file beside its place.
   * @param attributed true where `like` has an access control list or attributes, or the directory gives them to new files
   */
  async lay(directory: Directory, attributed: boolean): Promise<void> {
    const temporary = `.linkscope-${randomBytes(8).toString('hex')}.new`;
    const rights = this.#rights();
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    // What the system takes away from the mode of a new file (umask(2)) is taken away here as everywhere.
    const mode = rights !== null ? 0o600 : this.wanted.executable ? 0o777 : 0o666;
    const handle = await open(directory.at(temporary), flags, mode);
    this.#temporary = temporary;
    try {
      const made = await handle.stat({ bigint: true });
      this.#laid = { ino: made.ino, dev: made.dev };
      await handle.writeFile(this.wanted.bytes);
      if (rights !== null) await this.#own(handle, made, rights);
      if (attributed && this.like !== null) await this.#resemble(directory, basename(this.like), temporary);
      // The last word: an owner that changes takes some bits away, and an executable has more than the old file.
      if (rights !== null) await handle.chmod(rights.mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async #resemble(directory: Directory, like: string, temporary: string): Promise<void> {
    try {
      await copyAttributes(directory.forOthers(like), directory.forOthers(temporary));
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      const what = `${nameOf(this.wanted)}: ${error.message}; nothing was written`;
      throw new ToolError(error.code, what, error.detail, { cause: error });
    }
  }

  async #own(handle: FileHandle, { uid, gid }: BigIntStats, rights: Rights): Promise<void> {
    if ((Number(uid) !== rights.uid || Number(gid) !== rights.gid) && process.platform !== 'win32') {
      try {
        await handle.chown(rights.uid, rights.gid);
      } catch (error) {
        if (systemCode(error) !== 'EPERM') throw error;
        throw new ToolError(
          'no-permission',
          `${nameOf(this.wanted)} belongs to user ${rights.uid} and group ${rights.gid}, and this user cannot keep that: ` +
            'write it as root or as its owner',
        );
      }
    }
  }

  /**
   * Puts the new file into its place; what is there is kept as a backup first.
   * @throws ToolError `conflict` where it was changed meanwhile
   */
  async put(directory: Directory, now: Date): Promise<void> {
    const temporary = this.#temporary;
    if (temporary === null) return;
    const target = directory.at(this.place.name);
    if (this.#seen.file) {
      if (!isUntouched(this.#seen, await statsAt(target))) throw conflictOf([this.wanted]);
      await this.#keep(directory, now);
      await rename(directory.at(temporary), target);
      this.#placed = true;
    } else await this.#putNew(directory.at(temporary), target);
    this.#temporary = null;
  }

  /** A link is refused where something has come into the place meanwhile; a rename would take its place. */
  async #putNew(temporary: string, target: string): Promise<void> {
    try {
      await link(temporary, target);
    } catch (error) {
      if (systemCode(error) === 'EEXIST') throw conflictOf([this.wanted]);
      if (!noLink.has(systemCode(error))) throw error;
      if (!isUntouched(this.#seen, await statsAt(target))) throw conflictOf([this.wanted]);
      await rename(temporary, target);
      this.#placed = true;
      return;
    }
    this.#placed = true;
    await unlink(temporary);
  }

  /**
   * Gives the old file a second name: it keeps owner, mode and times, needs no space, and an existing backup is never
   * overwritten.
   */
  async #keep(directory: Directory, now: Date): Promise<void> {
    const target = directory.at(this.place.name);
    for (let count = 1; count <= mostOfOneSecond; count++) {
      const name = backupName(this.place.name, now, count);
      try {
        await link(target, directory.at(name));
      } catch (error) {
        if (systemCode(error) === 'EEXIST') continue;
        if (!noLink.has(systemCode(error))) throw error;
        if (!(await this.#copyTo(directory, name))) continue;
      }
      this.#backup = name;
      return;
    }
    throw new ToolError('internal', `${nameOf(this.wanted)} has too many backups: remove some`);
  }

  /** @returns false where there is one of this name */
  async #copyTo(directory: Directory, name: string): Promise<boolean> {
    const backup = directory.at(name);
    try {
      await copyFile(directory.at(this.place.name), backup, constants.COPYFILE_EXCL);
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false;
      await removeIfThere(backup);
      throw error;
    }
    const handle = await open(backup, constants.O_RDWR | constants.O_NOFOLLOW);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  }

  /**
   * Takes it back: the old file is in its place again, and nothing is left beside it.
   * @returns false where somebody has changed it since: then it is left as it is
   */
  async takeBack(directory: Directory): Promise<boolean> {
    if (this.#temporary !== null) await removeIfThere(directory.at(this.#temporary));
    this.#temporary = null;
    const target = directory.at(this.place.name);
    if (!this.#placed) {
      if (this.#backup !== null) await removeIfThere(directory.at(this.#backup));
      this.#backup = null;
      return true;
    }
    const now = await statsAt(target);
    if (now === undefined || now.ino !== this.#laid?.ino || now.dev !== this.#laid.dev) return false;
    if (this.#backup === null) await unlink(target);
    else await rename(directory.at(this.#backup), target);
    this.#placed = false;
    this.#backup = null;
    return true;
  }
}
