import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import type { PingItem, PingReport } from '../../src-core/api/ping.ts';
import { api } from '../app/api.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import type { ProbeView } from '../probe/probe-view.ts';
import { ChartPanel } from './chart-panel.tsx';
import { pingFeed, pingOutagesQuery, pingReportQuery } from './current-ping.ts';
import { noOutages } from './known-outages.ts';
import type { ChartContents } from './ping-chart.ts';
import { PingBar } from './ping-bar.tsx';
import { pingRows, targetName } from './ping-rows.ts';
import { PingTables } from './ping-tables.tsx';
import styles from './ping-page.module.css';

interface PingRunProps {
  readonly view: ProbeView<PingItem, PingReport>;
  readonly going: boolean;
}

/** One ping: its state, its chart, and the tables of its targets and outages. */
export function PingRun({ view, going }: PingRunProps): ReactElement {
  const runId = view.run?.runId ?? '';
  const enabled = runId !== '' && view.phase !== 'lost';
  const asked = useQuery({ ...pingReportQuery(runId, going), enabled, placeholderData: keepPreviousData });
  const outages = useQuery({ ...pingOutagesQuery(runId, going), enabled, placeholderData: keepPreviousData });
  const report = view.summary ?? asked.data;
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (target: number) =>
      setHidden((was) =>
        was.has(target) ? new Set([...was].filter((each) => each !== target)) : new Set([...was, target]),
      ),
    [],
  );
  const targets = report?.targets.length ?? 0;
  const hideAll = useCallback(
    (all: boolean) => setHidden(new Set(all ? Array.from({ length: targets }, (_, target) => target) : [])),
    [targets],
  );
  const found = outages.data ?? noOutages;
  const rows = useMemo(
    () => (report === undefined ? [] : pingRows(report, (target) => pingFeed.last(target))),
    [report],
  );
  const contents = useChartContents(runId, report, found, hidden, going, view.run?.endedAt ?? null);
  return (
    <>
      <PingBar view={view} going={going} rows={rows} />
      {view.failure !== null && (
        <div className={styles.failure}>
          <FailureNotice error={new Error(view.failure.message)} what="The ping failed" />
        </div>
      )}
      {contents !== null && (
        <div className={styles.found}>
          <ChartPanel feed={pingFeed} contents={contents} />
          <PingTables
            rows={rows}
            outages={found}
            warnings={view.warnings}
            hidden={hidden}
            onToggle={toggle}
            onHideAll={hideAll}
          />
        </div>
      )}
    </>
  );
}

/** What the chart needs, made anew only where something in it has changed. */
function useChartContents(
  runId: string,
  report: PingReport | undefined,
  outages: ChartContents['outages'],
  hidden: ReadonlySet<number>,
  going: boolean,
  endedAt: number | null,
): ChartContents | null {
  const names = report?.targets.map(targetName).join('\n') ?? '';
  const intervalMs = report?.intervalMs ?? 1_000;
  return useMemo(() => {
    if (names === '') return null;
    const targets = names.split('\n');
    return {
      targets,
      shown: targets.map((_, number) => number).filter((number) => !hidden.has(number)),
      intervalMs,
      going,
      endedAt,
      outages,
      window: (target, fromMs, toMs, points) => api.ping.window({ runId, target, fromMs, toMs, points }),
    };
  }, [names, intervalMs, hidden, going, endedAt, outages, runId]);
}
