import { spawnSync } from 'node:child_process';

/** What a program printed, both streams together, and how it ended. */
export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a program of the system, which takes no longer than a minute. @throws Error where it is not installed */
export function runProgram(command: string, args: readonly string[]): Ran {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 60_000,
  });
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}

/** Whether a program can be run here; where it cannot, it says that the tests with it are skipped. */
export function hasProgram(command: string, args: readonly string[], debianPackage: string): boolean {
  const { error } = spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 });
  if (error !== undefined)
    console.warn(`tests with ${command} are skipped: it is not installed (Debian ${debianPackage})`);
  return error === undefined;
}
