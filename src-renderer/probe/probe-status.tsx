import LinearProgress from '@mui/material/LinearProgress';
import { useState, type ReactElement, type ReactNode } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { formatCount, formatDuration, formatPlural } from '../components/format.ts';
import { isGoing, type ProbePhase, type ProbeView } from './probe-view.ts';
import styles from './probe-status.module.css';

const endWords: Partial<Record<ProbePhase, string>> = {
  done: 'Done',
  cancelled: 'Stopped before the end',
  failed: 'Failed',
  lost: 'The connection broke, and the run was gone when it came back',
};

interface ProbeStatusProps<Item, Summary> {
  /** What runs: `Port scan`. */
  readonly label: string;
  readonly view: ProbeView<Item, Summary>;
  /** What was found, in words, once it has ended. */
  readonly children?: ReactNode;
}

/** What a run is doing and how far it is; then how it ended, and what it could not do. */
export function ProbeStatus<Item, Summary>(props: ProbeStatusProps<Item, Summary>): ReactElement | null {
  const { label, view, children } = props;
  const [open, setOpen] = useState(false);
  if (view.phase === 'idle') return null;
  const going = isGoing(view.phase);
  return (
    <section className={styles.status} aria-label={label}>
      <div className={styles.bar}>{going && <Bar label={label} view={view} />}</div>
      <div className={styles.line}>
        <div className={styles.text} role={going ? undefined : 'status'}>
          {going ? (
            <Doing view={view} />
          ) : (
            <>
              <span className={styles.strong}>{endWords[view.phase]}</span>
              {Boolean(children) && <span className={styles.fact}>{children}</span>}
            </>
          )}
        </div>
        {view.warnings.length > 0 && (
          <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
            {formatPlural(view.warnings.length, 'note')}
          </button>
        )}
      </div>
      {view.failure !== null && (
        <div className={styles.failure}>
          <FailureNotice error={view.failure} what={`${label} failed`} />
        </div>
      )}
      {open && (
        <ul className={styles.notes}>
          {view.warnings.map(({ about, failure }, index) => (
            <li key={index}>
              {about !== null && <span className={styles.about}>{visibleText(about, 120)}</span>}
              {failure.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Bar<Item, Summary>(props: {
  readonly label: string;
  readonly view: ProbeView<Item, Summary>;
}): ReactElement {
  const { progress } = props.view;
  const total = progress?.total ?? null;
  const known = progress !== null && total !== null && total > 0;
  const value = known ? Math.min(99, Math.round((progress.done / total) * 100)) : 0;
  return (
    <LinearProgress
      aria-label={`${props.label}: progress`}
      className={styles.progress}
      {...(known ? { variant: 'determinate' as const, value } : { variant: 'indeterminate' as const })}
    />
  );
}

function Doing<Item, Summary>({ view }: { readonly view: ProbeView<Item, Summary> }): ReactElement {
  const { progress } = view;
  if (view.cancelling) return <>Stopping…</>;
  if (progress === null) return <>Starting…</>;
  return (
    <>
      <span className={styles.strong}>{progress.doing}</span>
      {progress.total !== null && (
        <span className={styles.fact}>
          {formatCount(progress.done)} of {formatCount(progress.total)}
        </span>
      )}
      <span className={styles.fact}>{formatDuration(progress.elapsedMs)}</span>
      {progress.remainingMs !== null && (
        <span className={styles.fact}>about {formatDuration(progress.remainingMs)} left</span>
      )}
    </>
  );
}
