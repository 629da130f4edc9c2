import { useSyncExternalStore } from 'react';

/**
 * How the page stands to the program:
 * `connecting` before the first answer, `lost` after an open connection broke, `refused` where the program does not
 * know this browser (no valid cookie), `open` otherwise.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused';

let state: ConnectionState = 'connecting';
const listeners = new Set<() => void>();

export function connectionState(): ConnectionState {
  return state;
}

export function setConnectionState(next: ConnectionState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function subscribeConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(subscribeConnection, connectionState);
}

/** Resolves when the connection is open; rejects with the signal's reason when it aborts first. */
export function connectionOpen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      unsubscribe();
      signal.removeEventListener('abort', aborted);
      act();
    };
    const aborted = (): void => finish(() => reject(signal.reason));
    const unsubscribe = subscribeConnection(() => {
      if (state === 'open') finish(resolve);
    });
    if (signal.aborted) aborted();
    else if (state === 'open') finish(resolve);
    else signal.addEventListener('abort', aborted);
  });
}
