import { existsSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { processLives, releaseLimits, sweepLimits } from './kernel-limits.ts';

const namespaceDirectory = '/run/netns';

/** What every namespace and temporary directory of a lab is named: the owner's process id, and the lab's number in it. */
export const labName = /^lslab-(\d+)-(\d+)-/;

/** The processes that are in the network namespaces with these inode numbers. */
export function processesInNamespaces(inodes: readonly number[]): number[] {
  const links = new Set(inodes.map((inode) => `net:[${inode}]`));
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      return links.has(readlinkSync(`/proc/${entry}/ns/net`)) ? [Number(entry)] : [];
    } catch (error) {
      // It ended while we looked, or belongs to somebody whose namespaces we may not see.
      if (error instanceof Error) return [];
      throw error;
    }
  });
}

function inodesOf(namespaces: readonly string[]): number[] {
  return namespaces.flatMap((name) => {
    const found = statSync(join(namespaceDirectory, name), { throwIfNoEntry: false });
    return found === undefined ? [] : [found.ino];
  });
}

/** The namespaces whose names begin so. */
export function namespacesOf(prefix: string): string[] {
  if (!existsSync(namespaceDirectory)) return [];
  return readdirSync(namespaceDirectory).filter((name) => name.startsWith(prefix));
}

/**
 * Ends all processes in the namespaces whose names begin so, removes the namespaces and the lab's temporary directory,
 * and gives back the kernel's limits. Safe to call again, and for a lab that was only half made.
 */
export async function removeLab(prefix: string): Promise<void> {
  const namespaces = namespacesOf(prefix);
  const inodes = inodesOf(namespaces);
  // A process may be starting another as we look: look until there is none.
  for (let round = 0; round < 10; round += 1) {
    const pids = processesInNamespaces(inodes);
    if (pids.length === 0) break;
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const directory = join(tmpdir(), prefix);
  if (namespaces.length > 0) {
    const batch = join(tmpdir(), `${prefix}remove`);
    writeFileSync(batch, namespaces.map((name) => `netns del ${name}\n`).join(''));
    spawnSync('ip', ['-force', '-batch', batch], { stdio: 'ignore' });
    rmSync(batch, { force: true });
  }
  rmSync(directory, { recursive: true, force: true });
  await releaseLimits(prefix);
}

/** Removes what labs of dead processes have left. */
export async function sweep(): Promise<void> {
  const left = new Set<string>();
  for (const name of [...namespacesOf('lslab-'), ...readdirSync(tmpdir())]) {
    const match = labName.exec(name);
    if (match?.[1] !== undefined && !processLives(Number(match[1]))) left.add(match[0]);
  }
  for (const prefix of left) await removeLab(prefix);
  await sweepLimits();
}
