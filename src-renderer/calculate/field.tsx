import OutlinedInput from '@mui/material/OutlinedInput';
import { useId, type ReactElement } from 'react';
import type { Problem } from './problem.ts';
import { ProblemText } from './problem-text.tsx';
import styles from './calculate.module.css';

interface FieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly placeholder?: string;
  /** In characters. */
  readonly width?: number;
  readonly problem?: Problem | undefined;
  readonly secret?: boolean;
  readonly autoFocus?: boolean;
  onChange(value: string): void;
  onEnter?(): void;
}

/** A labelled field of one line; what is wrong in it stands below it. */
export function Field(props: FieldProps): ReactElement {
  const { label, value = '', placeholder, width, problem, onEnter } = props;
  const id = useId();
  const shown = problem !== undefined;
  return (
    <div
      className={styles.field}
      style={width === undefined ? { flex: '1 1 320px' } : { width: `${width}ch` }}
    >
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <OutlinedInput
        id={id}
        fullWidth
        value={value}
        placeholder={placeholder ?? ''}
        error={shown}
        autoFocus={props.autoFocus ?? false}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter?.();
        }}
        inputProps={{
          spellCheck: false,
          autoComplete: 'off',
          className: styles.mono,
          maxLength: 2000,
          'aria-describedby': shown ? `${id}-problem` : undefined,
        }}
      />
      {shown && <ProblemText id={`${id}-problem`} problem={problem} />}
    </div>
  );
}
