import type { Failure } from '../../src-core/api/errors.ts';
import type {
  ProbeEvent,
  ProbeProgress,
  ProbeRunInfo,
  ProbeWarning,
} from '../../src-core/api/probe-events.ts';

/** Where a run stands for this page. `lost`: the connection broke, and the run was gone when it came back. */
export type ProbePhase = 'idle' | 'starting' | 'running' | 'done' | 'cancelled' | 'failed' | 'lost';

/** One picture of a run; a new one for each frame in which something changed. */
export interface ProbeView<Item, Summary> {
  readonly phase: ProbePhase;
  readonly run: ProbeRunInfo | null;
  readonly progress: ProbeProgress | null;
  readonly warnings: readonly ProbeWarning[];
  readonly items: readonly Item[];
  /** Items that were told before and are no longer kept. */
  readonly missed: number;
  readonly summary: Summary | null;
  readonly failure: Failure | null;
  /** True between the wish to stop and the end that the program tells. */
  readonly cancelling: boolean;
}

export const noProbe = {
  phase: 'idle',
  run: null,
  progress: null,
  warnings: [],
  items: [],
  missed: 0,
  summary: null,
  failure: null,
  cancelling: false,
} as const satisfies ProbeView<never, never>;

const mostWarnings = 200;

/** What a run looks like after one more event; items are left to the caller, who puts them together. */
export function viewAfter<Item, Summary>(
  view: ProbeView<Item, Summary>,
  event: Exclude<ProbeEvent<Item, Summary>, { type: 'item' }>,
): ProbeView<Item, Summary> {
  switch (event.type) {
    case 'started':
      // Following again replays the run from its beginning.
      return { ...noProbe, phase: 'running', run: event.run, cancelling: view.cancelling };
    case 'progress':
      return { ...view, progress: event };
    case 'warning':
      return { ...view, warnings: [...view.warnings, event].slice(-mostWarnings) };
    case 'done':
    case 'cancelled':
      return { ...view, phase: event.type, summary: event.summary, cancelling: false };
    case 'failed':
      return { ...view, phase: 'failed', summary: event.summary, failure: event.failure, cancelling: false };
  }
}

/** True while a run is starting or going. */
export function isGoing(phase: ProbePhase): boolean {
  return phase === 'starting' || phase === 'running';
}
