import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import { dataDirectory } from '../../paths.ts';
import { openServices } from '../../services.ts';
import { acceptConnections } from './connection.ts';
import { nativeDialogs } from './dialogs.ts';
import { handleFaults } from './faults.ts';
import { denyPermissions, keepToPage } from './guards.ts';
import { openWindow, showRoute } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { pageHandler, pageScheme } from '../page/page-protocol.ts';

const builtDirectory = resolve(import.meta.dirname, '..');

/** The data directory of --data-dir, or the system's own; Chromium's options stand among the arguments as well. */
function chosenDirectory(): string {
  const options = { 'data-dir': { type: 'string' } } as const;
  const given = parseArgs({ args: process.argv.slice(1), options, strict: false }).values['data-dir'];
  return dataDirectory(typeof given === 'string' ? given : undefined);
}

async function start(directory: string): Promise<void> {
  await app.whenReady();
  const window = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const services = openServices({
    host: 'electron',
    dataDirectory: directory,
    dialogs: nativeDialogs(dialog, window),
  });
  const { logger } = services.log;
  const warn = (text: string) => logger.warn(text);
  const error = (details: object, text: string) => logger.error(details, text);
  const quit = () => app.quit();

  protocol.handle(pageScheme, pageHandler(join(builtDirectory, 'renderer')));
  denyPermissions(session.defaultSession);
  acceptConnections(ipcMain, services.router, warn);
  app.on('web-contents-created', (_event, contents) => keepToPage(contents, shell, warn));
  app.on('child-process-gone', (_event, details) =>
    error({ ...details }, 'a process of the window has ended'),
  );

  const open = () => {
    const opened = openWindow({ builtDirectory, stateFile: join(directory, 'window.json'), error });
    handleFaults(opened, { dialog, error, quit });
    return opened;
  };
  const focus = () => {
    const shown = window() ?? open();
    if (shown.isMinimized()) shown.restore();
    shown.focus();
    return shown;
  };
  const show = (route: string) => showRoute(focus(), route, error);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, { show, developing: !app.isPackaged })),
  );
  app.on('second-instance', focus);
  app.on('activate', focus);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') quit();
  });

  let closing = false;
  app.on('before-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    const late = new Promise((done) => setTimeout(done, 900));
    void Promise.race([services.close(), late]).finally(quit);
  });
  open();
}

try {
  const directory = chosenDirectory();
  const userData = join(directory, 'window');
  mkdirSync(userData, { recursive: true });
  // The lock lies in here: with another data directory it is another program.
  app.setPath('userData', userData);
  app.enableSandbox();
  // An origin of its own, so that the policy's 'self' and modules work.
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
  if (app.requestSingleInstanceLock()) start(directory).catch(cannotStart);
  else app.quit();
} catch (error) {
  cannotStart(error);
}

function cannotStart(error: unknown): void {
  dialog.showErrorBox('Linkscope cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
