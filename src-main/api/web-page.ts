import type { PageLink, WebPageItem, WebPageOptions, WebPageReport } from '../../src-core/api/web-page.ts';
import type { Base } from './base.ts';
import type { FailureLog } from './failures.ts';
import { followed, type ProbeRunsPart } from './probe-routes.ts';

/** The part of the open pages that the interface reaches. */
export interface WebPageRuns extends ProbeRunsPart<WebPageOptions, WebPageItem, WebPageReport> {
  job(runId: string): {
    report(): WebPageReport;
    link(watched?: boolean): Promise<PageLink>;
    tabClosed(tab: number): void;
  };
}

export function webPageRoutes(base: Base, runs: WebPageRuns, log: FailureLog) {
  const routes = base.webPage;
  return {
    start: routes.start.handler(({ input }) => runs.start(input.options, input.keep)),
    follow: routes.follow.handler((call) => followed(runs, call, log)),
    cancel: routes.cancel.handler(({ input }) => runs.cancel(input.runId)),
    forget: routes.forget.handler(({ input }) => runs.forget(input.runId)),
    runs: routes.runs.handler(() => runs.runs()),
    report: routes.report.handler(({ input }) => runs.job(input.runId).report()),
    link: routes.link.handler(({ input }) => runs.job(input.runId).link(input.watched)),
    tabClosed: routes.tabClosed.handler(({ input }) => runs.job(input.runId).tabClosed(input.tab)),
  };
}
