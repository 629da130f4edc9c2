import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** The first 100 bytes of a database (https://www.sqlite.org/fileformat2.html#the_database_header). */
const headerLength = 100;
const magic = 'SQLite format 3\0';
const userVersionAt = 60;
const applicationIdAt = 68;

export type FileHeader =
  | { readonly kind: 'missing' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-database' }
  | { readonly kind: 'database'; readonly userVersion: number; readonly applicationId: number };

/**
 * Looks at a file without SQLite, which would make `-wal` and `-shm` files beside it.
 * @throws the system's error where the file cannot be read
 */
export function readFileHeader(file: string): FileHeader {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return { kind: 'missing' };
  const bytes = Buffer.alloc(headerLength);
  const descriptor = openSync(file, 'r');
  let length: number;
  try {
    length = readSync(descriptor, bytes, 0, headerLength, 0);
  } finally {
    closeSync(descriptor);
  }
  if (length === 0) return { kind: 'empty' };
  if (length < headerLength || bytes.toString('latin1', 0, magic.length) !== magic)
    return { kind: 'no-database' };
  return {
    kind: 'database',
    userVersion: bytes.readInt32BE(userVersionAt),
    applicationId: bytes.readInt32BE(applicationIdAt),
  };
}
