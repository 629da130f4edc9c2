import type { ReactElement } from 'react';
import { sourceLabels, type SourceProgress } from '../../src-core/api/discovery.ts';
import { formatCount } from '../components/format.ts';
import { StateLabel, type Tone } from '../components/state-label.tsx';
import type { RunWarning } from './run-store.ts';
import styles from './run-panel.module.css';

/** How many sources told that they did not look, which is never the same as having found nothing. */
export function sourceCounts(sources: readonly SourceProgress[]): {
  failed: number;
  skipped: number;
  /** Those that looked and have something to say about it, as what they had to leave out. */
  notes: number;
} {
  return {
    notes: sources.filter(({ state, message }) => state === 'done' && message !== null).length,
    failed: sources.filter(({ state }) => state === 'failed').length,
    skipped: sources.filter(({ state }) => state === 'skipped').length,
  };
}

const states: Record<SourceProgress['state'], { tone: Tone; text: string }> = {
  waiting: { tone: 'plain', text: 'waiting' },
  running: { tone: 'plain', text: 'looking' },
  done: { tone: 'good', text: 'looked' },
  failed: { tone: 'bad', text: 'failed' },
  skipped: { tone: 'changed', text: 'could not look' },
};

/** Each source on each interface: how far it is, and why it could not look. */
export function SourceList({
  sources,
  warnings,
}: {
  readonly sources: readonly SourceProgress[];
  readonly warnings: readonly RunWarning[];
}): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <div className={styles.sources} tabIndex={0} role="region" aria-label="Sources">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Interface</th>
            <th scope="col">State</th>
            <th scope="col">Done</th>
            <th scope="col">Message</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((each) => (
            <tr key={`${each.source}%${each.zone ?? ''}`}>
              <td className={styles.nowrap}>{sourceLabels[each.source]}</td>
              <td className={styles.nowrap}>{each.zone ?? 'all'}</td>
              <td>
                <StateLabel {...states[each.state]} />
              </td>
              <td className={styles.nowrap}>{doneText(each)}</td>
              <td>{each.message}</td>
            </tr>
          ))}
          {warnings.map((warning, index) => (
            // Warnings only ever grow at the end, so their place names them.
            <tr key={`warning-${index}`}>
              <td className={styles.nowrap}>
                {warning.source === null ? 'The run' : sourceLabels[warning.source]}
              </td>
              <td className={styles.nowrap}>{warning.zone ?? 'all'}</td>
              <td>
                <StateLabel tone="changed" text="warning" />
              </td>
              <td colSpan={2}>
                {warning.failure.message}
                {warning.failure.detail !== undefined && ` (${warning.failure.detail})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function doneText({ done, total }: SourceProgress): string {
  if (total !== null && total > 0) return `${formatCount(done)} of ${formatCount(total)}`;
  return done > 0 ? formatCount(done) : '';
}
