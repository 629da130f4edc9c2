import { useSyncExternalStore, type ReactElement } from 'react';
import { formatAge, formatMoment } from './format.ts';

/** One clock for all ages on the page, so that a thousand of them cost one timer. */
const tickMs = 15_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = window.setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** An age that stays true while it is shown; the exact moment stands in its title. */
export function AgeText({ at }: { readonly at: number }): ReactElement {
  const shown = useSyncExternalStore(subscribe, () => now);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatAge(at, Math.max(shown, at))}
    </time>
  );
}

/** An exact moment in the person's own time zone. */
export function MomentText({ at }: { readonly at: number }): ReactElement {
  return <time dateTime={new Date(at).toISOString()}>{formatMoment(at)}</time>;
}
