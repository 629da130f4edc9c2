import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { failureText } from '../app/failure.ts';
import { queryClient } from '../app/api.ts';
import { announce } from '../components/announcer.tsx';
import { plansQuery } from './open-sessions.ts';
import type { SaveState } from './plan-session.ts';
import type { PlanState } from './use-plan-state.ts';
import styles from './plan-page.module.css';

const labels: Record<SaveState['is'], string> = {
  saved: 'Saved',
  waiting: 'Saving…',
  saving: 'Saving…',
  failed: 'Not saved',
  conflict: 'Not saved',
};

/** Quietly says whether all is stored. */
export function SaveLabel({ save }: { readonly save: SaveState }): ReactElement {
  return (
    <span className={styles.save} data-save={save.is}>
      {labels[save.is]}
    </span>
  );
}

/** What stands in the way of storing the plan, with what can be done; nothing where all is well. */
export function SaveNotice({
  state: { session, stored },
}: {
  readonly state: PlanState;
}): ReactElement | null {
  const { save } = stored;
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const act = async (what: string, run: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      announce(`${what}: ${failureText(error)}`, true);
    } finally {
      setBusy(false);
    }
  };
  if (save.is === 'failed')
    return (
      <Alert
        severity="warning"
        square
        action={
          <Button color="inherit" onClick={() => void session.flush()}>
            Try again
          </Button>
        }
      >
        The last steps are not stored yet: {save.failure.message} They are kept on this page, and it is tried
        again.
      </Alert>
    );
  if (save.is !== 'conflict') return null;
  const copy = async (): Promise<void> => {
    const info = await session.keepAsCopy();
    await queryClient.invalidateQueries({ queryKey: plansQuery.queryKey });
    await navigate({ to: '/plan/$id', params: { id: String(info.id) } });
  };
  return (
    <Alert
      severity="warning"
      square
      action={
        <>
          <Button color="inherit" disabled={busy} onClick={() => void act('Not copied', copy)}>
            Keep mine as a copy
          </Button>
          <Button color="inherit" disabled={busy} onClick={() => void act('Not loaded', session.reload)}>
            Load the stored plan
          </Button>
        </>
      }
    >
      This plan was changed in another window. Your last steps are on this page alone: keep them as another
      plan, or give them up.
    </Alert>
  );
}
