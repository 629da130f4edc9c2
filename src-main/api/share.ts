import type { ShareItem, ShareOptions, ShareReport } from '../../src-core/api/share.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

/** The part of the shared folders that the interface reaches. */
export interface ShareRuns extends ProbeRunsPart<ShareOptions, ShareItem, ShareReport> {
  job(runId: string): { report(): ShareReport };
}

export function shareRoutes(base: Base, runs: ShareRuns, log: FailureLog) {
  const routes = base.share;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
    report: routes.report.handler(({ input }) => runs.job(input.runId).report()),
  };
}
