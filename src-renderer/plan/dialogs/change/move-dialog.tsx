import Alert from '@mui/material/Alert';
import { useMemo, useState, type ReactElement } from 'react';
import { extentIn } from '../../../../src-core/plan/node.ts';
import { entryAt, nodeAt, type Plan } from '../../../../src-core/plan/tree.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatPlural } from '../../../components/format.ts';
import type { PlanView } from '../../plan-view.ts';
import { tried } from '../shell/outcome.ts';
import { NodePicker } from '../shell/node-picker.tsx';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';
import { moveNodes } from '../../../../src-core/plan/many-nodes.ts';

interface MoveDialogProps {
  readonly view: PlanView;
  readonly ids: readonly string[];
  onClose(): void;
}

/** Puts nodes, with all below them, under another one. */
export function MoveDialog({ view, ids, onClose }: MoveDialogProps): ReactElement {
  const { plan } = view;
  const [target, setTarget] = useState<string | null | undefined>(undefined);
  const outcome = useMemo(
    () => (target === undefined ? null : tried(() => moveNodes(plan, ids, target))),
    [plan, ids, target],
  );
  const outside = useMemo(() => (target == null ? [] : outsideOf(plan, ids, target)), [plan, ids, target]);
  const [first] = ids;
  const one = ids.length === 1 && first !== undefined ? nodeAt(plan, first) : undefined;
  const title = one === undefined ? formatPlural(ids.length, 'node') : nodeTitle(one);
  const to = target == null ? undefined : nodeAt(plan, target);
  const done = (): void => {
    if (outcome?.value == null) return;
    view.apply(`Move ${title}`, outcome.value);
    view.select(ids, first ?? null);
    announce(`Moved ${title} ${to === undefined ? 'to the top' : `under ${nodeTitle(to)}`}`);
    onClose();
  };
  return (
    <PlanDialog
      title={`Move ${title}`}
      action="Move"
      ready={outcome?.value != null && outcome.value !== plan}
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <NodePicker
          first
          plan={plan}
          label="New place"
          top="At the top of the plan"
          value={target}
          problem={outcome?.problem ?? undefined}
          onChange={setTarget}
        />
        {outcome?.value === plan && <p className={shell.quiet}>It is there already.</p>}
        {outside.length > 0 && (
          <Alert severity="warning">
            {outside.slice(0, 3).join(', ')}
            {outside.length > 3 && ` and ${outside.length - 3} more`}{' '}
            {outside.length === 1 ? 'does not lie' : 'do not lie'} in the prefix of that node: the checks will
            say so. Renumber afterwards, or choose another place.
          </Alert>
        )}
        <p className={shell.quiet}>All that is below comes along; prefixes stay as they are.</p>
      </div>
    </PlanDialog>
  );
}

/** The prefixes of nodes that do not lie in that of another one. */
function outsideOf(plan: Plan, ids: readonly string[], parent: string): string[] {
  const around = entryAt(plan, parent);
  return ids.flatMap((id) =>
    ([6, 4] as const).flatMap((which) => {
      const own = extentIn(entryAt(plan, id), which);
      const space = extentIn(around, which);
      if (own === undefined || space === undefined) return [];
      return own.first >= space.first && own.end <= space.end ? [] : [own.prefix];
    }),
  );
}
