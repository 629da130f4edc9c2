import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useEffect, type ReactElement } from 'react';
import type { PingItem, PingReport } from '../../src-core/api/ping.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { formatDuration } from '../components/format.ts';
import { StateLabel } from '../components/state-label.tsx';
import type { ProbeView } from '../probe/probe-view.ts';
import { currentPing } from './current-ping.ts';
import { useOutageWatch, watchOutages } from './outage-watches.ts';
import { keepNoticeChoice, noticesAreChosen } from './notice-choice.ts';
import { askForNotices } from './ping-notices.ts';
import type { PingRow } from './ping-rows.ts';
import { RunningPings } from './running-pings.tsx';
import styles from './ping-page.module.css';

interface PingBarProps {
  readonly view: ProbeView<PingItem, PingReport>;
  readonly going: boolean;
  readonly rows: readonly PingRow[];
}

const endings: Record<string, string> = {
  done: 'Ended',
  cancelled: 'Stopped',
  failed: 'Failed',
  lost: 'Connection lost: the ping ended meanwhile',
};

/** What the run is doing, how many targets are up and down, and what can be done with it. */
export function PingBar({ view, going, rows }: PingBarProps): ReactElement {
  const stop = (): void => {
    currentPing
      .cancel()
      .catch((error: unknown) => announce(`The ping could not be stopped: ${failureText(error)}`, true));
  };
  const runId = view.run?.runId ?? '';
  const notices = useOutageWatch(runId);
  const switchNotices = async (on: boolean): Promise<void> => {
    const problem = on ? await askForNotices() : undefined;
    watchOutages(runId, on && problem === undefined);
    // A refusal is the browser's word, not the person's: it does not change what was chosen before.
    if (problem === undefined) keepNoticeChoice(on);
    if (problem !== undefined) announce(problem, true);
  };
  // What was chosen holds for every ping and for the time after a reload, until it is chosen otherwise.
  useEffect(() => {
    if (going && runId !== '' && noticesAreChosen()) watchOutages(runId, true);
  }, [going, runId]);
  const count = (state: PingRow['state']): number => rows.filter((row) => row.state === state).length;
  const [down, silent] = [count('down'), count('waiting')];
  return (
    <div className={styles.bar}>
      <span className={styles.doing}>
        {going ? (view.cancelling ? 'Stopping…' : 'Running') : endings[view.phase]}
      </span>
      <span className={styles.title}>{visibleText(view.run?.title ?? '', 80)}</span>
      <span className={styles.quiet}>{formatDuration(view.progress?.elapsedMs ?? 0)}</span>
      {down > 0 && <StateLabel tone="bad" text={`${down} down`} />}
      {going && down === 0 && silent === 0 && rows.length > 0 && <StateLabel tone="good" text="all up" />}
      {going && silent > 0 && <StateLabel tone="changed" text={`${silent} without a reply`} />}
      <span className={styles.space} />
      <RunningPings runId={view.run?.runId ?? null} onChoose={(chosen) => void currentPing.attach(chosen)} />
      {going && (
        <FormControlLabel
          className={styles.notices ?? ''}
          control={
            <Switch size="small" checked={notices} onChange={(_event, on) => void switchNotices(on)} />
          }
          label="Notify of outages"
        />
      )}
      {going && (
        <Button variant="outlined" color="inherit" disabled={view.cancelling} onClick={stop}>
          Stop
        </Button>
      )}
    </div>
  );
}
