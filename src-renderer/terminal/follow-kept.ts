import { keptSessions } from './kept-sessions.ts';

/** Follows the sessions of this window again after a reload, on whatever page. Its code is loaded where there are any. */
export async function followKeptSessions(): Promise<void> {
  if (keptSessions().sessions.length === 0) return;
  const { terminalTabs } = await import('./terminal-tabs.ts');
  await terminalTabs.attachKept();
}
