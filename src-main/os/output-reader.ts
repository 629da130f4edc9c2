import { fstatSync } from 'node:fs';
import { findCommand } from './find-command.ts';
import { start, stop } from './exec.ts';

const standardOutput = 1;

/**
 * Tells when nobody reads the standard output any more, also while nothing is written to it: Node hears of that only
 * from a write that fails. tail watches the pipe that it writes to and ends with it (GNU coreutils since 8.28), so one
 * that never has anything to write is asked. Elsewhere, and where the output is no pipe, nothing is told.
 * @returns what ends the watch
 */
export function watchOutputReader(gone: () => void): () => void {
  if (process.platform !== 'linux' || !fstatSync(standardOutput).isFIFO()) return () => {};
  if (findCommand('tail') === undefined) return () => {};
  const watcher = start('tail', ['-f', '/dev/null'], {}, standardOutput);
  let over = false;
  watcher.once('exit', (_code, signal) => {
    if (!over && signal === 'SIGPIPE') gone();
  });
  // Without it everything works, and the end is noticed at the next line.
  watcher.once('error', () => (over = true));
  return () => {
    over = true;
    stop(watcher);
  };
}
