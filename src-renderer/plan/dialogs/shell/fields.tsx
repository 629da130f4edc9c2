import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { useId, type ReactElement } from 'react';
import styles from './shell.module.css';

interface FieldProps {
  readonly label: string;
  /** What is wrong with the value; stands below it in place of the hint. */
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly first?: boolean | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  /** How many lines it has; one where it is left out. */
  readonly rows?: number | undefined;
  /** True for addresses and other texts whose letters are compared by eye. */
  readonly mono?: boolean | undefined;
  readonly placeholder?: string | undefined;
  onChange(value: string): void;
}

/** A text with its label above and what is wrong with it below. `first` takes the focus when the dialog opens. */
export function TextLine(props: TextFieldProps): ReactElement {
  const id = useId();
  const { label, value, problem, rows, onChange } = props;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <OutlinedInput
        id={id}
        fullWidth
        value={value}
        error={problem !== undefined}
        disabled={props.disabled ?? false}
        placeholder={props.placeholder ?? ''}
        multiline={rows !== undefined}
        {...(rows === undefined ? {} : { rows })}
        // A dialog takes the focus to its first field (WAI-ARIA practices).
        autoFocus={props.first ?? false}
        onChange={(event) => onChange(event.target.value)}
        inputProps={{
          'aria-describedby': `${id}-below`,
          spellCheck: false,
          autoComplete: 'off',
          ...(props.mono === true ? { style: { fontFamily: 'var(--app-mono)' } } : {}),
        }}
      />
      <Below id={`${id}-below`} {...props} />
    </div>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface ChoiceFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  onChange(value: NoInfer<Value>): void;
}

/** One of a few values, as the system's own list, which every keyboard and screen reader knows. */
export function ChoiceLine<Value extends string>(props: ChoiceFieldProps<Value>): ReactElement {
  const id = useId();
  const { label, value, choices, problem, onChange } = props;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <Select
        native
        fullWidth
        value={value}
        error={problem !== undefined}
        disabled={props.disabled ?? false}
        inputProps={{ id, 'aria-describedby': `${id}-below`, autoFocus: props.first ?? false }}
        onChange={(event) => {
          const next = choices.find((choice) => choice.value === event.target.value);
          if (next !== undefined) onChange(next.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
      <Below id={`${id}-below`} {...props} />
    </div>
  );
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean | undefined;
  readonly hint?: string | undefined;
  onChange(checked: boolean): void;
}

export function TickLine({ label, checked, disabled, hint, onChange }: TickProps): ReactElement {
  const id = useId();
  return (
    <div className={styles.tick}>
      <FormControlLabel
        disabled={disabled ?? false}
        control={
          <Checkbox
            checked={checked}
            onChange={(event) => onChange(event.target.checked)}
            slotProps={{ input: { 'aria-describedby': id } }}
          />
        }
        label={label}
        slotProps={{ typography: { variant: 'body1' } }}
      />
      {hint !== undefined && (
        <p id={id} className={styles.below}>
          {hint}
        </p>
      )}
    </div>
  );
}

function Below({ id, problem, hint }: FieldProps & { readonly id: string }): ReactElement | null {
  if (problem === undefined && hint === undefined) return <span id={id} hidden />;
  return (
    <p id={id} className={problem === undefined ? styles.below : styles.problem}>
      {problem ?? hint}
    </p>
  );
}
