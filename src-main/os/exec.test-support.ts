import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamedLine } from './stream.ts';

/** It takes some 105 ms where nothing else runs; other tests may have both cores for a while. */
export const stoppedMs = 2_500;

export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Resolves when the condition holds; fails after so long. */
export async function within(limitMs: number, condition: () => boolean): Promise<number> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > limitMs) throw new Error(`not within ${limitMs} ms`);
    await sleep(5);
  }
  return performance.now() - start;
}

/** The process ids whose command line holds this text. */
export function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
    } catch {
      // It ended between the listing and the reading.
      return false;
    }
  });
}

export async function collect(lines: AsyncGenerator<StreamedLine>): Promise<StreamedLine[]> {
  const all: StreamedLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}
