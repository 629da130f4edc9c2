import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { DeviceDetail, DevicePatch } from '../../src-core/api/devices.ts';
import { api, queryClient } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { deviceQuery } from '../app/queries.ts';
import { draftOf, keepDraft } from './drafts.ts';
import styles from './device-page.module.css';

interface SavedFieldProps {
  readonly device: DeviceDetail;
  readonly field: string;
  readonly label: string;
  readonly stored: string;
  readonly placeholder?: string | undefined;
  readonly multiline?: boolean | undefined;
  readonly maximum: number;
  /** What would be wrong with this text; null where it can be saved. */
  check?: (text: string) => string | null;
  patch(text: string): Omit<DevicePatch, 'id'>;
}

/**
 * A field of a device that saves itself when it is left or Enter is pressed (Ctrl+Enter where Enter makes a line), and
 * says whether it is saved. Escape goes back to what is stored. After an error the text stays, with a way to try again.
 */
export function SavedField(props: SavedFieldProps): ReactElement {
  const { device, field, stored, multiline = false } = props;
  const [text, setText] = useState(draftOf(device.id, field) ?? stored);
  const [base, setBase] = useState(stored);
  // Another window may change it: take that over as long as nothing is typed here.
  if (base !== stored) {
    setBase(stored);
    if (text === base) setText(stored);
  }
  const save = useMutation({
    mutationFn: (value: string) => api.devices.update({ id: device.id, ...props.patch(value) }),
    onSuccess: (updated, value) => {
      if (draftOf(device.id, field) === value) keepDraft(device.id, field, undefined);
      queryClient.setQueryData(deviceQuery(device.id).queryKey, updated);
      void queryClient.invalidateQueries({ queryKey: ['devices', 'list'] });
      void queryClient.invalidateQueries({ queryKey: ['devices', 'facets'] });
    },
  });
  const problem = props.check?.(text) ?? null;
  const commit = (value: string): void => {
    if (value === stored || problem !== null) return;
    save.mutate(value);
  };
  const change = (value: string): void => {
    setText(value);
    keepDraft(device.id, field, value === stored ? undefined : value);
    if (!save.isPending) save.reset();
  };
  // Leaving the page by the keyboard or a link does not always blur first.
  const atLeaving = useRef(() => {});
  useEffect(() => {
    atLeaving.current = () => {
      if (!save.isPending && save.error === null) commit(text);
    };
  });
  useEffect(() => () => atLeaving.current(), []);
  const dirty = text !== stored;
  return (
    <TextField
      fullWidth
      size="small"
      label={props.label}
      placeholder={props.placeholder}
      value={text}
      multiline={multiline}
      {...(multiline ? { minRows: 4, maxRows: 16 } : {})}
      error={save.error !== null || problem !== null}
      onChange={(event) => change(event.target.value)}
      onBlur={() => commit(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          commit(text);
        }
        if (event.key === 'Escape' && dirty) {
          event.stopPropagation();
          change(stored);
        }
      }}
      slotProps={{
        htmlInput: { maxLength: props.maximum },
        inputLabel: { shrink: true },
        formHelperText: { component: 'div', role: 'status' },
      }}
      helperText={
        problem ??
        (save.error !== null ? (
          <span className={styles.unsaved}>
            Not saved: {failureText(save.error)}
            <Button size="small" color="error" className={styles.again} onClick={() => save.mutate(text)}>
              Try again
            </Button>
          </span>
        ) : save.isPending ? (
          'Saving…'
        ) : dirty ? (
          multiline ? (
            'Not saved yet: saved when you leave the field or press Ctrl+Enter'
          ) : (
            'Not saved yet: press Enter'
          )
        ) : save.isSuccess ? (
          <span className={styles.saved}>✓ Saved</span>
        ) : (
          ' '
        ))
      }
    />
  );
}
