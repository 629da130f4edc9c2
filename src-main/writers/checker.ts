import type { WrittenFile } from './written.ts';

/** How a real program is asked about the files, which lie in a temporary folder laid out as the tree they belong in. */
export interface CheckPlan {
  readonly args: readonly string[];
  /** More files that only the check needs (a main file that includes ours), by their path in the folder. */
  readonly extra?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Commands that make what cannot lie ready (a throw-away certificate), run one after the other in the folder's sight. */
  readonly before?: readonly { readonly command: string; readonly args: readonly string[] }[];
}

/** What the program said, line by line. */
export interface CheckWord {
  /** The path of the file as in WrittenFile, or null. */
  readonly file: string | null;
  /** Counts from 1; null where it named none. */
  readonly line: number | null;
  readonly severity: 'error' | 'warning' | 'note';
  readonly text: string;
}

/** One run of a real program over the files. */
export interface Checker {
  /** As it is known: `radvd -c`. */
  readonly name: string;
  /** The program: `radvd`. */
  readonly command: string;
  /** The Debian package that has it. */
  readonly package: string;
  /** How it tells its version: of a file that it refuses, the words may be of a later one. */
  readonly version?: readonly string[];
  /** True where it works for root alone. */
  readonly root?: boolean;
  /**
   * How it is run over these files.
   * @param folder the temporary folder, absolute
   * @returns one plan for each run; none where the files have nothing for it (another target was chosen)
   */
  readonly plan: (files: readonly WrittenFile[], folder: string) => readonly CheckPlan[];
  /**
   * What it said: true where it accepts. Left out: accepted where the exit status is 0.
   * Some programs tell errors with status 0, or end with another for what is no error.
   */
  readonly accepts?: (result: {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
  }) => boolean;
  /** Why this version of the program cannot check at all, where its output says so; that is never a refusal or a pass. */
  readonly impossible?: (result: { readonly code: number; readonly stderr: string }) => string | undefined;
  /** Reads one line of its output; undefined leaves it out. Left out: each line is a note, found by `FILE:LINE`. */
  readonly word?: (line: string, folder: string) => CheckWord | undefined;
}
