import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { ToolError } from '../../../../src-core/api/errors.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatCount, formatPlural } from '../../../components/format.ts';
import type { PlanView } from '../../plan-view.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import { AllocateFields } from './allocate-fields.tsx';
import styles from './allocate.module.css';
import { firstDraft, type Families } from './draft.ts';
import { nodeTitle } from '../shell/targets.ts';
import { readDraft, sourceOf, type AllocateOrder } from './order.ts';
import { ProposalView } from './proposal-view.tsx';
import { carryOut, propose, type Proposal } from './proposal.ts';
import { purposeUnder } from './purposes.ts';

interface AllocateDialogProps {
  readonly view: PlanView;
  /** The node under which space is taken. */
  readonly node: PlanNode;
  onClose(): void;
}

/** Takes space under a node: what for, how many, and where, which is shown before it is done. */
export function AllocateDialog({ view, node, onClose }: AllocateDialogProps): ReactElement {
  const { plan } = view;
  const parent = node.id;
  const [draft, setDraft] = useState(() => {
    const has6 = sourceOf(plan, parent, 6) !== undefined;
    const has4 = sourceOf(plan, parent, 4) !== undefined;
    const families: Families = node.ipv6 !== null && node.ipv4 !== null ? 'both' : has6 ? 'ipv6' : 'ipv4';
    const first = firstDraft(purposeUnder(node), families, node.site);
    return { draft: first, has: { ipv6: has6, ipv4: has4 } };
  });
  // A plan of 100,000 nodes is looked through between two keys, not before the key is shown.
  const shown = useDeferredValue(draft.draft);
  const { problems, order } = useMemo(() => readDraft(plan, parent, draft.draft), [plan, parent, draft]);
  const read = useMemo(() => readDraft(plan, parent, shown), [plan, parent, shown]);
  const proposal = useMemo(
    (): Proposal => (read.order === null ? { items: [], problem: null } : propose(plan, read.order)),
    [plan, read],
  );
  const count = proposal.items.length;
  const allocate = (): void => {
    if (order === null) return;
    // What is done is what the fields say now, which the preview may be a moment behind.
    const fresh = shown === draft.draft ? proposal : propose(plan, order);
    if (fresh.problem !== null) throw new ToolError('conflict', fresh.problem);
    const done = carryOut(plan, order, fresh.items);
    const label = `Allocate ${labelOf(order)}`;
    view.apply(label, done.plan);
    view.select(done.ids, done.ids[0] ?? null);
    announce(`${label}: ${formatPlural(done.ids.length, 'node')} added`);
    onClose();
  };
  return (
    <PlanDialog
      title={`Allocate under ${nodeTitle(node)}`}
      action={count > 1 ? `Allocate ${formatCount(count)}` : 'Allocate'}
      ready={order !== null && (shown !== draft.draft || proposal.problem === null)}
      width="lg"
      onDo={allocate}
      onClose={onClose}
    >
      <div className={styles.halves}>
        <AllocateFields
          draft={draft.draft}
          problems={problems}
          has={draft.has}
          onChange={(next) => setDraft((before) => ({ ...before, draft: next }))}
        />
        <ProposalView plan={plan} order={read.order} proposal={proposal} />
      </div>
    </PlanDialog>
  );
}

function labelOf({ six, four, count }: AllocateOrder): string {
  const lengths = [six, four].flatMap((request) => (request === null ? [] : [`/${request.length}`]));
  return `${formatCount(count)} × ${lengths.join(' + ')}`;
}
