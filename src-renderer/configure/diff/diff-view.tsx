import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type ReactElement } from 'react';
import type { DiffHunk } from '../../../src-core/api/config-files.ts';
import { shownLine } from '../code/file-lines.ts';
import { pairedRows, unifiedRows, type DiffRow } from './diff-rows.ts';
import styles from './diff-view.module.css';

interface DiffViewProps {
  readonly label: string;
  readonly hunks: readonly DiffHunk[];
  /** Old and new beside each other. */
  readonly paired: boolean;
}

const lineHeight = 20;

/** How a file changes, line by line. Only the lines in sight are drawn. */
export function DiffView({ label, hunks, paired }: DiffViewProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => (paired ? pairedRows(hunks) : unifiedRows(hunks)), [hunks, paired]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="region"
      aria-label={label}
      // It is scrolled with the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
    >
      <div
        className={paired ? styles.pairedRows : styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div key={index} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
              <RowContent row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function RowContent({ row }: { readonly row: DiffRow }): ReactElement {
  if (row.is === 'part') return <span className={styles.part}>{row.text}</span>;
  if (row.is === 'pair') {
    const change = row.same ? 'same' : undefined;
    return (
      <>
        <span className={styles.side} data-is={change ?? (row.old === null ? 'none' : 'old')}>
          <span className={styles.number}>{row.old?.number}</span>
          <span className={styles.sign}>{row.same || row.old === null ? ' ' : '-'}</span>
          {row.old !== null && shownLine(row.old.text)}
        </span>
        <span className={styles.side} data-is={change ?? (row.next === null ? 'none' : 'new')}>
          <span className={styles.number}>{row.next?.number}</span>
          <span className={styles.sign}>{row.same || row.next === null ? ' ' : '+'}</span>
          {row.next !== null && shownLine(row.next.text)}
        </span>
      </>
    );
  }
  return (
    <span className={styles.line} data-is={row.is}>
      <span className={styles.number}>{row.old}</span>
      <span className={styles.number}>{row.next}</span>
      <span className={styles.sign}>{row.is === 'old' ? '-' : row.is === 'new' ? '+' : ' '}</span>
      {shownLine(row.text)}
    </span>
  );
}
