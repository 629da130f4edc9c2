import { queryOptions } from '@tanstack/react-query';
import type { WebPageOptions, WebPageReport } from '../../src-core/api/web-page.ts';
import { api, queryClient } from '../app/api.ts';

/** A page that is open, and what is known of it. */
export interface OpenWebPage {
  readonly runId: string;
  readonly report: WebPageReport;
}

/** The pages that are open, in every window of the program, newest first. */
export const openPagesQuery = queryOptions({
  queryKey: ['web-page', 'open'],
  queryFn: async (): Promise<OpenWebPage[]> => {
    const runs = (await api.webPage.runs()).filter(({ endedAt }) => endedAt === null);
    const reports = await Promise.allSettled(runs.map(({ runId }) => api.webPage.report({ runId })));
    return runs.flatMap(({ runId }, index) => {
      const report = reports[index];
      // One that ended between the two questions is no longer open.
      return report?.status === 'fulfilled' && report.value.ports.length > 0
        ? [{ runId, report: report.value }]
        : [];
    });
  },
  refetchInterval: 2_000,
});

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: openPagesQuery.queryKey });
}

/**
 * Opens the page of a host in a new tab of the person's browser.
 * @throws why it could not be opened
 */
export async function openWebPage(options: WebPageOptions): Promise<void> {
  const { runId } = await api.webPage.start({ options, keep: true });
  try {
    await showWebPage(runId);
  } catch (error) {
    await api.webPage.forget({ runId });
    throw error;
  } finally {
    await refresh();
  }
}

/** Shows a page that is open in a new tab. @throws where it is not open any more */
export async function showWebPage(runId: string): Promise<void> {
  const { url } = await api.webPage.link({ runId });
  window.open(url, '_blank', 'noopener,noreferrer');
}

/** Closes a page: its tabs show nothing new from then on. */
export async function closeWebPage(runId: string): Promise<void> {
  await api.webPage.cancel({ runId });
  await refresh();
}
