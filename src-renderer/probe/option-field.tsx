import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { useId, type ReactElement } from 'react';
import { numberProblem } from './number-problem.ts';
import styles from './option-field.module.css';

interface NumberOptionProps {
  readonly label: string;
  /** As it was typed; nothing means the tool's own. */
  readonly value: string | undefined;
  readonly placeholder: string;
  readonly least: number;
  readonly most: number;
  onChange(value: string): void;
}

/** A labelled field for a whole number. */
export function NumberOption(props: NumberOptionProps): ReactElement {
  const id = useId();
  const problem = numberProblem(props.value, props.least, props.most);
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <OutlinedInput
        id={id}
        className={styles.number ?? ''}
        value={props.value ?? ''}
        placeholder={props.placeholder}
        error={problem !== undefined}
        onChange={(event) => props.onChange(event.target.value)}
        inputProps={{
          inputMode: 'numeric',
          maxLength: 12,
          'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
        }}
      />
      {problem !== undefined && (
        <div id={`${id}-problem`} className={styles.problem}>
          {problem}
        </div>
      )}
    </div>
  );
}

interface SelectOptionProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly width?: number;
  onChange(value: string): void;
}

/** A labelled choice of one of several. */
export function SelectOption(props: SelectOptionProps): ReactElement {
  const id = useId();
  return (
    <div className={styles.field} style={{ '--width': `${props.width ?? 120}px` }}>
      <div id={id} className={styles.label}>
        {props.label}
      </div>
      <Select
        displayEmpty
        labelId={id}
        className={styles.select ?? ''}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map(({ value, label }) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </Select>
    </div>
  );
}
