import { resolve } from 'node:path';
import { build } from 'vite';

/** Builds the page once for all tests of this folder. */
export default async function buildPage(): Promise<void> {
  await build({ configFile: resolve(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
}
