import type { ShareItem, ShareOptions, ShareReport } from '../../src-core/api/share.ts';
import { api } from '../app/api.ts';
import { ProbeSession } from '../probe/probe-session.ts';

/** The newest lines of the access log that the page shows. */
const mostLines = 500;
let lines: readonly ShareItem[] = [];

/** The folder that this window shares; it ends with the window. */
export const shareSession = new ProbeSession<ShareOptions, ShareItem, ShareReport>(api.share, {
  take(items) {
    lines = [...items.toReversed(), ...lines].slice(0, mostLines);
  },
});

/** Begins anew, with an empty log. */
export function startShare(options: ShareOptions): void {
  lines = [];
  void shareSession.start(options);
}

/** The access log, newest first; a new one for each picture of the run. */
export function accessLog(): readonly ShareItem[] {
  return lines;
}
