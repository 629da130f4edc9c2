import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { whyNoLab } from './ground.ts';

/** Builds the program where its sources are newer, as the tests run what a person runs. */
export default function setup(): void {
  const reason = whyNoLab();
  if (reason !== null) {
    console.log(`skipped: every test of the lab: ${reason}`);
    return;
  }
  const build = "import { build } from './scripts/build.mjs'; process.exit((await build()) ? 0 : 1)";
  execFileSync(process.execPath, ['--input-type=module', '--eval', build], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: 'inherit',
  });
}
