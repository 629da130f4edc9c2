// Finds the Electron binary, or tries to download it: at most once a day, and only where something answers.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ownNode, environment, packageScript, root, run, runNode, say } from './project.mjs';

const directory = join(root, 'node_modules', 'electron');
const record = join(root, 'node_modules', '.cache', 'linkscope', 'electron-download.json');
const probeMs = 5000;
const downloadMs = 15 * 60_000;

function version() {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).version;
}

/** The path of the binary, or undefined. The same test as Electron's own installer makes. */
export function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  try {
    const name = readFileSync(join(directory, 'path.txt'), 'utf8');
    const path = join(override ?? join(directory, 'dist'), name);
    return existsSync(path) ? path : undefined;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    const path =
      override === undefined
        ? undefined
        : join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return path !== undefined && existsSync(path) ? path : undefined;
  }
}

/** Why this session cannot show a window whatever is installed, or undefined. */
export function windowObstacle(env = process.env, uid = process.getuid?.()) {
  if (process.platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'this session has no display';
  if (uid === 0) return 'the window is not opened for root, because its sandbox needs an ordinary user';
  return undefined;
}

/** Where the installer downloads from: Electron's releases, or the mirror that the environment or npm names. */
export function downloadUrl(env = process.env, electronVersion = version()) {
  const setting = (name) => {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const names = [
      `npm_config_electron_${name.toLowerCase()}`,
      `NPM_CONFIG_ELECTRON_${snake.toUpperCase()}`,
      `npm_config_electron_${snake}`,
      `npm_package_config_electron_${name}`,
      `npm_package_config_electron_${snake}`,
      `ELECTRON_${snake.toUpperCase()}`,
    ];
    return names.map((key) => env[key]).find((value) => value !== undefined && value !== '');
  };
  const tag = `v${electronVersion}`;
  const base = setting('mirror') ?? 'https://github.com/electron/electron/releases/download/';
  const folder = (setting('customDir') ?? tag).replace('{{ version }}', electronVersion);
  const file = setting('customFilename') ?? `electron-${tag}-${process.platform}-${process.arch}.zip`;
  return `${base}${folder}/${file}`;
}

/** Whether the installer has the archive from an earlier time, for this or another checkout. */
function isCached(url) {
  const caches = {
    linux: join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'electron'),
    darwin: join(homedir(), 'Library', 'Caches', 'electron'),
    win32: join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'electron', 'Cache'),
  };
  const cache = process.env.electron_config_cache ?? caches[process.platform] ?? '';
  const file = new URL(url).pathname.split('/').at(-1);
  if (!existsSync(cache)) return false;
  return readdirSync(cache).some((entry) => existsSync(join(cache, entry, file)));
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

/** The reason of a try that failed today, or undefined. */
function failedToday(url) {
  try {
    const last = JSON.parse(readFileSync(record, 'utf8'));
    return last.day === today() && last.url === url ? last.reason : undefined;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function remember(failure) {
  try {
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, JSON.stringify(failure));
  } catch (error) {
    // In a checkout that this user may not write to, the next start tries again: slower, and nothing worse.
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

/** Asks for the archive's head alone. @returns undefined where it is there, else the reason */
async function probe(url) {
  const script = join(root, 'scripts', 'electron-probe.mjs');
  const env = environment({ NODE_USE_ENV_PROXY: '1' });
  const { code, output } = await run(ownNode(), [script, url], { capture: true, env, timeoutMs: probeMs });
  if (code === 0) return undefined;
  return output.trim() || `${new URL(url).host} did not answer within ${probeMs / 1000} s`;
}

/**
 * Downloads the binary where that can be done.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function obtainElectron() {
  const present = electronBinary();
  if (present !== undefined) return { path: present };
  const url = downloadUrl();
  const before = failedToday(url);
  if (before !== undefined)
    return { reason: `${before} (tried earlier today; "npx install-electron" tries again)` };
  let reason = isCached(url) ? undefined : await probe(url);
  if (reason === undefined) {
    say(`Downloading Electron ${version()} (some 110 MB) …`);
    const env = environment({ NODE_USE_ENV_PROXY: '1' });
    const { code } = await runNode(packageScript('electron/install.js'), [], { env, timeoutMs: downloadMs });
    const path = electronBinary();
    if (path !== undefined) {
      rmSync(record, { force: true });
      return { path };
    }
    reason = `the download of Electron ended with ${code}`;
  }
  remember({ day: today(), url, reason });
  return { reason: `the Electron binary cannot be downloaded: ${reason}` };
}
