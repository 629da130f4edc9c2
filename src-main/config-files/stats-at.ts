import { lstat, type BigIntStats } from 'node:fs';

/**
 * What stands at a path, not through a symbolic link; undefined where nothing does. Asked thousands of times where
 * nothing is there: the promises of node:fs take three times as long for that answer as a callback.
 * @throws NodeJS.ErrnoException
 */
export function statsAt(path: string): Promise<BigIntStats | undefined> {
  return new Promise((resolve, reject) => {
    lstat(path, { bigint: true }, (error, stats) => {
      if (error === null) resolve(stats);
      else if (error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
  });
}
