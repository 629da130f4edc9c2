import { useEffect, useSyncExternalStore } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api, queryClient } from '../app/api.ts';
import { runningQuery } from '../app/queries.ts';
import { RunController } from './run-controller.ts';
import { RunStore, type RunView } from './run-store.ts';

/** How long a page that is not drawn (a hidden tab) waits before it takes over what came, in milliseconds. */
const hiddenMs = 250;

function onNextFrame(notify: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    notify();
  };
  requestAnimationFrame(once);
  window.setTimeout(once, hiddenMs);
}

const store = new RunStore(onNextFrame);

/** The one run that this page follows. */
export const currentRun = new RunController(api, store, () => {
  void queryClient.invalidateQueries({ queryKey: ['devices'] });
  void queryClient.invalidateQueries({ queryKey: runningQuery.queryKey });
});

export function useRun(): RunView {
  return useSyncExternalStore(store.subscribe, store.view);
}

/** Looks now and then whether another window has started a run, and follows it; used once, by the shell. */
export function useFollowRunning(): void {
  const { phase } = useRun();
  const idle = phase !== 'starting' && phase !== 'running';
  const running = useQuery({
    ...runningQuery,
    refetchInterval: idle ? 3_000 : false,
    refetchOnWindowFocus: true,
  });
  const first = running.data?.[0]?.runId;
  useEffect(() => {
    if (idle && first !== undefined) void currentRun.attach(first);
  }, [idle, first]);
}
