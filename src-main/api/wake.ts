import type { WakeItem, WakeOptions, WakeReport } from '../../src-core/api/wake.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

export type WakeRuns = ProbeRunsPart<WakeOptions, WakeItem, WakeReport>;

export function wakeRoutes(base: Base, runs: WakeRuns, log: FailureLog) {
  const routes = base.wake;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
  };
}
