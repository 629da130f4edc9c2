import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState, type ReactElement } from 'react';
import { interfacesQuery } from '../app/queries.ts';
import { readTargets, withZone } from './target-text.ts';
import { useTargetSuggestions, type TargetSuggestion } from './target-suggestions.ts';
import styles from './target-field.module.css';

interface TargetFieldProps {
  readonly value: string;
  /** Several targets, with white space or commas between. */
  readonly several?: boolean;
  readonly label?: string;
  /** What is wrong with it, told when the person has tried to use it. */
  readonly problem?: string | undefined;
  readonly disabled?: boolean;
  onChange(value: string): void;
  /** Enter, where nothing of the suggestions is chosen. */
  onEnter?(): void;
}

/** What stands before the last word of the text, and that word. */
function lastWord(text: string, several: boolean): [before: string, word: string] {
  if (!several) return ['', text];
  const word = /[^\s,;]*$/.exec(text)?.[0] ?? '';
  return [text.slice(0, text.length - word.length), word];
}

/**
 * The field for the target of a tool: an address with its zone, or a name; several where the tool takes them. It offers
 * addresses of the last run and of the devices, and asks for the interface of a link-local address without one.
 */
export function TargetField(props: TargetFieldProps): ReactElement {
  const { value, several = false, label = several ? 'Targets' : 'Target', problem } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [before, word] = lastWord(value, several);
  // The question for the interface stands where the suggestions would cover it.
  const asks = readTargets(word)[0]?.is === 'needs-zone';
  const suggestions = useTargetSuggestions(word, open && !asks);
  // Where the pointer only lies over the list, Enter means what was typed.
  const chosenByKeys = useRef(false);
  const shown = problem !== undefined && problem !== '';
  return (
    <div className={styles.field} onBlur={() => setOpen(false)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Autocomplete<TargetSuggestion, false, true, true>
        id={id}
        freeSolo
        disableClearable
        open={open && suggestions.length > 0}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        onHighlightChange={(_event, option, reason) => {
          chosenByKeys.current = option !== null && reason === 'keyboard';
        }}
        onKeyDown={(event) => {
          const takes = open && suggestions.length > 0 && chosenByKeys.current;
          if (event.key === 'Escape' && suggestions.length === 0) setOpen(false);
          if (event.key !== 'Enter' || takes || event.nativeEvent.isComposing) return;
          // Neither the list nor a form around the field makes something of it as well: it would start twice.
          event.defaultMuiPrevented = true;
          event.preventDefault();
          // Also where it is still empty: what it is to offer may come later.
          setOpen(false);
          props.onEnter?.();
        }}
        options={suggestions}
        disabled={props.disabled ?? false}
        inputValue={value}
        onInputChange={(_event, next, reason) => {
          chosenByKeys.current = false;
          if (reason === 'input' || reason === 'clear') props.onChange(next);
        }}
        onChange={(_event, chosen) => {
          if (typeof chosen === 'string') props.onEnter?.();
          else props.onChange(`${before}${chosen.text}${several ? ' ' : ''}`);
        }}
        filterOptions={(all) => all}
        getOptionLabel={(option) => (typeof option === 'string' ? option : option.text)}
        getOptionKey={(option) => (typeof option === 'string' ? option : option.text)}
        renderOption={({ key, ...rest }, option) => (
          <li key={key} {...rest} className={`${rest.className ?? ''} ${styles.option}`}>
            <span className={styles.address}>{option.text}</span>
            <span className={styles.whose}>{option.whose}</span>
          </li>
        )}
        renderInput={(parameters) => (
          <OutlinedInput
            ref={parameters.slotProps.input.ref}
            fullWidth
            error={shown}
            placeholder={
              several ? '2001:db8::1 fe80::1%eth0 nas.example' : '2001:db8::1, fe80::1%eth0 or a name'
            }
            inputProps={{
              ...parameters.slotProps.htmlInput,
              spellCheck: false,
              className: `${parameters.slotProps.htmlInput.className ?? ''} ${styles.mono}`,
              maxLength: 8_000,
              'aria-describedby': shown ? `${id}-problem` : undefined,
            }}
          />
        )}
      />
      {shown && (
        <div id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </div>
      )}
      <ZoneChoice value={value} onChange={props.onChange} />
    </div>
  );
}

/** Asks which interface is meant, for the first target that needs one. */
function ZoneChoice({
  value,
  onChange,
}: {
  readonly value: string;
  onChange(value: string): void;
}): ReactElement | null {
  const open = readTargets(value).find((each) => each.is === 'needs-zone');
  const interfaces = useQuery({ ...interfacesQuery, enabled: open !== undefined });
  if (open === undefined) return null;
  const usable = (interfaces.data?.interfaces ?? []).filter(({ unusable }) => unusable === null);
  return (
    <div className={styles.zones} role="group" aria-label={`Interface of ${open.text}`}>
      <span>
        {open.text} may be on every link. {usable.length > 0 ? 'Which interface?' : ''}
      </span>
      {usable.map(({ zone, name }) => (
        <Button
          key={zone}
          variant="outlined"
          className={styles.zone ?? ''}
          onClick={() => onChange(withZone(value, open.text, zone))}
        >
          {name === zone ? zone : `${name} (${zone})`}
        </Button>
      ))}
      {interfaces.isSuccess && usable.length === 0 && <span>No interface of this computer is up.</span>}
    </div>
  );
}
