import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner } from './commands.ts';
import { raiseLimits } from './kernel-limits.ts';
import { sweep } from './sweep.ts';
import { nobody } from './users.ts';

/** Where a lab is built: its names, its directory, its keeper, and how commands come to its namespaces. */
export interface Ground {
  /** What all its namespaces begin with. */
  readonly prefix: string;
  readonly directory: string;
  /** True in a user namespace; false where the namespaces are the machine's own and we are root. */
  readonly private: boolean;
  readonly runner: CommandRunner;
  name(part: 'scanner' | 'switch' | 'port'): string;
  /** Removes everything; returns when it is gone. */
  close(): Promise<void>;
}

let labs = 0;

const isRoot = process.getuid?.() === 0;

/** Null where labs can be built here, else why not, in words. */
export function whyNoLab(): string | null {
  if (process.platform !== 'linux') return 'labs are built of network namespaces, which only Linux has';
  if (isRoot) return null;
  const trial = spawnSync('unshare', ['-Urnm', 'ip', 'link'], { stdio: 'ignore' });
  return trial.status === 0 ? null : 'needs root or user namespaces';
}

/** Starts the process that removes the lab when this one ends, however it ends. */
async function startKeeper(prefix: string): Promise<ChildProcess> {
  const node = [process.execPath, join(import.meta.dirname, 'keeper.ts'), prefix];
  const [command, ...rest] = isRoot ? node : ['unshare', '-Urnm', ...node, 'private'];
  if (command === undefined) throw new Error('no command for the keeper');
  const keeper = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  await new Promise<void>((resolve, reject) => {
    keeper.once('error', reject);
    keeper.once('exit', (code) => reject(new Error(`the lab's keeper ended with status ${code}`)));
    keeper.stdout.once('data', () => resolve());
  });
  return keeper;
}

/** Sweeps what dead labs left, and prepares the place for a new one. */
export async function openGround(): Promise<Ground> {
  const reason = whyNoLab();
  if (reason !== null) throw new Error(`no lab can be built: ${reason}`);
  if (isRoot) await sweep();
  labs += 1;
  const prefix = `lslab-${process.pid}-${labs}-`;
  const keeper = await startKeeper(prefix);
  const directory = join(tmpdir(), prefix);
  mkdirSync(join(directory, 'user'), { recursive: true });
  chmodSync(directory, 0o711);
  if (isRoot) chownSync(join(directory, 'user'), nobody, nobody);
  writeFileSync(join(directory, 'resolv.conf'), '# no name server in this lab\n', { mode: 0o644 });
  if (isRoot) await raiseLimits(prefix, keeper.pid ?? process.pid);
  const entry = ['nsenter', '-t', String(keeper.pid), '-U', '-m', '-n', '--preserve-credentials', '--'];
  return {
    prefix,
    directory,
    private: !isRoot,
    runner: new CommandRunner(isRoot ? [] : entry),
    name: (part) => prefix + part,
    close: async () => {
      if (keeper.exitCode !== null) return;
      const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
      keeper.stdin?.end();
      await ended;
    },
  };
}
