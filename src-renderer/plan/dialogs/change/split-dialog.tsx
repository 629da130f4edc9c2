import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { splitNode } from '../../../../src-core/plan/resize.ts';
import { childrenOf, nodeAt } from '../../../../src-core/plan/tree.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatCount, formatPlural } from '../../../components/format.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';
import { useLength, type NodeDialogProps } from './use-length.tsx';

/** Makes equal parts of a node, as nodes below it. */
export function SplitDialog({ view, node, onClose }: NodeDialogProps): ReactElement {
  const { plan } = view;
  const { prefix, length, outcome, own, fields } = useLength(
    view,
    node,
    (now, family) =>
      family === 6 && now < 64 ? Math.min(now + 4, 64) : Math.min(now + 1, family === 6 ? 128 : 32),
    (now, family) => [Math.min(now + 1, family === 6 ? 128 : 32), family === 6 ? 128 : 32],
    (family, to) => splitNode(plan, node.id, family, to),
  );
  const count = length === null ? 0 : 2 ** (length - own);
  const below = childrenOf(plan, node.id).length;
  const done = (): void => {
    if (outcome?.value == null) return;
    const after = outcome.value;
    const made = childrenOf(after, node.id).flatMap((entry) =>
      nodeAt(plan, entry.node.id) === undefined ? [entry.node.id] : [],
    );
    view.apply(`Split ${nodeTitle(node)} into ${formatCount(count)} × /${length}`, after);
    view.select(made, made[0] ?? null);
    announce(`${formatPlural(made.length, 'node')} added`);
    onClose();
  };
  return (
    <PlanDialog
      title={`Split ${nodeTitle(node)}`}
      action="Split"
      ready={outcome?.value != null}
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <p className={shell.text}>
          <span className={shell.mono}>{prefix}</span> stays, with its parts as nodes below it.
        </p>
        {fields}
        {outcome?.problem != null && <Alert severity="error">{visibleText(outcome.problem, 500)}</Alert>}
        {outcome?.value != null && (
          <Alert severity="info">
            {formatPlural(count, 'node')} of /{length}, named {nodeTitle(node)}-1 to {nodeTitle(node)}-
            {formatCount(count)}.
            {below > 0 &&
              ` ${formatPlural(below, 'node')} below it ${below === 1 ? 'goes' : 'go'} under the part that holds ${below === 1 ? 'it' : 'each'}.`}
          </Alert>
        )}
      </div>
    </PlanDialog>
  );
}
