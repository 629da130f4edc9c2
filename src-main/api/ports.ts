import type { PortItem, PortOptions, PortSummary } from '../../src-core/api/ports.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

export type PortRuns = ProbeRunsPart<PortOptions, PortItem, PortSummary>;

export function portsRoutes(base: Base, runs: PortRuns, log: FailureLog) {
  const routes = base.ports;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
  };
}
