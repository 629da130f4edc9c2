import type { PathMtuItem, PathMtuOptions, PathMtuReport } from '../../src-core/api/path-mtu.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

export type PathMtuRuns = ProbeRunsPart<PathMtuOptions, PathMtuItem, PathMtuReport>;

export function pathMtuRoutes(base: Base, runs: PathMtuRuns, log: FailureLog) {
  const routes = base.pathMtu;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
  };
}
