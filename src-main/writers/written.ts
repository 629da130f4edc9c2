import type { languages } from '../../src-core/api/writers.ts';

/** One line of a file, and the fields that it came from (`subnets.3.prefix`). */
export interface WrittenLine {
  readonly text: string;
  readonly from: readonly string[];
  /** The fields with a space between, where they were put together before. */
  readonly joined?: string;
}

export interface WrittenFile {
  /** The place it belongs in, without the leading slash: `etc/radvd.conf`; of several hosts: `node1/etc/my.cnf`. */
  readonly path: string;
  readonly language: (typeof languages)[number];
  /** What the file is for, in one sentence. */
  readonly about: string;
  readonly executable?: boolean;
  readonly lines: readonly WrittenLine[];
}

/** A command for the person to run; it is never run by the program. */
export interface Command {
  readonly text: string;
  readonly about: string;
}

export interface Written {
  readonly files: readonly WrittenFile[];
  /** What puts the files to work, and what takes them back. */
  readonly apply: readonly Command[];
  readonly undo: readonly Command[];
}
