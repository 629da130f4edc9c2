import Checkbox from '@mui/material/Checkbox';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import type { ReactElement } from 'react';
import { hintOf, readTyped, textOf } from './field-text.ts';
import { wordOf, type FieldNode, type Json } from './form-node.ts';

export interface FieldInputProps {
  readonly id: string;
  readonly path: string;
  readonly node: FieldNode;
  readonly value: Json | undefined;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  /** The name where no label stands beside it. */
  readonly label?: string | undefined;
  onType(value: Json | undefined): void;
  onSet(value: Json | undefined): void;
  onEnter?: (() => void) | undefined;
}

const mono = { fontFamily: 'var(--app-mono)', fontSize: 12.5 };
const monoWidgets = new Set(['address', 'prefix', 'range', 'mac', 'interface-address', 'lines']);

/** The part of a field that is typed into. */
export function FieldInput(props: FieldInputProps): ReactElement {
  const { id, path, node, value, wrong, describedBy, label, onSet } = props;
  const common = {
    'data-path': path,
    'aria-describedby': describedBy,
    'aria-label': label,
    'aria-required': !node.optional || undefined,
  };
  if (node.is === 'flag' && (!node.optional || node.fallback !== undefined)) {
    return (
      <Checkbox
        id={id}
        checked={(value ?? node.fallback) === true}
        onChange={(event) => onSet(event.target.checked)}
        slotProps={{ input: { ...common, 'aria-invalid': wrong || undefined } }}
      />
    );
  }
  if (node.is === 'flag' || node.is === 'choice') return <ChoiceInput {...props} common={common} />;
  return <TextInput {...props} common={common} />;
}

type Common = Readonly<Record<string, string | boolean | undefined>>;

/** One of a few values, as the system's own list, which every keyboard and screen reader knows. */
function ChoiceInput({
  id,
  node,
  value,
  wrong,
  common,
  onSet,
}: FieldInputProps & { readonly common: Common }): ReactElement {
  const options =
    node.is === 'choice'
      ? node.options
      : [
          { value: true, label: 'Yes' },
          { value: false, label: 'No' },
        ];
  const chosen = options.findIndex((option) => option.value === value);
  const fallback = options.find((option) => option.value === node.fallback);
  const unset = fallback === undefined ? 'Not set' : `${fallback.label} (default)`;
  const foreign = value !== undefined && chosen < 0;
  return (
    <Select
      native
      fullWidth
      value={foreign ? 'foreign' : String(chosen)}
      error={wrong}
      inputProps={{ id, ...common }}
      onChange={(event) => onSet(options[Number(event.target.value)]?.value)}
    >
      {(node.optional || value === undefined) && <option value="-1">{unset}</option>}
      {foreign && <option value="foreign">{JSON.stringify(value)}</option>}
      {options.map((option, index) => (
        <option key={wordOf(option.value)} value={String(index)}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

function TextInput({
  id,
  node,
  value,
  wrong,
  common,
  onType,
  onEnter,
}: FieldInputProps & { readonly common: Common }): ReactElement {
  const several = node.widget === 'lines' || node.is === 'other';
  return (
    <OutlinedInput
      id={id}
      fullWidth
      value={textOf(node, value)}
      error={wrong}
      placeholder={hintOf(node)}
      multiline={several}
      {...(several ? { minRows: 2, maxRows: 12 } : {})}
      endAdornment={
        node.unit === undefined ? undefined : <InputAdornment position="end">{node.unit}</InputAdornment>
      }
      onChange={(event) => onType(readTyped(node, event.target.value))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || several || onEnter === undefined) return;
        event.preventDefault();
        onEnter();
      }}
      inputProps={{
        ...common,
        spellCheck: false,
        autoComplete: 'off',
        ...(node.is === 'number' ? { inputMode: 'numeric' } : {}),
        ...(node.widget !== undefined && monoWidgets.has(node.widget) ? { style: mono } : {}),
      }}
    />
  );
}
