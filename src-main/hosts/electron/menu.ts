import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  /** Shows a route of the page. */
  show(route: '/discover' | '/devices'): void;
  readonly developing: boolean;
}

/** The menu; on macOS the first one is the program's own, elsewhere About is under Help and Quit under File. */
export function menuTemplate(platform: NodeJS.Platform, actions: MenuActions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const own: MenuItemConstructorOptions[] = mac ? [{ role: 'appMenu' }] : [];
  const help: MenuItemConstructorOptions[] = mac ? [] : [{ role: 'help', submenu: [{ role: 'about' }] }];
  const tools: MenuItemConstructorOptions[] = actions.developing
    ? [separator, { role: 'toggleDevTools' }]
    : [];
  return [
    ...own,
    { label: mac ? 'File' : '&File', submenu: [mac ? { role: 'close' } : { role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: mac ? 'Go' : '&Go',
      submenu: [
        { label: 'Discover', accelerator: 'CmdOrCtrl+1', click: () => actions.show('/discover') },
        { label: 'Devices', accelerator: 'CmdOrCtrl+2', click: () => actions.show('/devices') },
      ],
    },
    {
      label: mac ? 'View' : '&View',
      submenu: [
        { role: 'reload' },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...tools,
      ],
    },
    { role: 'windowMenu' },
    ...help,
  ];
}
