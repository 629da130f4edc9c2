import type { Session, Shell, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { cancellable, fake } from './fake.test-support.ts';
import { denyPermissions, keepToPage, openOutside } from './guards.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

const page = 'linkscope://app/#/discover';

function guardedSession() {
  let request: RequestHandler | null = null;
  let check: CheckHandler | null = null;
  let device: (() => boolean) | null = null;
  const session = fake<Session>({
    setPermissionRequestHandler: (handler) => (request = handler),
    setPermissionCheckHandler: (handler) => (check = handler),
    setDevicePermissionHandler: (handler) => (device = handler as () => boolean),
  });
  denyPermissions(session.it);
  const contents = fake<WebContents>({}).it;
  const ask = (permission: string, requestingUrl: string) => {
    let granted: boolean | undefined;
    const answer = (value: boolean) => void (granted = value);
    const details = { isMainFrame: true, requestingUrl };
    Reflect.apply(request ?? (() => undefined), undefined, [contents, permission, answer, details]);
    return granted;
  };
  const may = (permission: string, requestingUrl = page, isMainFrame = true) => {
    const details = { isMainFrame, requestingUrl };
    return Reflect.apply(check ?? (() => undefined), undefined, [
      null,
      permission,
      'linkscope://app',
      details,
    ]);
  };
  return { ask, may, device: () => device?.() };
}

test('every permission is denied but writing to the clipboard and notifications, and those to strangers as well', () => {
  const { ask, may, device } = guardedSession();
  const permissions = ['media', 'geolocation', 'clipboard-read', 'openExternal', 'fullscreen', 'usb'];
  expect(permissions.map((permission) => [ask(permission, page), may(permission)])).toEqual(
    permissions.map(() => [false, false]),
  );
  for (const needed of ['clipboard-sanitized-write', 'notifications']) {
    const stranger = 'https://evil.example/';
    expect([ask(needed, page), may(needed), may(needed, page, false)]).toEqual([true, true, false]);
    expect([ask(needed, stranger), may(needed, stranger)]).toEqual([false, false]);
  }
  expect(device()).toBe(false);
});

function guardedContents() {
  const opened: string[] = [];
  const warnings: string[] = [];
  let openWindow: WindowOpenHandler | undefined;
  const shell: Pick<Shell, 'openExternal'> = {
    openExternal: (url) => Promise.resolve(void opened.push(url)),
  };
  const contents = fake<WebContents>({ setWindowOpenHandler: (handler) => void (openWindow = handler) });
  keepToPage(contents.it, shell, (text) => warnings.push(text));
  /** What a window.open of this URL is answered with. */
  const open = (url: string) => Reflect.apply(openWindow ?? (() => undefined), undefined, [{ url }]);
  return { ...contents, opened, warnings, open };
}

describe('a new window', () => {
  test.each([
    ['https://example.org/a', true],
    ['http://[fe80::1%25eth0]/', false],
    ['http://192.0.2.1/', true],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['smb://server/share', false],
    ['ms-msdt:/id', false],
    ['linkscope://app/', false],
    ['no url', false],
  ])('%s is never opened here; in the browser: %s', (url, outside) => {
    const { open, opened, warnings } = guardedContents();
    expect(open(url)).toEqual({ action: 'deny' });
    expect(opened).toEqual(outside ? [url] : []);
    expect(warnings).toHaveLength(outside ? 0 : 1);
  });
});

describe('navigation', () => {
  test.each([
    ['linkscope://app/', false, []],
    ['linkscope://app/#/devices', false, []],
    ['linkscope://app/assets/a.js', true, []],
    ['linkscope://other/', true, []],
    ['https://example.org/', true, ['https://example.org/']],
    ['file:///etc/passwd', true, []],
  ])('to %s is stopped: %s', (url, stopped, outside) => {
    const { tell, opened } = guardedContents();
    const { event, prevented } = cancellable<Electron.Event<Electron.WebContentsWillNavigateEventParams>>({
      url,
    });
    tell('will-navigate', event);
    expect(prevented()).toBe(stopped);
    expect(opened).toEqual(outside);
  });

  test.each([
    ['will-redirect', true],
    ['will-attach-webview', true],
    ['will-frame-navigate', true],
  ])('by %s is stopped', (name, stopped) => {
    const { tell } = guardedContents();
    const { event, prevented } = cancellable<{ isMainFrame: boolean }>({ isMainFrame: false });
    tell(name, event);
    expect(prevented()).toBe(stopped);
  });

  test('of the main frame is left to will-navigate', () => {
    const { tell } = guardedContents();
    const { event, prevented } = cancellable<{ isMainFrame: boolean }>({ isMainFrame: true });
    tell('will-frame-navigate', event);
    expect(prevented()).toBe(false);
  });
});

test('a browser that cannot be opened is a line in the log, not a crash', async () => {
  const warnings: string[] = [];
  const shell = { openExternal: () => Promise.reject(new Error('no handler')) };
  openOutside('https://example.org/', shell, (text) => warnings.push(text));
  await expect.poll(() => warnings).toEqual(['a link could not be opened: Error: no handler']);
});
