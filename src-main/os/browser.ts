import { ToolError } from '../../src-core/api/errors.ts';
import { launch } from './exec.ts';

/** The command of the system that opens a URL in the person's browser, and its arguments. */
export function browserCommand(url: string, platform: NodeJS.Platform): readonly [string, readonly string[]] {
  if (platform === 'darwin') return ['open', [url]];
  // `start` belongs to the shell of Windows; this is the program that it comes down to.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}

/**
 * Opens a URL in the person's browser.
 * @throws ToolError `bad-input` for what is no http(s) URL, `missing-command`, `unsupported` where there is no desktop
 */
export async function openBrowser(url: string): Promise<void> {
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new ToolError(
      'bad-input',
      `only http and https addresses are opened in the browser, not ${protocol}`,
    );
  }
  const hasDesktop = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDesktop) throw new ToolError('unsupported', 'this session has no desktop to open a browser on');
  const [command, args] = browserCommand(href, process.platform);
  await launch(command, args, command === 'xdg-open' ? 'install xdg-utils' : undefined);
}
