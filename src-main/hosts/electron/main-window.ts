import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { pageUrl } from '../page/page-protocol.ts';
import { placeWindow, readWindowState, smallest, writeWindowState } from '../page/window-state.ts';

export interface WindowPlace {
  /** Where out/preload is. */
  readonly builtDirectory: string;
  readonly stateFile: string;
  error(details: object, message: string): void;
}

/** Opens the window where it was last, shows it when the page has something to show, and keeps its place. */
export function openWindow({ builtDirectory, stateFile, error }: WindowPlace): BrowserWindow {
  const last = readWindowState(stateFile);
  const main = screen.getPrimaryDisplay();
  const displays = [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)];
  const window = new BrowserWindow({
    ...placeWindow(
      last,
      displays.map(({ workArea }) => workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Linkscope',
    show: false,
    webPreferences: {
      preload: join(builtDirectory, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (last?.maximized === true) window.maximize();
    window.show();
  });
  window.on('close', () => {
    try {
      writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (failure) {
      error({ err: failure }, 'the place of the window could not be kept');
    }
  });
  showRoute(window, '', error);
  return window;
}

/** Shows a route of the page; where the page is open already this does not load it again. */
export function showRoute(window: BrowserWindow, route: string, error: WindowPlace['error']): void {
  window.loadURL(route === '' ? pageUrl : `${pageUrl}#${route}`).catch((failure: unknown) => {
    error({ err: failure }, 'the page could not be loaded');
  });
}
