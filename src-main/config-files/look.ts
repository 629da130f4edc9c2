import { createHash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { ToolError } from '../../src-core/api/errors.ts';
import type { Directory } from './directory.ts';
import { shownPath } from './failures.ts';
import { statsAt } from './stats-at.ts';

/** A file that is larger is no configuration. */
const largestFile = 64 * 1024 * 1024;

/** What stands at a place. */
export type Seen =
  | { readonly file: false; readonly token: string }
  | { readonly file: true; readonly token: string; readonly bytes: Buffer; readonly stats: BigIntStats };

/** What stands for "nothing is there". */
export const absent: Seen = { file: false, token: 'absent' };

/** What is there is told by its bytes: the same bytes at another time are the same. */
function tokenOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * Reads what stands at a place, never through a symbolic link.
 * @param path what it is called in messages
 * @throws ToolError `bad-input` where it is no plain file, NodeJS.ErrnoException
 */
export async function look(directory: Directory, name: string, path: string): Promise<Seen> {
  const place = directory.at(name);
  const refuse = (what: string): never => {
    throw new ToolError('bad-input', `${shownPath(path)} ${what}: it cannot be written`);
  };
  const before = await statsAt(place);
  if (before === undefined) return absent;
  if (before.isDirectory()) return refuse('is a folder');
  if (!before.isFile() && !before.isSymbolicLink()) return refuse('is a device, a socket or a pipe');
  if (before.size > largestFile) return refuse(`has ${before.size} bytes, which no configuration has`);
  // Something else may be there by now: a link is not followed, and a pipe does not keep us waiting.
  const handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) return refuse('is no file');
    const bytes = await bytesOf(handle, Number(stats.size));
    return { file: true, token: tokenOf(bytes), bytes, stats };
  } finally {
    await handle.close();
  }
}

/** One call for a file that has as many bytes as it says; others (of /proc, or still growing) are read to their end. */
async function bytesOf(handle: FileHandle, size: number): Promise<Buffer> {
  const room = Math.min(size, largestFile) + 1;
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(room), 0, room, 0);
  return bytesRead === size ? buffer.subarray(0, size) : handle.readFile();
}

/** True where the same file is still there and nobody wrote to it. */
export function isUntouched(seen: Seen, now: BigIntStats | undefined): boolean {
  if (!seen.file) return now === undefined;
  const { stats } = seen;
  return (
    now !== undefined &&
    now.isFile() &&
    now.ino === stats.ino &&
    now.dev === stats.dev &&
    now.size === stats.size &&
    now.mtimeNs === stats.mtimeNs
  );
}
