import type { BrowserWindow, Dialog, RenderProcessGoneDetails } from 'electron';

export interface FaultHandling {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  error(details: object, message: string): void;
  quit(): void;
  now?(): number;
}

/** So many crashes within a minute, and reloading is no longer offered: it would go on for ever. */
const crashesToGiveUp = 3;

/** Tells the person when the page has crashed or hangs, and lets them choose; both go to the log. */
export function handleFaults(
  window: BrowserWindow,
  { dialog, error, quit, now = Date.now }: FaultHandling,
): void {
  const crashes: number[] = [];
  let asking: AbortController | undefined;
  let restarting = false;

  async function crashed(details: RenderProcessGoneDetails): Promise<void> {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    asking?.abort();
    if (restarting) {
      restarting = false;
      return window.webContents.reload();
    }
    crashes.push(now());
    error({ reason: details.reason, exitCode: details.exitCode }, 'the page has crashed');
    const again = crashes.filter((at) => at > now() - 60_000).length < crashesToGiveUp;
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: again ? 'The page has crashed.' : 'The page keeps crashing.',
      detail: `What was found is stored. The reason given is "${details.reason}"; the log has more.`,
      buttons: again ? ['Reload', 'Quit'] : ['Quit'],
    });
    if (again && response === 0) window.webContents.reload();
    else quit();
  }

  async function hangs(): Promise<void> {
    if (asking !== undefined) return;
    asking = new AbortController();
    error({}, 'the page does not respond');
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'The page does not respond.',
      buttons: ['Wait', 'Reload'],
      signal: asking.signal,
    });
    restarting = response === 1 && !asking.signal.aborted;
    asking = undefined;
    // A page that hangs does not reload by being asked to: its process ends, and comes back above.
    if (restarting) window.webContents.forcefullyCrashRenderer();
  }

  const told = (failure: unknown) => error({ err: failure }, 'a dialog could not be shown');
  window.webContents.on('render-process-gone', (_event, details) => void crashed(details).catch(told));
  window.on('unresponsive', () => void hangs().catch(told));
  window.on('responsive', () => asking?.abort());
}
