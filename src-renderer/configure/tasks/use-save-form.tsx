import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { api } from '../../app/api.ts';
import { failureOf, failureText } from '../../app/failure.ts';
import { announce } from '../../components/announcer.tsx';
import { PlanDialog } from '../../plan/dialogs/shell/plan-dialog.tsx';
import type { ConfigureSession } from '../configure-session.ts';
import { becomeStored, storedName } from '../open-sessions.ts';
import { RenameDialog } from './rename-dialog.tsx';

interface SaveForm {
  readonly busy: boolean;
  /** Stores what changed; asks for a name the first time. */
  begin(): void;
  readonly dialog: ReactElement | null;
}

/** Stores a form as a configuration, which a plan can renumber later. */
export function useSaveForm(session: ConfigureSession): SaveForm {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [conflict, setConflict] = useState(false);
  const done = async (): Promise<void> => {
    announce('Saved');
    await client.invalidateQueries({ queryKey: ['configurations', 'list'] });
  };
  const create = async (name: string): Promise<void> => {
    const { writer, values, folder, plan, base } = session.view().draft;
    const info = await api.configurations.create({ name, writer, values, folder, plan, base });
    const id = storedName(info.id);
    session.note({ name, stored: { id: info.id, revision: info.revision, name, values } });
    await becomeStored(session, id);
    await navigate({ to: '/configure/$id', params: { id }, replace: true });
    await done();
  };
  const save = async (): Promise<void> => {
    const { draft } = session.view();
    const { stored, name, values, folder, plan, base } = draft;
    if (stored === null) return;
    setBusy(true);
    try {
      const change = { id: stored.id, revision: stored.revision, name, values, folder, plan, base };
      const info = await api.configurations.save(change);
      session.note({ stored: { id: info.id, revision: info.revision, name, values } });
      await done();
    } catch (error) {
      if (failureOf(error).code === 'conflict') setConflict(true);
      else announce(`The form was not saved: ${failureText(error)}`, true);
    } finally {
      setBusy(false);
    }
  };
  /** What is stored was changed elsewhere: this form takes its place, knowing so. */
  const overwrite = async (): Promise<void> => {
    const { stored } = session.view().draft;
    if (stored === null) return;
    const now = await api.configurations.get({ id: stored.id });
    session.note({ stored: { ...stored, revision: now.revision } });
    await save();
  };
  return {
    busy,
    begin: () => (session.view().draft.stored === null ? setAsking(true) : void save()),
    dialog: asking ? (
      <RenameDialog
        title="Save the form"
        action="Save"
        name={session.view().draft.name}
        onClose={() => setAsking(false)}
        onName={create}
      />
    ) : conflict ? (
      <PlanDialog
        ready
        removes
        width="xs"
        title="It was changed elsewhere"
        action="Save over it"
        onClose={() => setConflict(false)}
        onDo={async () => {
          await overwrite();
          setConflict(false);
        }}
      >
        The stored form is no longer the one that this form began with. Saving puts this form in its place;
        Cancel keeps both: this one stays here as it is.
      </PlanDialog>
    ) : null,
  };
}
