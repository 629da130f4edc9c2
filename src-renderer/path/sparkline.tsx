import type { ReactElement } from 'react';
import { sparkHeight, sparkPaths, sparkWidth } from './spark-paths.ts';
import styles from './path-page.module.css';

/** The newest round trips of a hop as a small line; its figures stand beside it. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }): ReactElement {
  const highest = Math.max(0, ...values.map((value) => value ?? 0));
  const { line, losses } = sparkPaths(values, highest);
  return (
    <svg className={styles.spark} width={sparkWidth} height={sparkHeight} aria-hidden="true">
      <path d={line} className={styles.sparkLine} />
      <path d={losses} className={styles.sparkLoss} />
    </svg>
  );
}
