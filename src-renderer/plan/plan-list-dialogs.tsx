import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { PlanInfo } from '../../src-core/api/plans.ts';
import { formatPlural } from '../components/format.ts';

interface NameDialogProps {
  readonly title: string;
  readonly action: string;
  readonly name: string;
  onClose(): void;
  /** Resolves with true where it was done. */
  onName(name: string): Promise<boolean>;
}

/** Asks for the name of a plan. */
export function NameDialog({ title, action, name, onClose, onName }: NameDialogProps): ReactElement {
  const [text, setText] = useState(name);
  const [busy, setBusy] = useState(false);
  const wanted = text.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted === '') return;
    setBusy(true);
    void onName(wanted).finally(onClose);
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="plan-name-title">
      <form onSubmit={submit}>
        <DialogTitle id="plan-name-title">{title}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            margin="dense"
            label="Name"
            value={text}
            slotProps={{ htmlInput: { maxLength: 255 } }}
            onChange={(event) => setText(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="contained" disabled={wanted === '' || busy}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface RemovePlanDialogProps {
  readonly plan: PlanInfo;
  onClose(): void;
  onRemove(): void;
}

export function RemovePlanDialog({ plan, onClose, onRemove }: RemovePlanDialogProps): ReactElement {
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="remove-plan-title">
      <DialogTitle id="remove-plan-title">Remove “{visibleText(plan.name, 80)}”?</DialogTitle>
      <DialogContent>
        It has {formatPlural(plan.nodes, 'node')}. It can be brought back as long as this page is open.
      </DialogContent>
      <DialogActions>
        <Button autoFocus color="inherit" onClick={onClose}>
          Keep
        </Button>
        <Button variant="contained" color="error" onClick={onRemove}>
          Remove
        </Button>
      </DialogActions>
    </Dialog>
  );
}
