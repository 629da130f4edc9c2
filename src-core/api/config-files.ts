import { oc } from '@orpc/contract';
import { z } from 'zod';
import { timeMs } from './values.ts';
import { command } from './writers.ts';

/** The most files of one request: those of a whole renumbering. */
export const mostFiles = 10_000;
/** The longest text of one file, in characters. */
export const largestFileText = 8_000_000;

const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A folder of this computer, as an absolute path; `/` for the real places. */
export const folderPath = z
  .string()
  .min(1)
  .max(4096)
  .refine((path) => !hidden.test(path), { error: 'expected a path without control characters' })
  .refine((path) => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path), {
    error: 'expected an absolute path',
  });

/** The place of a file inside of the folder: `etc/radvd.conf`, with "/" on every system. */
export const placePath = z
  .string()
  .min(1)
  .max(1024)
  .refine((path) => !hidden.test(path) && !path.includes('\\') && !/^[A-Za-z]:/.test(path), {
    error: 'expected a path without control characters, "\\" or a drive',
  })
  .refine((path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'), {
    error: 'expected a path inside of the folder, without "." and ".."',
  });

const fileText = z.string().max(largestFileText);

const fileToWrite = z.object({ path: placePath, text: fileText, executable: z.boolean() });
export type FileToWrite = z.infer<typeof fileToWrite>;

/** What stood at a place when it was looked at; a write names it, and is refused where something else is there by then. */
const stateToken = z.string().max(200);

/** Who owns a file; names are null where the system has none for the number, or has no such numbers (Windows). */
export const fileOwner = z.object({
  uid: z.number().int(),
  gid: z.number().int(),
  user: z.string().nullable(),
  group: z.string().nullable(),
});

export const comparedFile = z.object({
  path: placePath,
  /**
   * `same` is the same text and, where it was asked for, executable. `not-readable`: it is there but this user may not
   * read it. `refused`: it can never be written: a folder or a device is there, or a symbolic link leads out of the folder.
   */
  state: z.enum(['absent', 'same', 'differs', 'not-readable', 'refused']),
  /** Why, where it is not readable or refused; or what is noteworthy: where a symbolic link leads, that it is no UTF-8. */
  reason: z.string().nullable(),
  /** To be given to `write`; null where it cannot be written. */
  token: stateToken.nullable(),
  /** What is there; null where nothing is, where it is the same, or where it is too large to be shown. */
  text: z.string().nullable(),
  /** Permission bits, `0o644`. */
  mode: z.number().int().nullable(),
  owner: fileOwner.nullable(),
  /** Bytes. */
  size: z.number().int().nullable(),
  changedAt: timeMs.nullable(),
});
export type ComparedFile = z.infer<typeof comparedFile>;

export const writtenResult = z.object({
  path: placePath,
  state: z.enum(['created', 'replaced', 'unchanged']),
  /** The name of the old file, in the same folder as the new one; null where there was none or nothing changed. */
  backup: z.string().nullable(),
});
export type WrittenResult = z.infer<typeof writtenResult>;

export const backupInfo = z.object({
  /** Its name, in the folder of the file: `.radvd.conf.20261121T154500Z.bak`. */
  name: z.string(),
  /** When it was set aside. */
  at: timeMs,
  size: z.number().int(),
});
export type BackupInfo = z.infer<typeof backupInfo>;

const backupName = z.string().min(1).max(255);
const place = z.object({ folder: folderPath, path: placePath });

/** A part of two texts in which they differ, with a few lines around it that they share. Lines count from 1. */
export const diffHunk = z.object({
  oldStart: z.number().int(),
  oldLines: z.number().int(),
  newStart: z.number().int(),
  newLines: z.number().int(),
  /** Each line with `+`, `-` or a space before it. */
  lines: z.array(z.string()),
});
export type DiffHunk = z.infer<typeof diffHunk>;

export const bundleFile = z.object({
  fileName: z.string(),
  /** `application/gzip`. */
  mediaType: z.string(),
  base64: z.string(),
});

export const configFilesContract = {
  /** What stands at the places of these files, in their order. Nothing is written. */
  compare: oc
    .input(z.object({ folder: folderPath, files: z.array(fileToWrite).max(mostFiles) }))
    .output(z.array(comparedFile)),
  /**
   * Writes all of the files or none. Everything is laid down beside its place first, then renamed one by one; what
   * stood there is kept beside it as a backup. `conflict` where a file is no longer what `expected` says, `no-permission`,
   * `bad-input` where a place is refused.
   */
  write: oc
    .input(
      z.object({
        folder: folderPath,
        files: z
          .array(fileToWrite.extend({ expected: stateToken }))
          .min(1)
          .max(mostFiles),
      }),
    )
    .output(z.array(writtenResult)),
  /** The old files beside a file, the newest first. */
  backups: oc.input(place).output(z.array(backupInfo)),
  /** The text of a backup; null where it is too large to be shown. */
  backup: oc.input(place.extend({ backup: backupName })).output(z.object({ text: z.string().nullable() })),
  /** Puts a backup in the place of the file, with its mode and owner; what stands there now becomes a backup itself. */
  restore: oc.input(place.extend({ backup: backupName, expected: stateToken })).output(writtenResult),
  /** The files as a tar.gz, with a README.txt of what goes where and the commands to put it to work and back. */
  bundle: oc
    .input(
      z.object({
        /** What the bundle is called: `radvd at the office`; its file name is made of it. */
        name: z.string().min(1).max(200),
        files: z
          .array(fileToWrite.extend({ about: z.string().max(1000) }))
          .min(1)
          .max(mostFiles),
        apply: z.array(command).max(1000),
        undo: z.array(command).max(1000),
      }),
    )
    .output(bundleFile),
};
