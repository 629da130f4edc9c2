import type { PathItem, PathOptions, PathReport } from '../../src-core/api/path.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

/** The part of the path runs that the interface reaches. */
export interface PathRuns extends ProbeRunsPart<PathOptions, PathItem, PathReport> {
  job(runId: string): { report(): PathReport };
}

export function pathRoutes(base: Base, runs: PathRuns, log: FailureLog) {
  const routes = base.path;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
    report: routes.report.handler(({ input }) => runs.job(input.runId).report()),
  };
}
