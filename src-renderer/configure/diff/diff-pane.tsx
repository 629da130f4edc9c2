import { useState, type ReactElement } from 'react';
import type { DiffHunk } from '../../../src-core/api/config-files.ts';
import { readStored, writeStored } from '../../components/data-table/stored-choice.ts';
import { formatPlural } from '../../components/format.ts';
import { amountsOf } from './diff-rows.ts';
import { DiffView } from './diff-view.tsx';
import styles from './diff-pane.module.css';

interface DiffPaneProps {
  readonly label: string;
  /** Null where one of the texts is not known. */
  readonly hunks: readonly DiffHunk[] | null;
  /** What is said where there is no difference. */
  readonly same: string;
  /** What is said where it is not known. */
  readonly unknown: string;
}

/** A diff with how much it changes, one below the other or side by side. */
export function DiffPane({ label, hunks, same, unknown }: DiffPaneProps): ReactElement {
  const [paired, setPaired] = useState(() => readStored('configure-diff')['paired'] ?? false);
  if (hunks === null) return <p className={styles.text}>{unknown}</p>;
  if (hunks.length === 0) return <p className={styles.text}>{same}</p>;
  const { added, removed } = amountsOf(hunks);
  const choose = (next: boolean) => () => {
    setPaired(next);
    writeStored('configure-diff', { paired: next });
  };
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <span>
          {formatPlural(added, 'line')} added, {formatPlural(removed, 'line')} removed
        </span>
        <span className={styles.space} />
        <div role="group" aria-label="How differences are shown">
          <button type="button" className={styles.option} aria-pressed={!paired} onClick={choose(false)}>
            Unified
          </button>
          <button type="button" className={styles.option} aria-pressed={paired} onClick={choose(true)}>
            Side by side
          </button>
        </div>
      </div>
      <div className={styles.view}>
        <DiffView label={label} hunks={hunks} paired={paired} />
      </div>
    </div>
  );
}
