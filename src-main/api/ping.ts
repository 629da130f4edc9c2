import type { PingItem, PingOptions, PingOutages, PingReport } from '../../src-core/api/ping.ts';
import type { PingWindow } from '../../src-core/ping/window.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

/** The part of the ping runs that the interface reaches. */
export interface PingRuns extends ProbeRunsPart<PingOptions, PingItem, PingReport> {
  job(runId: string): {
    report(): PingReport;
    window(target: number, fromMs: number, toMs: number, points: number): PingWindow;
    outages(from: number): PingOutages;
  };
}

export function pingRoutes(base: Base, runs: PingRuns, log: FailureLog) {
  const routes = base.ping;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
    report: routes.report.handler(({ input }) => runs.job(input.runId).report()),
    window: routes.window.handler(({ input: { runId, target, fromMs, toMs, points } }) =>
      runs.job(runId).window(target, fromMs, toMs, points),
    ),
    outages: routes.outages.handler(({ input }) => runs.job(input.runId).outages(input.from ?? 0)),
  };
}
