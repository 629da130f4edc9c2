import type { ReactElement } from 'react';
import { lineOf, type ChartColors } from './chart-colors.ts';
import styles from './ping-page.module.css';

interface LineSampleProps {
  readonly colors: ChartColors;
  readonly target: number;
  readonly name: string;
  readonly on: boolean;
  onToggle(target: number): void;
}

/** The line of a target as the chart draws it; a click takes it out of the chart or back in. */
export function LineSample({ colors, target, name, on, onToggle }: LineSampleProps): ReactElement {
  const { stroke, dash } = lineOf(colors, target);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.sample}
      aria-pressed={on}
      aria-label={`${name} in the chart`}
      title={on ? 'Take out of the chart' : 'Put into the chart'}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(target);
      }}
    >
      <svg width="26" height="14" aria-hidden="true">
        {on ? (
          <line
            x1="1"
            x2="25"
            y1="7"
            y2="7"
            stroke={stroke}
            strokeWidth="2.5"
            strokeDasharray={dash.join(' ')}
          />
        ) : (
          <rect
            x="1.5"
            y="3.5"
            width="23"
            height="7"
            rx="2"
            fill="none"
            stroke="currentColor"
            strokeDasharray="2 2"
          />
        )}
      </svg>
    </button>
  );
}
