import { queryOptions } from '@tanstack/react-query';
import { api } from '../app/api.ts';
import { ProbeSession } from '../probe/probe-session.ts';
import { OutageReader } from './known-outages.ts';
import { PingFeed } from './ping-feed.ts';

export const pingFeed = new PingFeed();

/** The one ping that this page follows; others go on meanwhile and can be chosen again. */
export const currentPing = new ProbeSession(api.ping, { take: pingFeed.take, begin: pingFeed.begin });

/** How often the figures are asked for, in milliseconds. */
const figuresMs = 1_000;

export function pingReportQuery(runId: string, going: boolean) {
  return queryOptions({
    queryKey: ['ping', 'report', runId, going],
    queryFn: () => api.ping.report({ runId }),
    refetchInterval: going ? figuresMs : false,
  });
}

const outages = new OutageReader((input) => api.ping.outages(input));

export function pingOutagesQuery(runId: string, going: boolean) {
  return queryOptions({
    queryKey: ['ping', 'outages', runId, going],
    queryFn: () => outages.read(runId),
    structuralSharing: false,
    refetchInterval: going ? figuresMs : false,
  });
}

export const pingRunsQuery = queryOptions({
  queryKey: ['ping', 'runs'],
  queryFn: () => api.ping.runs(),
  refetchInterval: 3_000,
});
