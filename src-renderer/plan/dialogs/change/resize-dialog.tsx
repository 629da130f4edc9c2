import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { resizeNode } from '../../../../src-core/plan/resize.ts';
import { nodeAt } from '../../../../src-core/plan/tree.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatCount } from '../../../components/format.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';
import { useLength, type NodeDialogProps } from './use-length.tsx';

/** Gives a node a shorter or a longer prefix; says what is in the way. */
export function ResizeDialog({ view, node, onClose }: NodeDialogProps): ReactElement {
  const { plan } = view;
  const { prefix, own, which, length, outcome, fields } = useLength(
    view,
    node,
    (now, family) => (family === 6 ? node.growth6 : node.growth4) ?? Math.max(now - 4, 0),
    (_own, family) => [0, family === 6 ? 128 : 32],
    (family, to) => resizeNode(plan, node.id, family, to),
  );
  const after = outcome?.value == null ? undefined : nodeAt(outcome.value, node.id);
  const next = which === 6 ? after?.ipv6 : after?.ipv4;
  const growth = which === 6 ? node.growth6 : node.growth4;
  const done = (): void => {
    if (outcome?.value == null || next == null) return;
    view.apply(`Resize ${nodeTitle(node)} to /${length}`, outcome.value);
    announce(`${nodeTitle(node)} is now ${next}`);
    onClose();
  };
  return (
    <PlanDialog
      title={`Resize ${nodeTitle(node)}`}
      action="Resize"
      ready={outcome?.value != null && length !== own}
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <p className={shell.text}>
          It is <span className={shell.mono}>{prefix}</span>
          {growth === null
            ? ', and nothing is kept for it to grow.'
            : `, and a /${growth} is kept for it to grow.`}
        </p>
        {fields}
        {outcome?.problem != null && <Alert severity="error">{visibleText(outcome.problem, 500)}</Alert>}
        {next != null && length !== own && (
          <Alert severity="info">
            It becomes <span className={shell.mono}>{next}</span>, {sizeChange(own, length ?? own)}.
          </Alert>
        )}
        {length === own && <p className={shell.quiet}>That is the length it has.</p>}
      </div>
    </PlanDialog>
  );
}

function sizeChange(before: number, after: number): string {
  const times = 2n ** BigInt(Math.abs(before - after));
  const shown = times > 1_000_000n ? `2^${Math.abs(before - after)}` : formatCount(Number(times));
  return after < before ? `${shown} times as large` : `1/${shown} of its size, from its first address on`;
}
