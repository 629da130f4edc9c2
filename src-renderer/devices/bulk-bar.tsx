import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { createLink } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { DeviceRow } from '../../src-core/api/devices.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { api, queryClient } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { formatPlural } from '../components/format.ts';
import { readTags } from './tags.ts';
import type { DeviceSelection } from './use-row-selection.ts';
import styles from './devices-page.module.css';

/** The largest number that the contract takes in one call. */
const removeAtOnce = 1000;

/** The largest number that can be compared at once. */
const mostCompared = 1000;

const LinkButton = createLink(Button);

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['devices'] });

/** What can be done with the chosen devices at once. */
export function BulkBar({
  selection,
  total,
}: {
  readonly selection: DeviceSelection;
  readonly total: number;
}): ReactElement {
  const [dialog, setDialog] = useState<'tag' | 'remove' | null>(null);
  const close = (): void => setDialog(null);
  const { rows } = selection;
  return (
    <div className={styles.bulk} role="toolbar" aria-label="Chosen devices">
      <span className={styles.count} role="status">
        {formatPlural(rows.length, 'device')} chosen
        {rows.length < total && rows.length >= 100 && ' (those that are loaded)'}
      </span>
      <Button color="inherit" onClick={() => setDialog('tag')}>
        Add tags
      </Button>
      <LinkButton
        to="/probe/$tool"
        params={{ tool: 'parity' }}
        search={{ devices: rows.map(({ id }) => id).join(' ') }}
        color="inherit"
        disabled={rows.length > mostCompared}
      >
        Compare IPv4 and IPv6
      </LinkButton>
      <Button color="error" onClick={() => setDialog('remove')}>
        Remove
      </Button>
      <span className={styles.space} />
      <Button color="inherit" onClick={() => selection.clear()}>
        Choose none
      </Button>
      {dialog === 'tag' && <TagDialog rows={rows} onClose={close} />}
      {dialog === 'remove' && (
        <RemoveDialog
          rows={rows}
          onClose={close}
          onDone={() => {
            close();
            selection.clear();
          }}
        />
      )}
    </div>
  );
}

function TagDialog({
  rows,
  onClose,
}: {
  readonly rows: readonly DeviceRow[];
  onClose(): void;
}): ReactElement {
  const [text, setText] = useState('');
  const read = readTags(text);
  const save = useMutation({
    // One after the other: each is a small write, and an error must say how far it came.
    mutationFn: async (tags: readonly string[]) => {
      let done = 0;
      for (const row of rows) {
        try {
          const now = await api.devices.get({ id: row.id });
          await api.devices.update({ id: row.id, tags: [...new Set([...now.tags, ...tags])] });
        } catch (error) {
          throw new Error(
            `${failureText(error)} (${done} of ${rows.length} were tagged, “${visibleText(row.name, 60)}” was not)`,
            {
              cause: error,
            },
          );
        }
        done += 1;
      }
    },
    onSuccess: () => {
      announce(`Tagged ${formatPlural(rows.length, 'device')}`);
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="tag-title">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (read.tags.length > 0 && read.problem === null) save.mutate(read.tags);
        }}
      >
        <DialogTitle id="tag-title">Add tags to {formatPlural(rows.length, 'device')}</DialogTitle>
        <DialogContent>
          <TextField
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus to its first field (WAI-ARIA practices)
            autoFocus
            fullWidth
            margin="dense"
            label="Tags, with commas between them"
            value={text}
            error={read.problem !== null}
            helperText={read.problem ?? ' '}
            onChange={(event) => setText(event.target.value)}
          />
          {save.error !== null && <Alert severity="error">{failureText(save.error)}</Alert>}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            Keep as they are
          </Button>
          <Button
            type="submit"
            variant="contained"
            disabled={read.tags.length === 0 || read.problem !== null || save.isPending}
          >
            Add tags
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface RemoveDialogProps {
  readonly rows: readonly DeviceRow[];
  onClose(): void;
  onDone(): void;
}

export function RemoveDialog({ rows, onClose, onDone }: RemoveDialogProps): ReactElement {
  const remove = useMutation({
    mutationFn: async () => {
      let count = 0;
      for (let from = 0; from < rows.length; from += removeAtOnce) {
        count += await api.devices.remove({ ids: rows.slice(from, from + removeAtOnce).map(({ id }) => id) });
      }
      return count;
    },
    onSuccess: (count) => {
      announce(`Removed ${formatPlural(count, 'device')}`);
      onDone();
    },
    onSettled: refresh,
  });
  const named = rows.slice(0, 5);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="remove-title">
      <DialogTitle id="remove-title">Remove {formatPlural(rows.length, 'device')} for ever?</DialogTitle>
      <DialogContent>
        <p className={styles.count}>
          Their addresses over time, names, notes and tags are forgotten. A device that is still on the link
          is found again as new.
        </p>
        <ul>
          {named.map((row) => (
            <li key={row.id}>{visibleText(row.name, 80)}</li>
          ))}
          {rows.length > named.length && <li>and {formatPlural(rows.length - named.length, 'more')}</li>}
        </ul>
        {remove.error !== null && <Alert severity="error">{failureText(remove.error)}</Alert>}
      </DialogContent>
      <DialogActions>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus to what destroys least (WAI-ARIA practices) */}
        <Button autoFocus color="inherit" onClick={onClose}>
          Keep
        </Button>
        <Button variant="contained" color="error" disabled={remove.isPending} onClick={() => remove.mutate()}>
          Remove
        </Button>
      </DialogActions>
    </Dialog>
  );
}
