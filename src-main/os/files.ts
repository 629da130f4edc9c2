import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { ToolError } from '../../src-core/api/errors.ts';

/** A problem of the file system in the person's words. */
function fileError(path: string, doing: string, error: unknown): ToolError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  const full = code === 'ENOSPC' ? ': the disk is full' : '';
  return new ToolError(
    denied ? 'no-permission' : 'internal',
    `${path} could not be ${doing}${full}`,
    String(error),
  );
}

/**
 * Writes a text beside the file and renames it: what stood there before is whole until the new text is.
 * @throws ToolError `no-permission`, `internal`
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}.new`;
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw fileError(path, 'written', error);
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
