import type { ReactElement } from 'react';
import { roundsKept } from './hop-history.ts';
import styles from './path-page.module.css';

const [width, height] = [84, 20];

/** The way of a sparkline, and the places of its losses; heights are shares of the highest value. */
export function sparkPaths(
  values: readonly (number | null)[],
  highest: number,
): { line: string; losses: string } {
  const step = width / (roundsKept - 1);
  const [line, losses]: [string[], string[]] = [[], []];
  let drawing = false;
  for (const [index, value] of values.entries()) {
    const x = (index * step).toFixed(1);
    if (value === null) {
      losses.push(`M${x} ${height - 5}l3 4m-3 0l3-4`);
      drawing = false;
      continue;
    }
    const y = (height - 3 - (value / Math.max(highest, 0.001)) * (height - 6)).toFixed(1);
    // A point alone is a short stroke.
    line.push(drawing ? `L${x} ${y}` : `M${x} ${y}h0.8`);
    drawing = true;
  }
  return { line: line.join(''), losses: losses.join('') };
}

/** The newest round trips of a hop as a small line; its figures stand beside it. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }): ReactElement {
  const highest = Math.max(0, ...values.map((value) => value ?? 0));
  const { line, losses } = sparkPaths(values, highest);
  return (
    <svg className={styles.spark} width={width} height={height} aria-hidden="true">
      <path d={line} className={styles.sparkLine} />
      <path d={losses} className={styles.sparkLoss} />
    </svg>
  );
}
