import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkMark } from './page-check.ts';

/**
 * Moves a damaged database out of the way, together with the files that SQLite keeps beside it, so that what can be
 * saved of it is not lost.
 * @returns the file that it is now
 * @throws the system's error where it cannot be moved
 */
export function setAside(directory: string, name: string, now: Date): string {
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const base = name.replace(/\.sqlite$/, '');
  let target = join(directory, `${base}.damaged-${stamp}.sqlite`);
  // Two in one second: none is ever overwritten.
  for (let count = 2; existsSync(target); count++)
    target = join(directory, `${base}.damaged-${stamp}-${count}.sqlite`);
  rmSync(checkMark(join(directory, name)), { force: true });
  // The journal first: a new database must never find the old one's.
  for (const suffix of ['-wal', '-shm', '']) {
    const from = join(directory, name + suffix);
    if (existsSync(from)) renameSync(from, target + suffix);
  }
  return target;
}
