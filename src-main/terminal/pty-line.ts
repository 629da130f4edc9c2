import type { IPty } from 'node-pty';
import { constants } from 'node:os';
import { ToolError } from '../../src-core/api/errors.ts';
import { findCommand } from '../os/find-command.ts';
import { terminalEnvironment } from './environment.ts';
import type { Line, LineEvents } from './line.ts';

/** A program that has been asked to end is made to end after so long. */
const patienceMs = 1_000;

/** Every program on a pseudo-terminal that has not ended: none may outlive this one. */
const alive = new Set<IPty>();

process.on('exit', () => {
  for (const { pid } of alive) signalGroup(pid, 'SIGKILL');
});

/** The whole group: ssh may have started another for a jump host. It leads its own group, as it leads the terminal. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    // ESRCH: nobody is left, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * The package has compiled code of its own, which cannot be had on every system; all else works without.
 * @throws ToolError `unsupported`
 */
async function loadPty() {
  try {
    return await import('node-pty');
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 500) : undefined;
    throw new ToolError(
      'unsupported',
      'terminals cannot be shown here, as the package node-pty was not built for this system: install a C++ compiler, make and python3 and run "npm rebuild node-pty", or use "In my own terminal"',
      detail,
      { cause: error },
    );
  }
}

function endText(command: string, exitCode: number, signal: number | undefined): string {
  if (signal === undefined || signal === 0) return `${command} ended with status ${exitCode}`;
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  return `${command} was ended by ${name ?? `signal ${signal}`}`;
}

export interface PtyRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly columns: number;
  readonly rows: number;
  /** What to install where the command is missing. */
  readonly remedy: string;
}

/**
 * Runs a command of the system on a pseudo-terminal.
 * @throws ToolError `missing-command`, `unsupported`, `internal`
 */
export async function openPtyLine(request: PtyRequest, events: LineEvents): Promise<Line> {
  const { command, args, columns, rows } = request;
  const path = findCommand(command);
  if (path === undefined) {
    throw new ToolError('missing-command', `${command} is not installed: ${request.remedy}`);
  }
  const { spawn } = await loadPty();
  const env = terminalEnvironment(process.env);
  const pty = start(command, () =>
    spawn(path, [...args], { name: 'xterm-256color', cols: columns, rows, cwd: homeOf(env), env }),
  );
  alive.add(pty);
  let over = false;
  const gone = new Promise<void>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      over = true;
      alive.delete(pty);
      // What the program left of its group has no terminal any more.
      if (process.platform !== 'win32') signalGroup(pty.pid, 'SIGKILL');
      events.ended({ status: exitCode, text: endText(command, exitCode, signal) });
      resolve();
    });
  });
  pty.onData(events.output);
  events.connected();
  return {
    write(text) {
      if (!over) pty.write(text);
    },
    resize: (newColumns, newRows) => over || pty.resize(newColumns, newRows),
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    async end() {
      if (over) return;
      // Paused output would hold back the news of the end.
      pty.resume();
      if (process.platform === 'win32') pty.kill();
      else signalGroup(pty.pid, 'SIGHUP');
      const force = setTimeout(() => over || signalGroup(pty.pid, 'SIGKILL'), patienceMs);
      await gone;
      clearTimeout(force);
    },
  };
}

function start(command: string, spawn: () => IPty): IPty {
  try {
    return spawn();
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    throw new ToolError('internal', `${command} could not be started on a terminal`, detail, {
      cause: error,
    });
  }
}

/** Where the person's shell would begin. */
function homeOf(env: Readonly<Record<string, string>>): string {
  return env['HOME'] ?? env['USERPROFILE'] ?? process.cwd();
}
