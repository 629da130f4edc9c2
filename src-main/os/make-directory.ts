import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory with those above it, for this user alone. Node's own way never ends where a directory that is there
 * refuses a new one as "no such file" (/proc), so each step is taken here.
 * @throws the system's error, of which `code` tells the kind
 */
export function makePrivateDirectory(path: string): void {
  const missing: string[] = [];
  for (let at = path; statSync(at, { throwIfNoEntry: false }) === undefined; at = dirname(at)) {
    missing.unshift(at);
    if (dirname(at) === at) break;
  }
  for (const each of missing) {
    try {
      mkdirSync(each, { mode: 0o700 });
    } catch (error) {
      // Another process was quicker.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  // As mkdir would say of a file in its place.
  if (!statSync(path).isDirectory()) mkdirSync(path);
}
