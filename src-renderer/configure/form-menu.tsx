import MoreIcon from '@mui/icons-material/ArrowDropDown';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { api } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import type { ConfigureSession } from './configure-session.ts';
import type { Draft } from './draft.ts';
import { beginForm, dropForm, storedName, writersQuery } from './open-sessions.ts';
import { ConvertDialog } from './tasks/convert-dialog.tsx';
import { PlanNodeDialog } from './tasks/plan-node-dialog.tsx';
import { ReadDialog } from './tasks/read-dialog.tsx';
import { RenameDialog } from './tasks/rename-dialog.tsx';
import { saveBundle } from './tasks/save-bundle.ts';

interface FormMenuProps {
  readonly session: ConfigureSession;
  readonly draft: Draft;
  readonly usable: boolean;
}

type Question = 'rename' | 'read' | 'convert' | 'plan';

/** What is done with a form less often. */
export function FormMenu({ session, draft, usable }: FormMenuProps): ReactElement {
  const navigate = useNavigate();
  const writers = useQuery(writersQuery);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const { writer } = session;
  const act = (what: string, work: () => Promise<unknown>) => () => {
    setAnchor(null);
    work().catch((error: unknown) => announce(`${what}: ${failureText(error)}`, true));
  };
  const ask = (next: Question) => () => {
    setAnchor(null);
    setQuestion(next);
  };
  const close = (): void => setQuestion(null);
  const open = async (id: string): Promise<void> => await navigate({ to: '/configure/$id', params: { id } });
  return (
    <>
      <Button
        color="inherit"
        endIcon={<MoreIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Form
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem disabled={!usable} onClick={act('The bundle was not saved', () => saveBundle(session))}>
          Save bundle
        </MenuItem>
        <Divider />
        <MenuItem onClick={ask('rename')}>Rename…</MenuItem>
        <MenuItem
          onClick={act('It was not duplicated', async () => {
            const { values, plan, base, left, name } = session.view().draft;
            await open(
              await beginForm({
                writer,
                values,
                left,
                name: `${name} (copy)`.slice(-200),
                ...(plan === null ? {} : { plan }),
                ...(base === null ? {} : { base }),
              }),
            );
          })}
        >
          Duplicate
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            session.change(() => session.form.sample);
          }}
        >
          Fill with the example
        </MenuItem>
        <MenuItem disabled={!writer.takesPlan} onClick={ask('plan')}>
          Fill from a plan…
        </MenuItem>
        <MenuItem disabled={!writer.reads} onClick={ask('read')}>
          Read an old file…
        </MenuItem>
        <MenuItem disabled={writer.convertsTo.length === 0} onClick={ask('convert')}>
          Move to another format…
        </MenuItem>
        <Divider />
        <MenuItem
          onClick={act('It was not thrown away', async () => {
            const { stored, id } = session.view().draft;
            await dropForm(id);
            announce(stored === null ? 'The draft was thrown away' : 'What was not saved was thrown away');
            if (stored === null) await navigate({ to: '/configure' });
            else await navigate({ to: '/configure' }).then(() => open(storedName(stored.id)));
          })}
        >
          {draft.stored === null ? 'Throw the draft away' : 'Go back to what is saved'}
        </MenuItem>
      </Menu>
      {question === 'rename' && (
        <RenameDialog name={draft.name} onClose={close} onName={(name) => session.note({ name })} />
      )}
      {question === 'plan' && (
        <PlanNodeDialog
          action="Fill the form"
          onClose={close}
          onChoose={async (plan) => {
            const { values, base } = await api.configurations.fromPlan({ writer: writer.id, plan });
            session.change(() => values);
            session.note({ plan, base });
          }}
        />
      )}
      {question === 'read' && (
        <ReadDialog
          writers={[writer]}
          onClose={close}
          onRead={(_writer, { values, left }) => {
            session.change(() => values);
            session.note({ left });
            return Promise.resolve();
          }}
        />
      )}
      {question === 'convert' && (
        <ConvertDialog
          session={session}
          writers={(writers.data ?? []).filter(({ id }) => writer.convertsTo.includes(id))}
          onClose={close}
          onOpen={open}
        />
      )}
    </>
  );
}
