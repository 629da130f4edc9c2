import OutlinedInput from '@mui/material/OutlinedInput';
import { useId, type ReactElement } from 'react';
import styles from './text-field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  /** What is wrong with the value; said below the field, and read out. */
  readonly problem: string | undefined;
  /** How wide it is among its neighbours. */
  readonly className: string | undefined;
  readonly maxLength: number;
  /** Shown as dots. */
  readonly secret?: boolean;
  onChange(value: string): void;
  onEnter(): void;
}

/** A line of text that is written to a machine: a name, an address of hardware, a type. */
export function TextField(props: TextFieldProps): ReactElement {
  const id = useId();
  const { problem, secret = false } = props;
  return (
    <div className={props.className}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <OutlinedInput
        id={id}
        fullWidth
        type={secret ? 'password' : 'text'}
        value={props.value}
        placeholder={secret ? '' : props.placeholder}
        error={problem !== undefined}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') props.onEnter();
        }}
        inputProps={{
          spellCheck: false,
          autoComplete: 'off',
          maxLength: props.maxLength,
          className: styles.mono,
          'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
        }}
      />
      {problem !== undefined && (
        <div id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </div>
      )}
    </div>
  );
}
