// BIRD 1.6, for the tests of its files. Debian's package cannot be installed beside that of BIRD 2, so its program is
// taken out of the package and kept in .cache/bin, where vitest.config.ts lets it be found.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from './project.mjs';

const place = join(root, '.cache', 'bin', 'bird6');

/** Fetches it where it is not there yet; where that cannot be, the tests that need it are skipped by name. */
export async function fetchOldBird() {
  if (process.platform !== 'linux' || existsSync(place)) return;
  mkdirSync(join(root, '.cache', 'bin'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'bird-'));
  try {
    const options = { capture: true, cwd: folder, timeoutMs: 60_000 };
    await run('apt-get', ['download', '-qq', 'bird'], options);
    const [file] = readdirSync(folder).filter(
      (name) => name.startsWith('bird_1.6.') && name.endsWith('.deb'),
    );
    if (file !== undefined) await run('dpkg-deb', ['-x', file, 'files'], options);
    const program = join(folder, 'files', 'usr', 'sbin', 'bird6');
    if (existsSync(program)) copyFileSync(program, place);
    else say('BIRD 1.6 could not be fetched (apt-get download bird): what needs it is skipped.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
