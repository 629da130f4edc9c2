import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import type { LogEntry } from '../../src-core/api/application.ts';
import { logEntry } from './log-entry.ts';
import { RotatingFile, type RotationLimits } from './rotating-file.ts';

const fileName = 'linkscope.log';
const limits: RotationLimits = { maximumBytes: 5 * 1024 * 1024, files: 5 };
const entriesKept = 100;

export interface Log {
  readonly logger: Logger;
  readonly filePath: string;
  /** The last warnings and errors, newest first, at most 100. */
  recentErrors(): LogEntry[];
  close(): void;
}

/**
 * The log: JSON lines in `linkscope.log`, at most five files of 5 MB. A log that cannot be written says so once on
 * stderr and never ends the program; the last errors are kept in memory all the same. Never throws.
 * @param level pino's name of the least level that is written
 */
export function openLog(options: { directory: string; level?: string; limits?: RotationLimits }): Log {
  const filePath = join(options.directory, fileName);
  const file = new RotatingFile(filePath, options.limits ?? limits, (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `linkscope: the log ${filePath} cannot be written, going on without it: ${reason}\n`,
    );
  });
  const recent: LogEntry[] = [];
  const destination = {
    write(line: string) {
      file.write(escapeInvisible(line));
      const entry = logEntry(line);
      if (entry === undefined) return;
      recent.unshift(entry);
      recent.length = Math.min(recent.length, entriesKept);
    },
  };
  const logger = pino({ level: options.level ?? 'info', base: { pid: process.pid } }, destination);
  return { logger, filePath, recentErrors: () => [...recent], close: () => file.close() };
}

/**
 * JSON leaves DEL, C1 controls and bidi overrides as they are, and a terminal that shows the file would obey them. They
 * stand inside of strings only, so an escape means the same.
 */
function escapeInvisible(line: string): string {
  return line.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
