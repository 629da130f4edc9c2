import { readFile, readdir } from 'node:fs/promises';

/** Left for everything else that the program does meanwhile. */
const reserve = 64;
/** More at once brings nothing: the answers of a quick link come while the next ones are sent. */
const mostSockets = 1024;
/** Where fewer than these are left, a scan has no more; it opens no thread either, as each takes files of its own. */
export const fewestSockets = 16;
/** Where the system does not tell: what macOS and old systems give at the least. */
const usualLimit = 256;

/**
 * How many sockets a scan may have open at once: what the limit of open files leaves (proc(5), /proc/self/limits).
 * @returns at least `fewestSockets`; where even these cannot be had, the scan finds out by EMFILE and waits
 */
export async function socketBudget(): Promise<number> {
  if (process.platform === 'win32') return mostSockets;
  let limit = usualLimit;
  let used = 0;
  try {
    const limits = await readFile('/proc/self/limits', 'utf8');
    limit = softLimit(limits) ?? usualLimit;
    used = (await readdir('/proc/self/fd')).length;
  } catch (error) {
    // macOS and the BSDs have no /proc; anything else would be no reason to fail a scan either.
    if (!(error instanceof Error)) throw error;
  }
  return Math.max(fewestSockets, Math.min(mostSockets, limit - used - reserve));
}

/** The soft limit of open files in the text of /proc/self/limits; Infinity where there is none. */
export function softLimit(text: string): number | undefined {
  const found = /^Max open files\s+(\d+|unlimited)/m.exec(text)?.[1];
  if (found === undefined) return undefined;
  return found === 'unlimited' ? Infinity : Number(found);
}
