import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Everything of Electron that the entry reaches, as far as it can be without the binary. */
const electron = vi.hoisted(() => ({ current: {} as Record<string, unknown> }));
vi.mock('electron', () => {
  const names = [
    'app',
    'BrowserWindow',
    'dialog',
    'ipcMain',
    'Menu',
    'protocol',
    'screen',
    'session',
    'shell',
  ];
  return Object.fromEntries(
    names.map((name) => [
      name,
      new Proxy(
        function stand() {},
        standFor(() => electron.current[name]),
      ),
    ]),
  );
});

/** Passes everything on to the stand-in of the running test: modules keep what they imported first. */
function standFor(target: () => unknown): ProxyHandler<() => void> {
  return {
    get: (_, key) => Reflect.get(Object(target()), key),
    construct: (_, args) => Reflect.construct(target() as new () => object, args),
  };
}

type Handler = (request: Request) => Promise<Response>;

class Window extends EventEmitter {
  static readonly all: Window[] = [];
  static getFocusedWindow = () => null;
  static getAllWindows = () => Window.all;
  readonly calls: string[] = [];
  readonly urls: string[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = Object.assign(new EventEmitter(), { reload: () => undefined });
  minimized = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    Window.all.push(this);
  }
  loadURL: Electron.BrowserWindow['loadURL'] = (url) => Promise.resolve(void this.urls.push(url));
  isMinimized = () => this.minimized;
  isMaximized = () => true;
  getNormalBounds = () => ({ x: 7, y: 8, width: 900, height: 600 });
  show = () => this.calls.push('show');
  focus = () => this.calls.push('focus');
  restore = () => this.calls.push('restore');
  maximize = () => this.calls.push('maximize');
}

function program(directory: string, { lock = true } = {}) {
  const done: string[] = [];
  const handlers = new Map<string, Handler>();
  const menus: Electron.MenuItemConstructorOptions[][] = [];
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    whenReady: () => Promise.resolve(),
    setPath: (name: string, path: string) => {
      // As Electron does, which makes no directory itself.
      if (!existsSync(path)) throw new Error(`${path} does not exist`);
      done.push(`${name}=${path}`);
    },
    enableSandbox: () => done.push('sandbox'),
    requestSingleInstanceLock: () => lock,
    quit: () => done.push('quit'),
    exit: (code: number) => done.push(`exit ${code}`),
  });
  const area = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
  electron.current = {
    app,
    BrowserWindow: Window,
    dialog: { showErrorBox: (title: string, text: string) => done.push(`${title}: ${text}`) },
    ipcMain: new EventEmitter(),
    Menu: {
      buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (template: Electron.MenuItemConstructorOptions[]) => menus.push(template),
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) =>
        done.push(`scheme ${schemes[0]?.scheme}`),
      handle: (scheme: string, handler: Handler) => handlers.set(scheme, handler),
    },
    screen: { getPrimaryDisplay: () => area, getAllDisplays: () => [area] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: () => done.push('permissions'),
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      },
    },
    shell: { openExternal: () => Promise.resolve() },
  };
  process.argv = ['electron', '.', '--data-dir', directory];
  return { app, done, handlers, menus };
}

async function begin(given: ReturnType<typeof program>) {
  await import('./main.ts');
  await expect
    .poll(() => Window.all.length + given.done.filter((what) => what === 'quit').length)
    .toBeGreaterThan(0);
}

let directory: string;
const argv = process.argv;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-main-'));
  Window.all.splice(0);
  vi.resetModules();
});
afterEach(() => {
  process.argv = argv;
  rmSync(directory, { recursive: true });
});

/** Quits as Electron does: asks first, and again after what was asked for is done. */
async function quit({ app, done }: ReturnType<typeof program>) {
  let prevented = 0;
  const event = { preventDefault: () => (prevented += 1) };
  app.emit('before-quit', event);
  await expect.poll(() => done.filter((what) => what === 'quit').length, { timeout: 2000 }).toBe(1);
  app.emit('before-quit', event);
  return prevented;
}

test('the window is sandboxed, shows the page, and is the only way in', async () => {
  const given = program(directory);
  await begin(given);
  const [window] = Window.all;
  expect(window?.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(window?.urls).toEqual(['linkscope://app/']);
  expect(given.done).toEqual([
    `userData=${join(directory, 'window')}`,
    'sandbox',
    'scheme linkscope',
    'permissions',
  ]);
  expect([...given.handlers.keys()]).toEqual(['linkscope']);
  expect(window?.options.show).toBe(false);
  window?.emit('ready-to-show');
  expect(window?.calls).toEqual(['show']);
  expect(await quit(given)).toBe(1);
});

test('a second start shows the window that is there', async () => {
  const given = program(directory);
  await begin(given);
  const [window] = Window.all;
  if (window) window.minimized = true;
  given.app.emit('second-instance');
  expect(Window.all).toHaveLength(1);
  expect(window?.calls).toEqual(['restore', 'focus']);
  await quit(given);
});

test('the second start itself ends before it opens anything', async () => {
  const given = program(directory, { lock: false });
  await begin(given);
  expect(Window.all).toEqual([]);
  expect(given.done.at(-1)).toBe('quit');
});

test('a menu item goes to its page', async () => {
  const given = program(directory);
  await begin(given);
  const go = given.menus[0]?.find(({ label }) => label === '&Go' || label === 'Go')?.submenu;
  const devices = Array.isArray(go) ? go.find(({ label }) => label === 'Devices') : undefined;
  Reflect.apply(devices?.click ?? (() => undefined), undefined, []);
  expect(Window.all[0]?.urls).toEqual(['linkscope://app/', 'linkscope://app/#/devices']);
  await quit(given);
});

test('the place of the window is kept for the next start', async () => {
  const given = program(directory);
  await begin(given);
  Window.all[0]?.emit('close');
  const kept = { x: 7, y: 8, width: 900, height: 600, maximized: true };
  expect(JSON.parse(readFileSync(join(directory, 'window.json'), 'utf8'))).toEqual(kept);
  await quit(given);

  Window.all.splice(0);
  vi.resetModules();
  const again = program(directory);
  await begin(again);
  expect(Window.all[0]?.options).toMatchObject({ x: 7, y: 8, width: 900, height: 600 });
  Window.all[0]?.emit('ready-to-show');
  expect(Window.all[0]?.calls).toEqual(['maximize', 'show']);
  await quit(again);
});

test('where it cannot start it says why', async () => {
  const given = program(join(directory, 'a\u0000b'));
  await import('./main.ts');
  expect(given.done.at(-2)).toMatch(/^Linkscope cannot start: .*null bytes/);
  expect(given.done.at(-1)).toBe('exit 1');
});
