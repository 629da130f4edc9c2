import { randomUUID } from 'node:crypto';
import { lstat, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ToolError } from '../../src-core/api/errors.ts';

/** A problem of the file system in the person's words. */
function fileError(path: string, doing: string, error: unknown): ToolError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  if (doing === 'read' && (code === 'ENOENT' || code === 'ENOTDIR'))
    return new ToolError('bad-input', `${path} could not be read: it does not exist`);
  if (doing === 'read' && code === 'EISDIR')
    return new ToolError('bad-input', `${path} could not be read: it is a directory`);
  if (doing === 'written' && (code === 'ENOENT' || code === 'ENOTDIR'))
    return new ToolError(
      'bad-input',
      `${path} could not be written: its directory does not exist; make it, or name another`,
    );
  const full = code === 'ENOSPC' || code === 'EDQUOT' ? ': the disk is full' : '';
  return new ToolError(
    denied ? 'no-permission' : 'internal',
    `${path} could not be ${doing}${full}`,
    String(error),
  );
}

/**
 * Writes a file beside its place and renames it: what stood there before is whole until the new one is, also when the
 * power fails. A file that is there keeps its mode; behind a symbolic link it is the file that is written, and the link
 * stays.
 * @throws ToolError `bad-input` where something else than a file is there, `no-permission`, `internal`
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    const target = await realPath(path);
    const before = await stat(target).catch(missing);
    if (before !== undefined && !before.isFile())
      throw new ToolError('bad-input', `${path} is no file: choose another`);
    const beside = `${target}.${randomUUID()}.new`;
    try {
      const file = await open(beside, 'wx', before?.mode);
      try {
        await file.writeFile(content);
        // The mode at opening is cut by the umask.
        if (before !== undefined) await file.chmod(before.mode & 0o7777);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, target);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    await syncDirectory(dirname(target));
  } catch (error) {
    throw error instanceof ToolError ? error : fileError(path, 'written', error);
  }
}

/**
 * Does work on a file while no other process of this program does: a file beside it says so.
 * @throws ToolError `conflict` where another one does, or was killed while it did
 */
export async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  let lock = `${path}.lock`;
  try {
    lock = `${await realPath(path)}.lock`;
    await (await open(lock, 'wx')).close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new ToolError(
        'conflict',
        `${path} is being written by another process: try again; if there is none, remove ${lock}`,
      );
    throw error instanceof ToolError ? error : fileError(path, 'written', error);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Where a file is behind symbolic links; a link that leads nowhere is refused, for what it is to be cannot be known. */
async function realPath(path: string): Promise<string> {
  const real = await realpath(path).catch(missing);
  if (real !== undefined) return real;
  if ((await lstat(path).catch(missing)) !== undefined)
    throw new ToolError('bad-input', `${path} is a symbolic link that leads nowhere: mend or remove it`);
  return path;
}

/** Makes the rename last; Windows keeps no directory open, and needs none of it. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Reads a text file that has at most so many bytes.
 * @throws ToolError `bad-input` where it is longer, `no-permission`, `internal`
 */
export async function readText(path: string, maximumBytes: number): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) {
      throw new ToolError('bad-input', `${path} has ${size} bytes, and at most ${maximumBytes} are read`);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    throw error instanceof ToolError ? error : fileError(path, 'read', error);
  }
}
