import { useSyncExternalStore } from 'react';
import type { PingItem, PingOptions, PingReport } from '../../src-core/api/ping.ts';
import { api } from '../app/api.ts';
import { ProbeSession } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { OutageNotices } from './ping-notices.ts';
import { targetName } from './ping-rows.ts';

/**
 * The runs whose outages are told on the desktop. Each is followed by itself, as the person may look at another page or
 * at another ping meanwhile.
 */
const watches = new Map<string, { stop(): void }>();
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

/** Tells the outages of a run from now on, until it ends or is switched off. */
export function watchOutages(runId: string, on: boolean): void {
  if (watches.has(runId) === on) return;
  if (on) watches.set(runId, begin(runId));
  else {
    watches.get(runId)?.stop();
    watches.delete(runId);
  }
  changed();
}

function begin(runId: string): { stop(): void } {
  const notices = new OutageNotices(async () => {
    const { targets } = await api.ping.report({ runId });
    return targets.map(targetName);
  });
  const session = new ProbeSession<PingOptions, PingItem, PingReport>(api.ping, { take: notices.take });
  const leave = session.subscribe(() => {
    if (isGoing(session.view().phase)) return;
    // What was told of a run that has ended stays to be seen.
    leave();
    watches.delete(runId);
    changed();
  });
  void session.attach(runId);
  return {
    stop() {
      leave();
      session.leave();
      notices.stop();
    },
  };
}

/** Whether the outages of a run are told on the desktop. */
export function useOutageWatch(runId: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => watches.has(runId),
  );
}
