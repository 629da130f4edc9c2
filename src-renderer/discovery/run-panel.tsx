import LinearProgress from '@mui/material/LinearProgress';
import { useState, type ReactElement } from 'react';
import { formatDuration, formatPlural } from '../components/format.ts';
import { RunEnd } from './run-end.tsx';
import type { RunView } from './run-store.ts';
import { SourceList, sourceCounts } from './source-list.tsx';
import styles from './run-panel.module.css';

/** What the run is doing while it goes, and what it was when it has ended. */
export function RunPanel({ run }: { readonly run: RunView }): ReactElement | null {
  const [open, setOpen] = useState(false);
  if (run.phase === 'idle') return null;
  const going = run.phase === 'starting' || run.phase === 'running';
  const sources = (going ? run.progress?.sources : (run.summary?.sources ?? run.progress?.sources)) ?? [];
  const bad = sourceCounts(sources);
  const notes = bad.notes + run.warnings.length;
  return (
    <section className={styles.panel} aria-label="Discovery run">
      {going && <Progress run={run} />}
      <div className={styles.line}>
        <div className={styles.text}>{going ? <Doing run={run} /> : <RunEnd run={run} />}</div>
        {sources.length > 0 && (
          <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
            Sources
            {bad.failed > 0 && `, ${bad.failed} failed`}
            {bad.skipped > 0 && `, ${bad.skipped} could not look`}
            {notes > 0 && `, ${formatPlural(notes, 'note')}`}
          </button>
        )}
      </div>
      {open && <SourceList sources={sources} warnings={run.warnings} />}
    </section>
  );
}

function Progress({ run }: { readonly run: RunView }): ReactElement {
  const { progress } = run;
  const left = progress?.remainingMs ?? null;
  const elapsed = progress?.elapsedMs ?? 0;
  const known = left !== null && elapsed + left > 0;
  const value = known ? Math.min(99, Math.round((elapsed / (elapsed + left)) * 100)) : 0;
  return (
    <LinearProgress
      aria-label="Discovery progress"
      className={styles.progress}
      {...(known
        ? { variant: 'determinate' as const, value, 'aria-valuetext': `${value} %, ${progress?.doing ?? ''}` }
        : { variant: 'indeterminate' as const })}
    />
  );
}

function Doing({ run }: { readonly run: RunView }): ReactElement {
  const { progress } = run;
  if (run.cancelling) return <>Cancelling…</>;
  if (progress === null) return <>Starting…</>;
  return (
    <>
      <span className={styles.doing}>{progress.doing}</span>
      <span className={styles.fact}>{formatPlural(run.rows.length, 'host')} so far</span>
      <span className={styles.fact}>{formatDuration(progress.elapsedMs)}</span>
      {progress.remainingMs !== null && (
        <span className={styles.fact}>about {formatDuration(progress.remainingMs)} left</span>
      )}
    </>
  );
}
