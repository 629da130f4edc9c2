import BackIcon from '@mui/icons-material/ArrowBack';
import RedoIcon from '@mui/icons-material/Redo';
import UndoIcon from '@mui/icons-material/Undo';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { ConfigureSession } from './configure-session.ts';
import { isUnsaved, type Draft } from './draft.ts';
import { FormMenu } from './form-menu.tsx';
import { PlanTieNote } from './plan-tie-note.tsx';
import { useSaveForm } from './tasks/use-save-form.tsx';
import type { ValuesHistory } from './values-history.ts';
import styles from './form-page.module.css';

interface FormToolbarProps {
  readonly session: ConfigureSession;
  readonly draft: Draft;
  readonly history: ValuesHistory;
  readonly checking: boolean;
  readonly usable: boolean;
  onCheck(): void;
  onCompare(): void;
}

/** The name of the form, how it is stored, and what is done with it. */
export function FormToolbar(props: FormToolbarProps): ReactElement {
  const { session, draft, history, checking, usable, onCheck, onCompare } = props;
  const navigate = useNavigate();
  const title = useRef<HTMLHeadingElement>(null);
  // What was pressed to come here is gone: the keyboard goes on from here, and not from the top of the window.
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus();
  }, []);
  const save = useSaveForm(session);
  const unsaved = isUnsaved(draft);
  const state = draft.stored === null ? 'a draft, not saved' : unsaved ? 'changed, not saved' : 'saved';
  return (
    <div className={styles.head}>
      <IconButton
        aria-label="All formats"
        title="All formats"
        onClick={() => void navigate({ to: '/configure' })}
      >
        <BackIcon />
      </IconButton>
      <div className={styles.names}>
        <h1 ref={title} tabIndex={-1} className={styles.title}>
          {visibleText(draft.name, 120)}
        </h1>
        <span className={styles.under} role="status">
          {session.writer.title === draft.name ? '' : `${session.writer.title}, `}
          {state}
        </span>
      </div>
      <PlanTieNote session={session} draft={draft} />
      <span className={styles.space} />
      <IconButton
        aria-label="Undo"
        title="Undo (Ctrl+Z)"
        disabled={history.before.length === 0}
        onClick={session.undo}
      >
        <UndoIcon />
      </IconButton>
      <IconButton
        aria-label="Redo"
        title="Redo (Ctrl+Shift+Z)"
        disabled={history.after.length === 0}
        onClick={session.redo}
      >
        <RedoIcon />
      </IconButton>
      <FormMenu session={session} draft={draft} usable={usable} />
      <Button color="inherit" disabled={!unsaved || save.busy} onClick={save.begin}>
        Save
      </Button>
      <Button color="inherit" variant="outlined" disabled={!usable || checking} onClick={onCheck}>
        Check
      </Button>
      <Button variant="contained" onClick={onCompare}>
        Compare and write
      </Button>
      {save.dialog}
    </div>
  );
}
