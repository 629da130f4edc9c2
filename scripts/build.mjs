// Builds out/ where its sources have changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { environment, packageScript, root, runNode, say } from './project.mjs';

const stamp = join(root, 'out', 'sources.sha256');
const sources = ['src-core', 'src-main', 'src-renderer', 'assets'];
const files = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];

/** A hash over the names and contents of everything that the build reads; tests and captures are not built. */
function sourceHash() {
  const listed = sources
    .map((name) => join(root, name))
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => readdirSync(directory, { recursive: true, withFileTypes: true }))
    .filter(
      (entry) =>
        entry.isFile() &&
        !/\.test\.tsx?$/.test(entry.name) &&
        !/[\\/]fixtures([\\/]|$)/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const path of [...files.map((name) => join(root, name)), ...listed].sort()) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

function isBuilt(hash) {
  const outputs = [
    'main/electron.js',
    'main/serve.js',
    'main/cli.js',
    'preload/preload.cjs',
    'renderer/index.html',
  ];
  return (
    outputs.every((path) => existsSync(join(root, 'out', path))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash
  );
}

/** Builds where it is needed. @returns whether out/ is built from the sources as they are now */
export async function build() {
  const hash = sourceHash();
  if (isBuilt(hash)) return true;
  say('Building …');
  const script = packageScript('electron-vite/bin/electron-vite.js');
  const env = environment({ NO_COLOR: '1' });
  const { code, output } = await runNode(script, ['build', '--logLevel', 'warn'], { capture: true, env });
  if (code !== 0) {
    say(output);
    say(`The build ended with ${code}.`);
    return false;
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}
