import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { PlanLink } from '../../../src-core/api/configurations.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { Plan } from '../../../src-core/plan/tree.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ChoiceLine } from '../../plan/dialogs/shell/fields.tsx';
import { NodePicker } from '../../plan/dialogs/shell/node-picker.tsx';
import { PlanDialog } from '../../plan/dialogs/shell/plan-dialog.tsx';
import shell from '../../plan/dialogs/shell/shell.module.css';
import { plansQuery, sessionQuery } from '../../plan/open-sessions.ts';

interface PlanNodeDialogProps {
  readonly title?: string;
  readonly action?: string;
  onClose(): void;
  onChoose(link: PlanLink): void | Promise<void>;
}

/** Chooses a plan and one node of it. */
export function PlanNodeDialog({ title, action, onClose, onChoose }: PlanNodeDialogProps): ReactElement {
  const plans = useQuery(plansQuery);
  const [chosen, setChosen] = useState<number | null>(null);
  const [node, setNode] = useState<string | null | undefined>(undefined);
  const planId = chosen ?? plans.data?.[0]?.id ?? null;
  return (
    <PlanDialog
      title={title ?? 'Fill from a plan'}
      action={action ?? 'Use this node'}
      ready={planId !== null && typeof node === 'string'}
      onClose={onClose}
      onDo={async () => {
        if (planId === null || typeof node !== 'string') return;
        await onChoose({ planId, nodeId: node });
        onClose();
      }}
    >
      <div className={shell.stack}>
        {plans.error !== null && <FailureNotice error={plans.error} what="The plans could not be read" />}
        {plans.data?.length === 0 && (
          <p className={shell.text}>There is no plan yet: begin one on the page Plan.</p>
        )}
        {planId !== null && (
          <>
            <ChoiceLine
              first
              label="Plan"
              value={String(planId)}
              choices={(plans.data ?? []).map(({ id, name }) => ({
                value: String(id),
                label: visibleText(name, 80),
              }))}
              onChange={(next) => {
                setChosen(Number(next));
                setNode(undefined);
              }}
            />
            <NodeOf key={planId} planId={planId} node={node} onNode={setNode} />
          </>
        )}
        {title === undefined && (
          <p className={shell.quiet}>
            The node and what lies under it give prefixes, gateways, name servers, VLANs and names. The form
            stays tied to it.
          </p>
        )}
      </div>
    </PlanDialog>
  );
}

interface NodeOfProps {
  readonly planId: number;
  readonly node: string | null | undefined;
  onNode(id: string | null | undefined): void;
}

function NodeOf({ planId, node, onNode }: NodeOfProps): ReactElement | null {
  const session = useQuery(sessionQuery(planId));
  if (session.error !== null)
    return <FailureNotice error={session.error} what="The plan could not be opened" />;
  if (session.data === undefined) return null;
  const plan: Plan = session.data.view().history.plan;
  return <NodePicker plan={plan} label="Node" value={node} onChange={onNode} />;
}
