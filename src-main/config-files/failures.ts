import { ToolError, type FailureCode } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

/** A path in a message. */
export function shownPath(path: string): string {
  return visibleText(path, 300);
}

/** The code of an error of the file system, `ENOENT`; empty for another error. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const meanings: Readonly<Record<string, readonly [FailureCode, string]>> = {
  EACCES: ['no-permission', 'this user may not: ask for the right, or run as a user who has it'],
  EPERM: ['no-permission', 'the system does not allow it: it may be immutable, or belong to another user'],
  EROFS: ['no-permission', 'the file system is read-only'],
  ENOSPC: ['internal', 'the disk is full'],
  EDQUOT: ['internal', 'the quota of this user is used up'],
  EFBIG: ['internal', 'it is larger than this process may write'],
  EMFILE: ['internal', 'too many files are open: try again'],
  ENFILE: ['internal', 'too many files are open on this computer: try again'],
  EIO: ['internal', 'the disk could not be read or written'],
  ENAMETOOLONG: ['bad-input', 'the name is too long for this file system'],
  ELOOP: ['conflict', 'a symbolic link came into its place meanwhile: compare again'],
  ENOTDIR: ['conflict', 'a part of its path is no folder: compare again'],
  ENOENT: ['conflict', 'its folder is gone: compare again'],
};

/**
 * What an error of the file system means for the person; a ToolError passes unchanged.
 * @param what the sentence so far: `etc/radvd.conf could not be written`
 */
export function fileFailure(what: string, error: unknown): ToolError {
  if (error instanceof ToolError) return error;
  const [code, why] = meanings[systemCode(error)] ?? ['internal', 'the file system refused'];
  return new ToolError(code, `${what}: ${why}`, String(error), { cause: error });
}
