import type { DnsItem, DnsOptions, DnsReport } from '../../src-core/api/dns.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

export type DnsRuns = ProbeRunsPart<DnsOptions, DnsItem, DnsReport>;

export function dnsRoutes(base: Base, runs: DnsRuns, log: FailureLog) {
  const routes = base.dns;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
  };
}
