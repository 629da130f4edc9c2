import { useEffect, type ReactElement } from 'react';
import type { PingOptions } from '../../src-core/api/ping.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { useProbe } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { currentPing } from './current-ping.ts';
import { PingForm } from './ping-form.tsx';
import { PingRun } from './ping-run.tsx';
import { RunningPings } from './running-pings.tsx';
import styles from './ping-page.module.css';

function start(options: PingOptions): void {
  void currentPing.start(options, true);
}

/** Pings of one or many targets: what to ask, and what the run that is followed found. */
export function PingPage(): ReactElement {
  const view = useProbe(currentPing);
  const [{ run: linked }, change] = useProbeSearch();
  const runId = view.run?.runId;
  // The URL names the run, so that a reload finds it again; where it names another one, that is followed.
  useEffect(() => {
    if (linked !== undefined && linked !== runId && view.phase === 'idle') void currentPing.attach(linked);
  }, [linked, runId, view.phase]);
  useEffect(() => {
    if (runId !== undefined) change({ run: runId });
  }, [runId, change]);
  return (
    <div className={styles.page}>
      <PingForm busy={view.phase === 'starting'} onStart={start} />
      {view.phase === 'idle' || (view.run === null && view.failure === null) ? (
        <div className={styles.empty}>
          <EmptyState
            title="Nothing is pinged"
            action={<RunningPings runId={null} onChoose={(chosen) => void currentPing.attach(chosen)} />}
          >
            Name one or more targets and start. A ping goes on while you look at other pages, until you stop
            it.
          </EmptyState>
        </div>
      ) : (
        <PingRun key={runId ?? ''} view={view} going={isGoing(view.phase)} />
      )}
    </div>
  );
}
