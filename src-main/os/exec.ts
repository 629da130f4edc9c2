import { constants } from 'node:os';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { ToolError } from '../../src-core/api/errors.ts';
import { findCommand } from './find-command.ts';

/** How a command of the system is run. There is never a shell, and the output is bounded. */
export interface ExecOptions {
  readonly signal?: AbortSignal | undefined;
  /** Ends the command with a `timeout` error after so long. */
  readonly timeoutMs?: number;
  /** The largest output kept, in bytes; a longer one ends the command with an error. */
  readonly maximumBytes?: number;
  /** What to install where the command is missing, in words: `install iputils-ping`. */
  readonly remedy?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ExecResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Every process that was started and has not ended: none may outlive the program. */
const alive = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** How many processes of the system are running on our behalf now. */
export function runningProcesses(): number {
  return alive.size;
}

let guard: string | null | undefined;

/**
 * With setpriv of util-linux the command dies with us even if we are killed with no time to clean up. The kernel drops
 * this for programs with file capabilities (ping), so those must have an end of their own as well. Older versions
 * (before 2.33) and busybox do not know the option, so it is tried once.
 */
function parentGuard(): string | null {
  if (guard !== undefined) return guard;
  const path = process.platform === 'linux' ? findCommand('setpriv') : undefined;
  const nothing = findCommand('true');
  if (path === undefined || nothing === undefined) return (guard = null);
  const tried = spawnSync(path, ['--pdeathsig', 'KILL', '--', nothing], { stdio: 'ignore', timeout: 2_000 });
  return (guard = tried.status === 0 ? path : null);
}

/**
 * Starts a command of the system, which ends when this program does.
 * @param output where it writes: a pipe, or the descriptor of a file
 * @throws ToolError `missing-command`; the signal's reason where it is aborted already
 */
export function start(
  command: string,
  args: readonly string[],
  options: ExecOptions,
  output: 'pipe' | number = 'pipe',
): ChildProcess {
  options.signal?.throwIfAborted();
  const path = findCommand(command);
  if (path === undefined) {
    throw new ToolError(
      'missing-command',
      `${command} is not installed: ${options.remedy ?? `install ${command}`}`,
    );
  }
  const guarded = parentGuard();
  const [file, all] =
    guarded === null ? [path, args] : [guarded, ['--pdeathsig', 'KILL', '--', path, ...args]];
  const child = spawn(file, all, {
    stdio: ['ignore', output, 'pipe'],
    windowsHide: true,
    // Words of the output are never parsed, but numbers and states must not follow the person's language.
    env: { ...process.env, LC_ALL: 'C', LANG: 'C', ...options.env },
  });
  alive.add(child);
  const forget = () => alive.delete(child);
  child.once('close', forget);
  child.once('error', forget);
  return child;
}

/** Every process that has been asked to end. */
const stopping = new WeakSet<ChildProcess>();

/** Asks the process to end, and makes it end 100 ms later. */
export function stop(child: ChildProcess): void {
  if (stopping.has(child)) return;
  stopping.add(child);
  // What the command itself started may hold the pipes open: its output is of no interest any more.
  const letGo = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  if (child.exitCode !== null || child.signalCode !== null) return letGo();
  child.once('exit', letGo);
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 100);
  child.once('exit', () => clearTimeout(force));
}

export function failedToStart(command: string, error: NodeJS.ErrnoException): ToolError {
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    return new ToolError('no-permission', `${command} may not be run by this user`, error.message, {
      cause: error,
    });
  }
  return new ToolError('internal', `${command} could not be started`, error.message, { cause: error });
}

/** A signal may be aborted with any value. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** The guard tells with these statuses that it could not become the command (no-exec mount, another machine's code). */
export function refusedByGuard(command: string, code: number | null, stderr: string): ToolError | undefined {
  if ((code !== 126 && code !== 127) || !stderr.startsWith('setpriv: failed to execute')) return undefined;
  const detail = stderr.trim().slice(0, 500);
  return /Permission denied/.test(detail)
    ? new ToolError('no-permission', `${command} may not be run by this user`, detail)
    : new ToolError('internal', `${command} could not be started`, detail);
}

/**
 * Runs a command to its end.
 * @returns its exit code and output; a non-zero code is no error here, as commands differ in what they mean by it
 * @throws ToolError `missing-command`, `no-permission`, `timeout`, `internal`; the signal's reason where aborted
 */
export async function run(
  command: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const child = start(command, args, options);
  const limit = options.maximumBytes ?? 32 * 1024 * 1024;
  return await new Promise<ExecResult>((resolve, reject) => {
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    let problem: Error | undefined;
    const end = (reason: unknown) => {
      problem ??= asError(reason);
      stop(child);
    };
    const onAbort = () => end(options.signal?.reason);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(
            () => end(new ToolError('timeout', `${command} did not end within ${options.timeoutMs} ms`)),
            options.timeoutMs,
          );
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) end(new ToolError('internal', `${command} printed more than ${limit} bytes`));
        else output[name].push(chunk);
      });
    }
    const settle = () => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
    };
    child.once('error', (error) => {
      settle();
      reject(failedToStart(command, error));
    });
    child.once('close', (code) => {
      settle();
      if (problem !== undefined) reject(problem);
      else {
        const [stdout, stderr] = [output.stdout, output.stderr].map((parts) =>
          Buffer.concat(parts).toString('utf8'),
        );
        const refused = refusedByGuard(command, code, stderr ?? '');
        if (refused !== undefined) reject(refused);
        else resolve({ code: code ?? -1, stdout: stdout ?? '', stderr: stderr ?? '' });
      }
    });
  });
}

/**
 * Runs a command that takes over this terminal until it ends: its input, output and language are the person's.
 * @returns its exit status; 128 and the number of the signal that ended it, as shells tell it
 * @throws ToolError `missing-command`, `no-permission`, `internal`; the signal's reason where it is aborted already
 */
export async function attend(
  command: string,
  args: readonly string[],
  { signal, remedy }: Pick<ExecOptions, 'signal' | 'remedy'>,
): Promise<number> {
  signal?.throwIfAborted();
  const path = findCommand(command);
  if (path === undefined) {
    throw new ToolError('missing-command', `${command} is not installed: ${remedy ?? `install ${command}`}`);
  }
  const child = spawn(path, args, { stdio: 'inherit' });
  alive.add(child);
  const end = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', end, { once: true });
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (error) => reject(failedToStart(command, error)));
      child.once('close', (code, name) =>
        resolve(code ?? 128 + (name === null ? 0 : constants.signals[name])),
      );
    });
  } finally {
    signal?.removeEventListener('abort', end);
    alive.delete(child);
  }
}

/**
 * Starts a program of the desktop that lives on after us, such as the browser, and looks at it for a second: a helper
 * that ends in that time has to end well.
 * @throws ToolError `missing-command`, `no-permission`, `internal` where it could not be started or failed at once
 */
export async function launch(command: string, args: readonly string[], remedy?: string): Promise<void> {
  const path = findCommand(command);
  if (path === undefined) {
    throw new ToolError('missing-command', `${command} is not installed: ${remedy ?? `install ${command}`}`);
  }
  const child = spawn(path, args, { stdio: 'ignore', detached: true, windowsHide: true });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, 1000);
    const settle = (problem: ToolError | undefined) => {
      clearTimeout(timer);
      if (problem === undefined) resolve();
      else reject(problem);
    };
    child.once('error', (error) => settle(failedToStart(command, error)));
    child.once('exit', (code) =>
      settle(
        code === 0 ? undefined : new ToolError('internal', `${command} ended with ${code ?? 'a signal'}`),
      ),
    );
  });
  child.unref();
}
