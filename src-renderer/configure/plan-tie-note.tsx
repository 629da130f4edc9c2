import PlanIcon from '@mui/icons-material/AccountTreeOutlined';
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { api } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { formatPlural } from '../components/format.ts';
import type { ConfigureSession } from './configure-session.ts';
import type { Draft } from './draft.ts';
import { usePlanSubject } from './plan-subject.tsx';
import styles from './form-page.module.css';

interface PlanTieNoteProps {
  readonly session: ConfigureSession;
  readonly draft: Draft;
}

/** Which node of a plan a form is tied to, and the way to take it again. */
export function PlanTieNote({ session, draft }: PlanTieNoteProps): ReactElement | null {
  const { plan, base } = draft;
  const [busy, setBusy] = useState(false);
  const subject = usePlanSubject(plan?.planId, plan?.nodeId);
  if (plan === null || base === null) return null;
  const take = async (): Promise<void> => {
    setBusy(true);
    try {
      const { values } = session.view().history;
      const taken = await api.configurations.takePlan({ writer: draft.writer, plan, values, base });
      session.change(() => taken.values);
      session.note({ base: taken.base });
      const gone = taken.nodeGone.length;
      announce(
        [
          taken.changedByPlan.length === 0
            ? 'The plan has changed nothing'
            : `The plan changed ${formatPlural(taken.changedByPlan.length, 'field')}`,
          ...(taken.changedByForm.length > 0
            ? [`${formatPlural(taken.changedByForm.length, 'field')} stayed as the form has them`]
            : []),
          ...(gone > 0 ? [`${formatPlural(gone, 'item')} stayed although their nodes are gone`] : []),
        ].join('; '),
      );
    } catch (error) {
      announce(`The plan could not be taken: ${failureText(error)}`, true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.tie}>
      <PlanIcon className={styles.tieMark} />
      <span className={styles.tieText} title={subject.planName ?? undefined}>
        {subject.failure ?? `${subject.name ?? '…'} of ${subject.planName ?? 'the plan'}`}
      </span>
      <Button color="inherit" disabled={busy} onClick={() => void take()}>
        Take the plan again
      </Button>
    </div>
  );
}
