import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { sourceLabels, type RunSummary, type SourceProgress } from '../../src-core/api/discovery.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatDuration, formatPlural } from '../components/format.ts';
import { StateLabel } from '../components/state-label.tsx';
import { AgeText } from '../components/time-text.tsx';
import type { RunView } from './run-store.ts';
import styles from './run-panel.module.css';

const endings: Record<string, string> = {
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
  lost: 'Connection lost',
};

/** The gone devices that are named at once; the others follow on demand. */
const namedAtOnce = 5;

/** How a run ended: what was found, new, changed and gone, and who could not look and why. */
export function RunEnd({ run }: { readonly run: RunView }): ReactElement {
  const { summary } = run;
  return (
    <div>
      <span className={styles.doing}>{endings[run.phase] ?? ''}</span>
      {run.failure !== null && (
        <span className={styles.fact}>
          {run.failure.message}
          {run.failure.detail !== undefined && ` (${run.failure.detail})`}
        </span>
      )}
      {run.phase === 'lost' && (
        <span className={styles.fact}>
          the run ended while the connection was down. What it found is kept under{' '}
          <Link to="/devices">Devices</Link>.
        </span>
      )}
      {summary !== null && <Counts summary={summary} complete={run.phase === 'done'} />}
      {summary !== null && (
        <div className={styles.lists}>
          <NotLooked sources={summary.sources} />
          {summary.gone.length > 0 && <Gone summary={summary} />}
        </div>
      )}
    </div>
  );
}

function Counts({
  summary,
  complete,
}: {
  readonly summary: RunSummary;
  readonly complete: boolean;
}): ReactElement {
  return (
    <>
      <span className={styles.fact}>
        {formatPlural(summary.hosts, 'host')} with {formatPlural(summary.addresses, 'address', 'addresses')}{' '}
        in {formatDuration(summary.durationMs)}
      </span>
      <span className={styles.fact}>{summary.new} new</span>
      <span className={styles.fact}>{summary.changed} changed</span>
      <span className={styles.fact}>
        {complete ? `${summary.gone.length} gone` : 'what is gone can be told after a complete run only'}
      </span>
    </>
  );
}

function Gone({ summary }: { readonly summary: RunSummary }): ReactElement {
  const [all, setAll] = useState(false);
  const shown = all ? summary.gone : summary.gone.slice(0, namedAtOnce);
  return (
    <div>
      <h2 className={styles.heading}>Gone since the last run</h2>
      <ul className={styles.list}>
        {shown.map((device) => (
          <li key={device.deviceId}>
            <Link to="/devices/$id" params={{ id: String(device.deviceId) }}>
              {visibleText(device.name, 120)}
            </Link>
            <span className={styles.quiet}>
              last seen <AgeText at={device.lastSeen} />
            </span>
          </li>
        ))}
      </ul>
      {shown.length < summary.gone.length && (
        <button type="button" className={styles.fold} onClick={() => setAll(true)}>
          Show all {summary.gone.length}
        </button>
      )}
    </div>
  );
}

/** The reasons of sources that did not look, those that are the same on several interfaces told once. */
function NotLooked({ sources }: { readonly sources: readonly SourceProgress[] }): ReactElement | null {
  const reasons = new Map<string, { first: SourceProgress; zones: string[] }>();
  for (const each of sources) {
    if (each.state !== 'failed' && each.state !== 'skipped') continue;
    const key = `${each.source}\n${each.state}\n${each.message ?? ''}`;
    const known = reasons.get(key) ?? { first: each, zones: [] };
    if (each.zone !== null) known.zones.push(each.zone);
    reasons.set(key, known);
  }
  if (reasons.size === 0) return null;
  return (
    <section tabIndex={0} aria-label="Could not look">
      <h2 className={styles.heading}>Could not look</h2>
      <ul className={styles.list}>
        {[...reasons].map(([key, { first, zones }]) => (
          <li key={key}>
            <StateLabel
              tone={first.state === 'failed' ? 'bad' : 'changed'}
              text={sourceLabels[first.source]}
            />
            {zones.length > 0 && <span className={styles.quiet}>{zones.join(', ')}</span>}
            <span>{first.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
