import { ToolError } from '../../src-core/api/errors.ts';

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
const codes = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** The primary result code of an error that node:sqlite threw, or undefined where it is another error. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/** True where another process holds the lock: the same may work a moment later. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === codes.busy || code === codes.locked;
}

/** True where the file is no database, or is broken inside. */
export function isDamage(error: unknown): boolean {
  const code = resultCode(error);
  return code === codes.corrupt || code === codes.notADatabase;
}

/** True where it can be read but not written, or not be opened at all. */
export function isReadOnly(error: unknown): boolean {
  const code = resultCode(error);
  return code === codes.readOnly || code === codes.cannotOpen;
}

/** The error for a database that may only be read. */
export function readOnlyError(file: string, cause?: unknown): ToolError {
  return new ToolError(
    'no-permission',
    `the device database ${file} may not be written: give this user write permission to the file and its directory, ` +
      'or choose another directory with --data-dir',
    undefined,
    { cause },
  );
}

/** What an error of SQLite means for the person; other errors pass unchanged. */
export function databaseError(error: unknown, file: string): unknown {
  const code = resultCode(error);
  if (code === undefined || !(error instanceof Error)) return error;
  const options = { cause: error };
  switch (code) {
    case codes.busy:
    case codes.locked:
      return new ToolError(
        'conflict',
        `another Linkscope or another program holds the device database ${file} locked: close it, or try again`,
        error.message,
        options,
      );
    case codes.readOnly:
    case codes.cannotOpen:
      return readOnlyError(file, error);
    case codes.full:
      return new ToolError(
        'internal',
        `the disk is full: nothing more can be stored in ${file} until there is room; what was stored is kept`,
        error.message,
        options,
      );
    case codes.inputOutput:
      return new ToolError(
        'internal',
        `the device database ${file} could not be read or written: check the disk and its free space`,
        error.message,
        options,
      );
    case codes.corrupt:
    case codes.notADatabase:
      return new ToolError(
        'internal',
        `the device database ${file} is damaged: start Linkscope again, it then moves the file aside and begins a new one`,
        error.message,
        options,
      );
    default:
      return new ToolError(
        'internal',
        `the device database ${file} refused a request`,
        error.message,
        options,
      );
  }
}
