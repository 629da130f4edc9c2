import { createInterface } from 'node:readline';
import { toFailure } from '../../../src-core/api/errors.ts';
import { openBrowser } from '../../os/browser.ts';
import type { Terminal } from '../cli/terminal.ts';
import { startServer, type ServerOptions } from './server.ts';

export interface ServeOptions extends ServerOptions {
  readonly openBrowser: boolean;
  readonly terminal: Terminal;
  /** Ends the server. */
  readonly signal: AbortSignal;
}

/**
 * Serves until the signal. The address is the one line on standard output, so that scripts can read it; the words
 * around it go to standard error.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { terminal, signal } = options;
  const server = await startServer(options);
  const stopAsking = askForLinks(async () => {
    await terminal.line(server.createLink());
  });
  try {
    const link = server.createLink();
    terminal.note('Linkscope runs at this address, which lets one browser in, once:');
    await terminal.line(link);
    if (stopAsking !== undefined) terminal.note('Press Enter for a new address, Ctrl+C to end.');
    if (options.openBrowser) await tryToOpen(link, terminal);
    if (!signal.aborted) {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    }
  } finally {
    stopAsking?.();
    await server.close();
  }
}

async function tryToOpen(link: string, terminal: Terminal): Promise<void> {
  try {
    await openBrowser(link);
  } catch (error) {
    terminal.note(
      `The browser could not be opened, so open the address yourself: ${toFailure(error).message}`,
    );
  }
}

/** Gives a new link each time that the person presses Enter; undefined where nobody sits at the terminal. */
function askForLinks(onEnter: () => Promise<void>): (() => void) | undefined {
  if (!process.stdin.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => void onEnter());
  return () => lines.close();
}
