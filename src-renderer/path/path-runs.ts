import { queryOptions } from '@tanstack/react-query';
import { api } from '../app/api.ts';
import { ProbeSession } from '../probe/probe-session.ts';
import { HopHistory } from '../../src-core/path/hop-history.ts';

/** Two runs side by side: a path over one family alone is the first of them. */
export const pathLanes = ([0, 1] as const).map(() => {
  const history = new HopHistory();
  return { history, session: new ProbeSession(api.path, { take: history.take, begin: history.begin }) };
});
export type PathLane = (typeof pathLanes)[number];

const figuresMs = 1_000;

export function pathReportQuery(runId: string, going: boolean) {
  return queryOptions({
    queryKey: ['path', 'report', runId, going],
    queryFn: () => api.path.report({ runId }),
    refetchInterval: going ? figuresMs : false,
  });
}
