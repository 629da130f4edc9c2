import CloseIcon from '@mui/icons-material/Close';
import PlanIcon from '@mui/icons-material/AccountTreeOutlined';
import IconButton from '@mui/material/IconButton';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { nodeAt } from '../../src-core/plan/tree.ts';
import { failureText } from '../app/failure.ts';
import { nodeTitle } from '../plan/dialogs/shell/targets.ts';
import { sessionQuery as planQuery } from '../plan/open-sessions.ts';
import styles from './configure-page.module.css';

export interface PlanSubjectView {
  /** False where no node was chosen. */
  readonly chosen: boolean;
  /** The name of the node; null until it is known. */
  readonly name: string | null;
  readonly planName: string | null;
  readonly failure: string | null;
}

/** The node of a plan that a form is to be filled from, by its name. */
export function usePlanSubject(plan: number | undefined, node: string | undefined): PlanSubjectView {
  const chosen = plan !== undefined && node !== undefined;
  const session = useQuery({ ...planQuery(plan ?? 0), enabled: chosen });
  if (!chosen || session.data === undefined) {
    const failure = session.error === null ? null : failureText(session.error);
    return { chosen, name: null, planName: null, failure };
  }
  const { plan: read } = session.data.view().history;
  const found = nodeAt(read, node);
  const failure = found === undefined ? 'The plan has no such node any more' : null;
  return { chosen, name: found === undefined ? null : nodeTitle(found), planName: read.name, failure };
}

/** Says which node the next form is filled from. */
export function PlanSubject({
  subject,
  onClear,
}: {
  readonly subject: PlanSubjectView;
  onClear(): void;
}): ReactElement | null {
  const { chosen, name, planName, failure } = subject;
  if (!chosen) return null;
  return (
    <div className={styles.subject} role="status">
      <PlanIcon />
      <span>
        {failure ?? (
          <>
            Filled from <b>{visibleText(name ?? '…', 80)}</b> of the plan {visibleText(planName ?? '…', 80)}.
            Choose what to write.
          </>
        )}
      </span>
      <IconButton aria-label="Do not fill from the plan" onClick={onClear}>
        <CloseIcon fontSize="inherit" />
      </IconButton>
    </div>
  );
}
