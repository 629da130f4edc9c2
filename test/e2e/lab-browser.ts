import { chromium, type Browser } from '@playwright/test';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { chromiumOptions } from '../support/chromium.ts';

/** Starts Chromium in the scanner's namespace, where the page is served: nothing else can reach its loopback. */
export async function launchBrowser(lab: Lab): Promise<Browser> {
  const quoted = lab
    .commandLine(lab.scanner, ['/usr/bin/chromium'], 'root')
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const executablePath = join(lab.directory, 'chromium');
  writeFileSync(executablePath, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`);
  chmodSync(executablePath, 0o755);
  return await chromium.launch({ ...chromiumOptions, executablePath });
}
