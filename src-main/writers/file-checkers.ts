import type { Checker } from './checker.ts';
import type { WrittenFile } from './written.ts';

/** One run for each file that fits, named as the last argument; where none fits there is nothing to run. */
export function forEachFile(
  fits: (file: WrittenFile) => boolean,
  ...args: readonly string[]
): Checker['plan'] {
  return (files, folder) => files.filter(fits).map(({ path }) => ({ args: [...args, `${folder}/${path}`] }));
}

/** Every script, by shellcheck; it names places as `FILE:LINE:COLUMN:`. */
export const shellChecker: Checker = {
  name: 'shellcheck',
  command: 'shellcheck',
  package: 'shellcheck',
  plan: forEachFile(({ language }) => language === 'shell', '--format=gcc'),
};

/** Every file of rules for nft. It asks the kernel what it can do, so it needs root. */
export const nftChecker: Checker = {
  name: 'nft -c',
  command: 'nft',
  package: 'nftables',
  root: true,
  plan: forEachFile(({ path }) => path.endsWith('.nft'), '-c', '-f'),
};
