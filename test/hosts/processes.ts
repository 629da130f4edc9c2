import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

export const root = resolve(import.meta.dirname, '../..');
export const launcher = join(root, 'bin/linkscope');
/** False where the program has not been built; `npm test` builds it first. */
export const isBuilt = existsSync(join(root, 'out/main/cli.js'));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export type Child = ChildProcessByStdio<null, Readable, Readable>;

export interface Started {
  readonly child: Child;
  readonly ended: Promise<Ended>;
  /** Resolves with the first text on standard output that matches. */
  said(pattern: RegExp): Promise<string>;
}

/** Starts a Node script with this Node, or with the one given. */
export function start(
  args: readonly string[],
  { node = process.execPath, env = {} }: { node?: string; env?: Record<string, string> } = {},
): Started {
  const child = spawn(node, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Neither a browser nor a window may open from a test.
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code, signal) => done({ code, signal, out, err }));
  });
  const said = (pattern: RegExp) =>
    new Promise<string>((found, reject) => {
      const look = () => {
        const match = pattern.exec(out);
        if (match !== null) found(match[1] ?? match[0]);
      };
      child.stdout.on('data', look);
      child.on('close', () => reject(new Error(`it ended before it said ${pattern}: ${out}${err}`)));
      look();
    });
  return { child, ended, said };
}

/** The processes whose parent is this one, by their ids (Linux). */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(Number(name)) === pid)
    .map(Number);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name in brackets may hold anything; what comes after the last bracket is fixed: state, then parent.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S+ /s, '')
        .split(' ')[0],
    );
  } catch (error) {
    // It ended while the list was read.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
