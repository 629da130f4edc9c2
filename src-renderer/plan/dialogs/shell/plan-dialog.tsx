import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { failureText } from '../../../app/failure.ts';
import styles from './shell.module.css';

interface PlanDialogProps {
  readonly title: string;
  /** What the button does, and Enter in any field of one line: `Allocate 12`. */
  readonly action: string;
  /** False as long as it cannot be done: the dialog shows why. */
  readonly ready: boolean;
  readonly children: ReactNode;
  readonly width?: 'xs' | 'sm' | 'md' | 'lg' | undefined;
  /** True where something is lost that only undo brings back. */
  readonly removes?: boolean | undefined;
  /** True where there is no field to begin with: Enter does it right away. */
  readonly focusAction?: boolean | undefined;
  /** Stands beside the buttons: a count, a second action. */
  readonly aside?: ReactNode;
  /** Does it; what it throws is shown and the dialog stays. */
  onDo(): void | Promise<void>;
  onClose(): void;
}

/** What all dialogs of a plan share: the title, one main action that Enter does, and Escape to leave without it. */
export function PlanDialog(props: PlanDialogProps): ReactElement {
  const id = useId();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setFailure(null);
    setBusy(true);
    try {
      await props.onDo();
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open fullWidth maxWidth={props.width ?? 'sm'} aria-labelledby={id} onClose={props.onClose}>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog above this one is a child of it in React, though not in the page.
          event.stopPropagation();
          if (props.ready && !busy) void run();
        }}
      >
        <DialogTitle id={id} sx={{ fontSize: 16, fontWeight: 650, padding: '14px 20px 10px' }}>
          {props.title}
        </DialogTitle>
        <DialogContent dividers sx={{ padding: '14px 20px' }}>
          {props.children}
        </DialogContent>
        {failure !== null && (
          <Alert severity="error" sx={{ borderRadius: 0 }}>
            {failure}
          </Alert>
        )}
        <DialogActions sx={{ padding: '10px 20px' }}>
          {props.aside}
          <span style={{ flex: 1 }} />
          <Button color="inherit" onClick={props.onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="contained"
            autoFocus={props.focusAction === true}
            color={props.removes === true ? 'error' : 'primary'}
            disabled={!props.ready || busy}
          >
            {props.action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
