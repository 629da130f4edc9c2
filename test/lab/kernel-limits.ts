import { existsSync, mkdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';

/**
 * The neighbour table and the backlog of received packets are shared by all namespaces of a kernel: what is roomy for
 * one machine is far too small for a thousand. Labs raise them, and the last one puts back what was there. What was
 * there is in a file, so that also a lab that was killed is cleaned up after, by its keeper or by the next lab.
 */
const raised: Readonly<Record<string, string>> = {
  '/proc/sys/net/core/netdev_max_backlog': '200000',
  '/proc/sys/net/ipv6/neigh/default/gc_thresh3': '400000',
  '/proc/sys/net/ipv6/neigh/default/gc_thresh2': '200000',
  '/proc/sys/net/ipv6/neigh/default/gc_thresh1': '100000',
  '/proc/sys/net/ipv4/neigh/default/gc_thresh3': '400000',
  '/proc/sys/net/ipv4/neigh/default/gc_thresh2': '200000',
  '/proc/sys/net/ipv4/neigh/default/gc_thresh1': '100000',
};

const stateFile = join(tmpdir(), 'linkscope-lab-limits.json');
const lockDirectory = `${stateFile}.lock`;

interface State {
  readonly before: Readonly<Record<string, string>>;
  /** Who needs the raised limits: the prefixes of their namespaces, by the process that made them. */
  readonly users: Readonly<Record<string, number>>;
}

/** Whether a process of this id is there. */
export function processLives(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** One process at a time; a lock older than 10 s was left by one that died. */
async function locked(work: () => void): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lockDirectory);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const age = Date.now() - (statSync(lockDirectory, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 10_000) rmSync(lockDirectory, { recursive: true, force: true });
      else await sleep(20);
    }
  }
  try {
    work();
  } finally {
    rmdirSync(lockDirectory);
  }
}

function readState(): State | undefined {
  if (!existsSync(stateFile)) return undefined;
  const state: unknown = JSON.parse(readFileSync(stateFile, 'utf8'));
  if (!isState(state))
    throw new Error(`${stateFile} is damaged: put the values in it back by hand and remove it`);
  return state;
}

function isState(value: unknown): value is State {
  return typeof value === 'object' && value !== null && 'before' in value && 'users' in value;
}

/** Writes all limits; twice, as the kernel refuses a threshold above the next one. */
function writeLimits(values: Readonly<Record<string, string>>): void {
  for (const [path, value] of [...Object.entries(values), ...Object.entries(values)]) {
    if (existsSync(path)) writeFileSync(path, value);
  }
}

function settle(users: Readonly<Record<string, number>>, before: State['before']): void {
  const living = Object.fromEntries(Object.entries(users).filter(([, pid]) => processLives(pid)));
  if (Object.keys(living).length > 0) {
    writeFileSync(stateFile, JSON.stringify({ before, users: living } satisfies State));
    return;
  }
  writeLimits(before);
  rmSync(stateFile, { force: true });
}

/** Raises the limits for a lab, or joins those that have done so. Needs root. */
export async function raiseLimits(user: string, pid: number): Promise<void> {
  await locked(() => {
    const state = readState();
    const before =
      state?.before ??
      Object.fromEntries(
        Object.keys(raised).flatMap((path) =>
          existsSync(path) ? [[path, readFileSync(path, 'utf8').trim()]] : [],
        ),
      );
    settle({ ...state?.users, [user]: pid }, before);
    writeLimits(raised);
  });
}

/** Says that a lab needs the limits no more; the last one to say so puts back what was there before. */
export async function releaseLimits(user: string): Promise<void> {
  await locked(() => {
    const state = readState();
    if (state?.users[user] === undefined) return;
    settle(Object.fromEntries(Object.entries(state.users).filter(([name]) => name !== user)), state.before);
  });
}

/** Puts the limits back where every lab that raised them is dead. */
export async function sweepLimits(): Promise<void> {
  if (!existsSync(stateFile)) return;
  await locked(() => {
    const state = readState();
    if (state !== undefined) settle(state.users, state.before);
  });
}
