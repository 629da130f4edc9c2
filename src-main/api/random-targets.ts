import type {
  RandomTargetItem,
  RandomTargetsOptions,
  RandomTargetsReport,
} from '../../src-core/api/random-targets.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

export type RandomTargetsRuns = ProbeRunsPart<RandomTargetsOptions, RandomTargetItem, RandomTargetsReport>;

export function randomTargetsRoutes(base: Base, runs: RandomTargetsRuns, log: FailureLog) {
  const routes = base.randomTargets;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
  };
}
