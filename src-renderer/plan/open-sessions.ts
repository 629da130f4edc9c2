import { queryOptions } from '@tanstack/react-query';
import { ToolError } from '../../src-core/api/errors.ts';
import type { PlanInfo } from '../../src-core/api/plans.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import { api } from '../app/api.ts';
import { subscribeConnection, connectionState } from '../app/connection.ts';
import { PlanSession } from './plan-session.ts';

/** The plans that were opened in this window, with their steps; they stay when another page is shown. */
const sessions = new Map<number, PlanSession>();

/** All stored plans. */
export const plansQuery = queryOptions({ queryKey: ['plans', 'list'], queryFn: () => api.plans.list() });

/** The session of a plan: the one that is open, brought up to date where nothing waits in it, or a new one. */
export function sessionQuery(id: number) {
  return queryOptions({
    queryKey: ['plans', 'session', id],
    queryFn: () => openSession(id),
    staleTime: 0,
    gcTime: 0,
    structuralSharing: false,
  });
}

async function openSession(id: number): Promise<PlanSession> {
  const kept = sessions.get(id);
  if (kept === undefined) {
    const session = await PlanSession.open(api.plans, id);
    // Two places of the page may have asked at once; the first one that is open is the one.
    const first = sessions.get(id) ?? session;
    sessions.set(id, first);
    return first;
  }
  if (kept.unsaved) return kept;
  const info = (await api.plans.list()).find((each) => each.id === id);
  if (info === undefined) {
    sessions.delete(id);
    throw new ToolError('bad-input', 'There is no such plan any more: it was removed.');
  }
  if (info.revision !== kept.revision && !kept.unsaved) await kept.reload();
  return kept;
}

/** Opens a plan that was stored just now without reading it back. */
export function adoptPlan(info: PlanInfo, plan: Plan): void {
  sessions.set(info.id, PlanSession.of(api.plans, info, plan));
}

/** Forgets a plan that was removed, with its steps. */
export function dropSession(id: number): void {
  sessions.delete(id);
}

function flushAll(): void {
  for (const session of sessions.values()) if (session.unsaved) void session.flush();
}

// What could not be stored while the connection was down is stored as soon as it is back.
subscribeConnection(() => {
  if (connectionState() === 'open') flushAll();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') flushAll();
});
window.addEventListener('beforeunload', (event) => {
  flushAll();
  // In a browser the question whether to leave is asked; the desktop window would refuse to close without a word.
  const unsaved = sessions.values().some((session) => session.unsaved);
  if (unsaved && location.protocol !== 'linkscope:') event.preventDefault();
});
