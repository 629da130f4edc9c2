import { readdir, rmdir, stat, unlink } from 'node:fs/promises';
import type { WrittenResult } from '../../src-core/api/config-files.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { attributesOf, inheritedList } from '../os/extended-attributes.ts';
import { openDirectory, type Directory } from './directory.ts';
import { fileFailure, shownPath, systemCode } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { absent, look } from './look.ts';
import { Folder, type Place } from './place.ts';
import { RealFolders } from './real-folders.ts';
import { conflictOf, nameOf, StagedFile, temporaryName, type WantedFile } from './staged-file.ts';

/**
 * Directories that are worked in at a time, and files of one of them. Node does four things of the file system at once, but
 * thousands of directories with one file each take a third longer where only eight of them wait for it.
 */
const directoriesAtOnce = 32;
const filesAtOnce = 8;
/** What was laid down before by a process that was killed goes after so long, in milliseconds. */
const abandonedMs = 3_600_000;

/** Files and the folder that they go into. */
export interface FolderFiles {
  readonly folder: string;
  readonly files: readonly WantedFile[];
}

/** For tests: told before each file is put into its place. */
export type BeforePut = (path: string) => Promise<void>;

/** The files of one directory. */
interface Group {
  readonly base: string;
  readonly path: string;
  /** The part of its way that was there when it was looked at. */
  readonly existing: string;
  readonly files: StagedFile[];
}

/**
 * Looks at the places of all files and lays the new ones down beside them. Nothing has changed yet: what is missing
 * (space, rights) shows here. `put` or `discard` must follow.
 * @throws ToolError `conflict` where a file is not what `expected` says, `bad-input`, `no-permission`; then nothing is left
 */
export async function stageFiles(requests: readonly FolderFiles[], signal?: AbortSignal): Promise<Staged> {
  const groups = await lookAtAll(requests);
  const changed = groups.flatMap(({ files }) => files.filter((file) => !file.expected));
  if (changed.length > 0) throw conflictOf(changed.map(({ wanted }) => wanted));
  signal?.throwIfAborted();
  const staged = new Staged(groups);
  try {
    await staged.lay(signal);
  } catch (error) {
    await staged.discard();
    throw error;
  }
  return staged;
}

async function lookAtAll(requests: readonly FolderFiles[]): Promise<Group[]> {
  const groups = new Map<string, { group: Group; wanted: { file: WantedFile; place: Place }[] }>();
  const taken = new Map<string, WantedFile>();
  const places = new Map<WantedFile, { real: Folder; place: Place }>();
  const folders = new RealFolders();
  await inParallel(requests, directoriesAtOnce, async ({ folder, files }) => {
    const real = await Folder.of(folder, folders);
    await inParallel(files, filesAtOnce, async (file) => {
      places.set(file, { real, place: await real.placeOf(file.path, file.called) });
    });
  });
  for (const { files } of requests) {
    for (const file of files) {
      const found = places.get(file);
      if (found === undefined) continue;
      const { real, place } = found;
      const target = `${place.directory}\0${place.name}`;
      const other = taken.get(target);
      if (other !== undefined)
        throw new ToolError(
          'bad-input',
          `${nameOf(file)} and ${nameOf(other)} are the same file: it cannot be written twice`,
        );
      taken.set(target, file);
      const key = `${real.base}\0${place.directory}`;
      const known = groups.get(key);
      if (known !== undefined) known.wanted.push({ file, place });
      else
        groups.set(key, {
          group: { base: real.base, path: place.directory, existing: place.existing, files: [] },
          wanted: [{ file, place }],
        });
    }
  }
  await inParallel(groups.values(), directoriesAtOnce, async ({ group, wanted }) => {
    const [first] = wanted;
    if (first === undefined) return;
    if (first.place.existing !== first.place.directory) {
      for (const { file, place } of wanted) group.files.push(new StagedFile(file, place, absent));
      return;
    }
    await within(group, undefined, async (directory) => {
      await inParallel(wanted, filesAtOnce, async ({ file, place }) => {
        try {
          group.files.push(
            new StagedFile(file, place, await look(directory, place.name, file.called ?? file.path)),
          );
        } catch (error) {
          throw fileFailure(`${nameOf(file)} could not be read`, error);
        }
      });
    });
  });
  return [...groups.values()].map(({ group }) => group);
}

/** Opens a directory for as long as the work takes. */
async function within(
  { base, path, existing }: Group,
  made: Set<string> | undefined,
  work: (directory: Directory) => Promise<void>,
): Promise<void> {
  let directory: Directory;
  try {
    directory = await openDirectory(base, path, made === undefined ? undefined : { existing, made });
  } catch (error) {
    throw fileFailure(`${shownPath(path)} could not be ${made === undefined ? 'opened' : 'made'}`, error);
  }
  try {
    await work(directory);
  } finally {
    await directory.close();
  }
}

/** Files that are laid down beside their places. */
export class Staged {
  readonly #groups: readonly Group[];
  /** Directories that were made, in order. */
  readonly #made = new Set<string>();

  constructor(groups: readonly Group[]) {
    this.#groups = groups;
  }

  async lay(signal?: AbortSignal): Promise<void> {
    const like = this.#groups.flatMap(({ path, files }) => {
      const old = files.flatMap((file) => (file.unchanged || file.like === null ? [] : [file.like]));
      return old.length === 0 ? [] : [path, ...old];
    });
    const attributes = await attributesOf(like, signal);
    await inParallel(this.#groups, directoriesAtOnce, async (group) => {
      const changed = group.files.filter((file) => !file.unchanged);
      if (changed.length === 0) return;
      const gives = attributes.get(group.path)?.has(inheritedList) ?? false;
      await within(group, this.#made, async (directory) => {
        if (!directory.made) await removeAbandoned(directory);
        await inParallel(changed, filesAtOnce, async (file) => {
          signal?.throwIfAborted();
          try {
            await file.lay(directory, gives || (file.like !== null && attributes.has(file.like)));
          } catch (error) {
            throw fileFailure(`${nameOf(file.wanted)} could not be written, and nothing was`, error);
          }
        });
      });
    });
  }

  /**
   * Puts all files into their places, those of one directory one after the other. Where one of them fails, those that
   * were put are taken back.
   * @returns what became of each, by its path; the files of each folder in no order
   * @throws ToolError `conflict` where a file was changed meanwhile
   */
  async put(beforePut?: BeforePut): Promise<ReadonlyMap<StagedFile['wanted'], WrittenResult>> {
    const now = new Date();
    try {
      await inParallel(this.#groups, directoriesAtOnce, async (group) => {
        const changed = group.files.filter((file) => !file.unchanged);
        if (changed.length === 0) return;
        await within(group, undefined, async (directory) => {
          for (const file of changed) {
            await beforePut?.(file.wanted.path);
            try {
              await file.put(directory, now);
            } catch (error) {
              throw fileFailure(`${nameOf(file.wanted)} could not be put into its place`, error);
            }
          }
          await directory.sync();
        });
      });
    } catch (error) {
      const left = await this.discard();
      if (left.length === 0) throw error;
      const failure = fileFailure('the files could not be written', error);
      throw new ToolError(
        failure.code,
        `${failure.message}; these were written before and could not be taken back, their backups stand beside them: ` +
          left.slice(0, 10).join(', '),
        failure.detail,
        { cause: error },
      );
    }
    return new Map(
      this.#groups.flatMap(({ files }) => files.map((file) => [file.wanted, file.result] as const)),
    );
  }

  /** Takes everything back. Never throws. @returns the names of the files for which that could not be done */
  async discard(): Promise<string[]> {
    const left: string[] = [];
    for (const group of this.#groups.toReversed()) {
      const changed = group.files.filter((file) => !file.unchanged).toReversed();
      if (changed.length === 0) continue;
      try {
        await within(group, undefined, async (directory) => {
          for (const file of changed) {
            const done = await file.takeBack(directory).catch(() => false);
            if (!done) left.push(nameOf(file.wanted));
          }
        });
      } catch (error) {
        // A directory that is gone has nothing left in it.
        if (!(error instanceof ToolError)) throw error;
      }
    }
    for (const path of [...this.#made].toReversed()) {
      try {
        await rmdir(path);
      } catch (error) {
        // Someone else has put something into it, or taken it away: then it is not ours any more.
        if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemCode(error))) throw error;
      }
    }
    return left;
  }
}

/** What a process laid down that was killed before it could put it into its place. */
async function removeAbandoned(directory: Directory): Promise<void> {
  const before = Date.now() - abandonedMs;
  for (const name of await readdir(directory.at('.'))) {
    if (!temporaryName.test(name)) continue;
    try {
      if ((await stat(directory.at(name))).mtimeMs < before) await unlink(directory.at(name));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    }
  }
}
