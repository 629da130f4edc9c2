import type { PermissionCheckHandlerHandlerDetails, Session, Shell, WebContents } from 'electron';
import { isPage } from '../page/page-protocol.ts';

type Asking = Pick<PermissionCheckHandlerHandlerDetails, 'requestingUrl' | 'isMainFrame'>;

const needed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications']);

/**
 * The page needs no camera, location or device, and may not read the clipboard: none is ever granted. Writing plain
 * text to the clipboard is what its copy buttons do, and notifications tell outages where the person asks for them.
 */
export function denyPermissions(session: Session): void {
  const granted = (permission: string, { requestingUrl, isMainFrame }: Asking) =>
    needed.has(permission) && isMainFrame && isPage(requestingUrl ?? '');
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(granted(permission, details));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    granted(permission, details),
  );
  session.setDevicePermissionHandler(() => false);
}

/** Opens a link in the person's browser, where it is one for a browser. */
export function openOutside(
  url: string,
  shell: Pick<Shell, 'openExternal'>,
  warn: (text: string) => void,
): void {
  const { protocol } = URL.parse(url) ?? { protocol: '' };
  if (protocol !== 'http:' && protocol !== 'https:')
    return warn(`a link was not opened: ${url.slice(0, 200)}`);
  shell.openExternal(url).catch((error: unknown) => warn(`a link could not be opened: ${String(error)}`));
}

/** The window shows the page and nothing else: links go to the browser, frames and web views are refused. */
export function keepToPage(
  contents: WebContents,
  shell: Pick<Shell, 'openExternal'>,
  warn: (text: string) => void,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url, shell, warn);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isPage(event.url)) return;
    event.preventDefault();
    openOutside(event.url, shell, warn);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
