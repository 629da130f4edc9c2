import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement } from 'react';
import styles from './calculate.module.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly labels: Readonly<Record<T, string>>;
  readonly options: readonly T[];
  readonly value: T;
  onChange(value: T): void;
}

/** One of a few, all of them in sight. */
export function Choice<T extends string>(props: ChoiceProps<T>): ReactElement {
  return (
    <ToggleButtonGroup
      exclusive
      className={styles.choice ?? ''}
      size="small"
      value={props.value}
      aria-label={props.label}
      onChange={(_event, next: T | null) => {
        if (next !== null) props.onChange(next);
      }}
    >
      {props.options.map((option) => (
        <ToggleButton key={option} value={option}>
          {props.labels[option]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
