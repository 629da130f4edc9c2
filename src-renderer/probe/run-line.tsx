import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import type { ReactElement, ReactNode } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { formatDuration } from '../components/format.ts';
import { isGoing, type ProbeView } from './probe-view.ts';
import styles from './run-line.module.css';

const endings: Record<string, string> = {
  done: 'Done',
  cancelled: 'Stopped',
  failed: 'Failed',
  lost: 'Connection lost: the run ended meanwhile',
};

interface RunLineProps {
  readonly view: ProbeView<unknown, unknown>;
  /** Asks the program to stop the run: cancel() of the session. */
  onStop(): Promise<void>;
  /** What stands beside it: counts, buttons. */
  readonly children?: ReactNode;
}

/** One line on a run: what it is doing or how it ended, why it failed, and the button that stops it. */
export function RunLine({ view, onStop, children }: RunLineProps): ReactElement | null {
  const { phase, progress, failure, warnings } = view;
  if (phase === 'idle') return null;
  const going = isGoing(phase);
  const stop = (): void => {
    onStop().catch((error: unknown) => announce(`The run could not be stopped: ${failureText(error)}`, true));
  };
  const share =
    progress?.total == null || progress.total === 0 ? undefined : (100 * progress.done) / progress.total;
  return (
    <div className={styles.line} role="group" aria-label="Run">
      <div className={styles.row}>
        <span className={styles.state}>
          {going
            ? view.cancelling
              ? 'Stopping…'
              : phase === 'starting'
                ? 'Starting…'
                : 'Running'
            : endings[phase]}
        </span>
        {going && progress !== null && (
          <span className={styles.doing}>{visibleText(progress.doing, 120)}</span>
        )}
        {progress !== null && <span className={styles.quiet}>{formatDuration(progress.elapsedMs)}</span>}
        {going && progress?.remainingMs != null && (
          <span className={styles.quiet}>about {formatDuration(progress.remainingMs)} left</span>
        )}
        <span className={styles.space} />
        {children}
        {going && (
          <Button
            variant="outlined"
            color="inherit"
            disabled={view.cancelling || phase === 'starting'}
            onClick={stop}
          >
            Stop
          </Button>
        )}
      </div>
      {failure !== null && (
        <div className={styles.failure} role="alert">
          {failure.message}
          {failure.detail !== undefined && ` (${failure.detail})`}
        </div>
      )}
      {warnings.length > 0 && (
        <ul className={styles.warnings} aria-label="Problems">
          {warnings.map((warning, index) => (
            <li key={`${index} ${warning.about}`}>
              {warning.about !== null && `${visibleText(warning.about, 80)}: `}
              {warning.failure.message}
            </li>
          ))}
        </ul>
      )}
      {going && share !== undefined && (
        <LinearProgress
          className={styles.progress ?? ''}
          variant="determinate"
          value={Math.min(100, share)}
          aria-label="Progress"
        />
      )}
    </div>
  );
}
