import type { ParityDevice, ParityOptions, ParitySummary } from '../../src-core/api/parity.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

export type ParityRuns = ProbeRunsPart<ParityOptions, ParityDevice, ParitySummary>;

export function parityRoutes(base: Base, runs: ParityRuns, log: FailureLog) {
  const routes = base.parity;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
  };
}
