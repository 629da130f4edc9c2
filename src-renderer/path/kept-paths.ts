import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { pathReport, type PathReport } from '../../src-core/api/path.ts';

/** A path as it was when the person kept it. */
const keptPath = z.object({ id: z.string(), at: z.number(), report: pathReport });
export type KeptPath = z.infer<typeof keptPath>;

const place = 'linkscope.paths';
const mostKept = 40;
let kept: readonly KeptPath[] | undefined;
const listeners = new Set<() => void>();

function read(): readonly KeptPath[] {
  if (kept !== undefined) return kept;
  try {
    kept = z.array(keptPath).parse(JSON.parse(localStorage.getItem(place) ?? '[]'));
  } catch (error) {
    console.warn('The kept paths cannot be read:', error);
    kept = [];
  }
  return kept;
}

function write(next: readonly KeptPath[]): void {
  kept = next.slice(0, mostKept);
  // Storage that is full or switched off keeps them for this window alone.
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch (error) {
    console.warn('The kept paths cannot be stored:', error);
  }
  for (const listener of listeners) listener();
}

/** Keeps a path in this browser, to compare it with a later one. @returns its id */
export function keepPath(report: PathReport): string {
  const id = crypto.randomUUID();
  write([{ id, at: Date.now(), report }, ...read()]);
  return id;
}

export function forgetPath(id: string): void {
  write(read().filter((each) => each.id !== id));
}

/** The kept paths, newest first. */
export function useKeptPaths(): readonly KeptPath[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}
