import { ORPCError } from '@orpc/client';
import { queryOptions } from '@tanstack/react-query';
import type { WebPageOptions, WebPageReport } from '../../src-core/api/web-page.ts';
import { api, queryClient } from '../app/api.ts';
import { openPageTab, seesTabs, type PageTab } from './page-tab.ts';
import { tabClock } from './tab-clock.ts';
import { TabWatch } from './tab-watch.ts';

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

/** The tabs that this window opened. */
export const tabWatch = new TabWatch({
  tell: async (runId, tab) => {
    try {
      await api.webPage.tabClosed({ runId, tab });
    } catch (error) {
      // What the program itself answers is that the page is closed already.
      if (!(error instanceof ORPCError)) return false;
    }
    await refresh();
    return true;
  },
  tick: tabClock,
});

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: openPagesQuery.queryKey });
}

/**
 * Opens the page of a host in a new tab of the person's browser. To be called while a click is handled.
 * @throws why it could not be opened
 */
export async function openWebPage(options: WebPageOptions): Promise<void> {
  const tab = newTab(options.target);
  let runId: string | undefined;
  try {
    ({ runId } = await api.webPage.start({ options, keep: true }));
    await showIn(tab, runId);
  } catch (error) {
    tab?.close();
    if (runId !== undefined) await api.webPage.forget({ runId });
    throw error;
  } finally {
    await refresh();
  }
}

/**
 * Shows a page that is open in a new tab. To be called while a click is handled.
 * @param name what it is the page of
 * @throws where it is not open any more
 */
export async function showWebPage(runId: string, name: string): Promise<void> {
  const tab = newTab(name);
  try {
    await showIn(tab, runId);
  } catch (error) {
    tab?.close();
    throw error;
  } finally {
    await refresh();
  }
}

/** An empty tab, or null where this window sees no tabs. */
function newTab(name: string): PageTab | null {
  return seesTabs ? openPageTab(name) : null;
}

async function showIn(tab: PageTab | null, runId: string): Promise<void> {
  const { url, tab: number } = await api.webPage.link({ runId, watched: tab !== null });
  if (tab === null || number === null) {
    window.open(url, '_blank', 'noopener,noreferrer');
    return;
  }
  tabWatch.add({ runId, number, tab });
  tab.go(url);
}

/** Closes a page: its tabs show nothing new from then on. */
export async function closeWebPage(runId: string): Promise<void> {
  await api.webPage.cancel({ runId });
  await refresh();
}
