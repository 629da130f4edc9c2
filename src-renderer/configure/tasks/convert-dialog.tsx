import { useState, type ReactElement } from 'react';
import type { Problem, WriterSummary } from '../../../src-core/api/writers.ts';
import { api } from '../../app/api.ts';
import { ChoiceLine } from '../../plan/dialogs/shell/fields.tsx';
import { PlanDialog } from '../../plan/dialogs/shell/plan-dialog.tsx';
import shell from '../../plan/dialogs/shell/shell.module.css';
import type { ConfigureSession } from '../configure-session.ts';
import { ProblemLines } from '../form/problem-lines.tsx';
import { beginForm } from '../open-sessions.ts';

interface ConvertDialogProps {
  readonly session: ConfigureSession;
  /** Those that the values can be moved to. */
  readonly writers: readonly WriterSummary[];
  onClose(): void;
  onOpen(id: string): Promise<void>;
}

/** Moves the values of a form to another format; says first what has no place there. This form stays as it is. */
export function ConvertDialog({ session, writers, onClose, onOpen }: ConvertDialogProps): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const [told, setTold] = useState<readonly Problem[] | null>(null);
  const to = writers.find(({ id }) => id === chosen) ?? writers[0];
  return (
    <PlanDialog
      title="Move to another format"
      action={told === null ? 'Move' : 'Open the form'}
      ready={to !== undefined}
      onClose={onClose}
      onDo={async () => {
        if (to === undefined) return;
        const { draft, history } = session.view();
        const { values, problems } = await api.writers.convert({
          writer: draft.writer,
          values: history.values,
          to: to.id,
        });
        if (told === null && problems.length > 0) {
          setTold(problems);
          return;
        }
        await onOpen(
          await beginForm({ writer: to, values, name: `${to.title}, from ${draft.name}`.slice(0, 200) }),
        );
        onClose();
      }}
    >
      <div className={shell.stack}>
        <ChoiceLine
          first
          label="Format"
          value={to?.id ?? ''}
          choices={writers.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(next) => {
            setChosen(next);
            setTold(null);
          }}
        />
        <p className={shell.quiet}>The values begin a new form; this one stays as it is.</p>
        {told !== null && (
          <section aria-label="What has no place there">
            <ProblemLines problems={told} />
          </section>
        )}
      </div>
    </PlanDialog>
  );
}
