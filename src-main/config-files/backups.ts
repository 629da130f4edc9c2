import { lstat, readdir } from 'node:fs/promises';
import type { BackupInfo, WrittenResult } from '../../src-core/api/config-files.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { readBackupName } from './backup-names.ts';
import { notThere, seenAt, shownText, wholeRoom } from './compare.ts';
import { openDirectory } from './directory.ts';
import { fileFailure, shownPath, systemCode } from './failures.ts';
import type { Seen } from './look.ts';
import { Folder, type Place } from './place.ts';
import { stageFiles } from './save-files.ts';

/** A file, by the folder and its place in it. */
interface FilePlace {
  readonly folder: string;
  readonly path: string;
}

/** The old files beside a file, the newest first. @throws ToolError */
export async function backupsOf({ folder, path }: FilePlace): Promise<BackupInfo[]> {
  const real = await Folder.of(folder);
  const place = await real.placeOf(path);
  if (place.existing !== place.directory) return [];
  try {
    const directory = await openDirectory(real.base, place.directory);
    try {
      const found: (BackupInfo & { count: number })[] = [];
      for (const name of await readdir(directory.at('.'))) {
        const made = readBackupName(place.name, name);
        if (made === undefined) continue;
        const stats = await lstat(directory.at(name)).catch((error: unknown) => {
          if (systemCode(error) !== 'ENOENT') throw error;
        });
        if (stats?.isFile() === true) found.push({ name, ...made, size: stats.size });
      }
      return found
        .sort((one, other) => other.at - one.at || other.count - one.count)
        .map(({ name, at, size }) => ({ name, at, size }));
    } finally {
      await directory.close();
    }
  } catch (error) {
    throw fileFailure(`the backups of ${shownPath(path)} could not be read`, error);
  }
}

/** The text of a backup; null where it is too large to be shown. @throws ToolError `bad-input` where it is not there */
export async function backupText(given: FilePlace & { backup: string }): Promise<{ text: string | null }> {
  const { seen } = await readBackup(given);
  return { text: shownText(seen.bytes, wholeRoom()).text };
}

/**
 * Puts a backup in the place of the file, with the mode and the owner that it kept; what stands there becomes a backup
 * itself, and the one that was taken stays.
 * @throws ToolError `conflict` where the file is not what `expected` says
 */
export async function restoreBackup(
  given: FilePlace & { backup: string; expected: string },
): Promise<WrittenResult> {
  const { seen } = await readBackup(given);
  const { mode, uid, gid } = seen.stats;
  const wanted = {
    path: given.path,
    bytes: seen.bytes,
    executable: false,
    expected: given.expected,
    rights: { mode: Number(mode) & 0o7777, uid: Number(uid), gid: Number(gid) },
    like: given.backup,
  };
  const staged = await stageFiles([{ folder: given.folder, files: [wanted] }]);
  const result = (await staged.put()).get(wanted);
  if (result === undefined) throw new ToolError('internal', `${shownPath(given.path)} was not written`);
  return result;
}

async function readBackup({
  folder,
  path,
  backup,
}: FilePlace & { backup: string }): Promise<{ place: Place; seen: Seen & { file: true } }> {
  const real = await Folder.of(folder);
  const place = await real.placeOf(path);
  if (readBackupName(place.name, backup) === undefined)
    throw new ToolError('bad-input', `${shownPath(backup)} is no backup of ${shownPath(path)}`);
  try {
    const seen = await seenAt(real.base, { ...place, path: backup, name: backup });
    if (!seen.file) throw notThere(backup);
    return { place, seen };
  } catch (error) {
    throw fileFailure(`${shownPath(backup)} could not be read`, error);
  }
}
