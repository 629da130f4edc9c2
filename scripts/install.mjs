// Installs the packages of the lock file where they are missing or others.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from './project.mjs';

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What differs between the lock file and what npm has written down about its installation; empty where nothing does. */
export function outdatedPackages(directory = root) {
  const wanted = packagesOf(join(directory, 'package-lock.json')) ?? {};
  const installed = packagesOf(join(directory, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return ['everything'];
  return Object.entries(wanted)
    .filter(([path, entry]) => {
      if (path === '' || entry.link === true) return false;
      const found = installed[path];
      // Packages for other systems are left out of an installation.
      if (found === undefined)
        return entry.optional !== true && entry.devOptional !== true && entry.peer !== true;
      return found.version !== entry.version || found.integrity !== entry.integrity;
    })
    .map(([path]) => path.replace(/^node_modules\//, ''));
}

/** Runs `npm ci` where it is needed. @returns whether all is installed now */
export async function install() {
  const outdated = outdatedPackages();
  if (outdated.length === 0) return true;
  say(
    existsSync(join(root, 'node_modules'))
      ? 'Installing packages (the lock file has changed) …'
      : 'Installing packages …',
  );
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm tells where its own script is; without it the command is looked up, which on Windows is a batch file.
  const script = process.env.npm_execpath;
  const env = { ...process.env };
  const { code } = script?.endsWith('.js')
    ? await run(process.execPath, [script, ...args], { env })
    : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { env });
  if (code !== 0) say(`npm ci ended with ${code}: look above for the reason.`);
  return code === 0;
}
