import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');
const installed = join(root, 'node_modules/electron');

/** The binary, found as Electron's own launcher finds it but without its download; undefined where there is none. */
function binary(): string | undefined {
  const name = join(installed, 'path.txt');
  if (!existsSync(name)) return undefined;
  const path = join(
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(installed, 'dist'),
    readFileSync(name, 'utf8'),
  );
  return existsSync(path) ? path : undefined;
}

const executablePath = binary();
const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];

/** Why the specs cannot run here, or undefined. */
export const obstacle =
  executablePath === undefined
    ? 'skipped: no Electron binary (npx install-electron fetches it)'
    : !display
      ? 'skipped: no display (xvfb-run gives one)'
      : undefined;

export interface Started {
  readonly application: ElectronApplication;
  readonly page: Page;
}

/** Starts the built program with a data directory. */
export async function start(dataDirectory: string): Promise<Started> {
  // Root has no sandbox of Chromium's; that is for containers in which the specs run, and not how people start it.
  const sandbox = process.getuid?.() === 0 || process.env['CI'] ? ['--no-sandbox'] : [];
  const application = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...sandbox, root, '--data-dir', dataDirectory],
  });
  return { application, page: await application.firstWindow() };
}

/** A data directory of its own for each spec, taken away afterwards. */
export const test = base.extend<{ dataDirectory: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures are wanted from this pattern
  dataDirectory: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'linkscope-electron-'));
    await use(directory);
    await rm(directory, { recursive: true, force: true });
  },
});
