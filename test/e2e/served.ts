import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Lab } from '../lab/lab.ts';
import { linkscope } from '../lab/scan.ts';

/** The program as it serves its page in the lab. */
export interface Served {
  /** The address that lets one browser in, once. */
  readonly link: string;
  /** The same without the token, for windows that share the session. */
  readonly origin: string;
  readonly process: ChildProcess;
  /** Ends it, as Ctrl+C would; returns when it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts `linkscope serve` as an ordinary user in the scanner's namespace, and waits for its address. */
export async function startServed(
  lab: Lab,
  dataDirectory: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const argv = [...linkscope, 'serve', '--no-open', '--port', '0', '--data-dir', dataDirectory];
  const child = lab.spawn(lab.scanner, argv, { env });
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const { stdout } = child;
  if (stdout === null) throw new Error('the server has no output');
  const link = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${printed}`)));
  });
  return {
    link,
    origin: new URL(link).origin,
    process: child,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

/** The commands of the system that run in the scanner's namespace for the program: `ping`, `ip`. */
export function commandsRunning(lab: Lab): string[] {
  return lab.scannerProcesses().flatMap((pid) => {
    try {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      return ['ping', 'ip', 'setpriv', 'ssh'].includes(name) ? [name] : [];
    } catch (error) {
      // It has just ended.
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
        return [];
      throw error;
    }
  });
}
