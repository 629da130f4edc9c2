import { readdirSync } from 'node:fs';

type Parse = (text: string, ...context: readonly unknown[]) => unknown;

function isParse(value: unknown): value is Parse {
  return typeof value === 'function';
}

/** Every file beside this one that exports `parse`, by its name without the ending. For tests. */
export async function parsers(): Promise<ReadonlyMap<string, Parse>> {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => /^[a-z0-9-]+\.ts$/.test(name));
  const found = new Map<string, Parse>();
  for (const file of files) {
    const loaded: Readonly<Record<string, unknown>> = await import(new URL(file, import.meta.url).href);
    if (isParse(loaded['parse'])) found.set(file.slice(0, -3), loaded['parse']);
  }
  return found;
}
