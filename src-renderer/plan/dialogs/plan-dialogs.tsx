import { useNavigate } from '@tanstack/react-router';
import { useState, type ComponentType, type ReactElement } from 'react';
import type { PlanNode } from '../../../src-core/plan/node.ts';
import type { PlanView } from '../plan-view.ts';
import { AllocateDialog } from './allocate/allocate-dialog.tsx';
import { BulkDialog } from './bulk/bulk-dialog.tsx';
import { ResizeDialog } from './change/resize-dialog.tsx';
import { SplitDialog } from './change/split-dialog.tsx';
import { MergeDialog } from './change/merge-dialog.tsx';
import { MoveDialog } from './change/move-dialog.tsx';
import { RenumberDialog } from './renumber/renumber-dialog.tsx';
import { ExportDialog } from './transfer/export-dialog.tsx';
import { ImportDialog } from './transfer/import-dialog.tsx';
import { targetOf, targetsOf } from './shell/targets.ts';

interface DialogProps {
  readonly view: PlanView;
  onClose(): void;
}

interface PlanTask {
  readonly id: string;
  /** The text of the menu. */
  readonly label: string;
  /** The menu that it stands in: what is done with nodes, or with the whole plan. */
  readonly menu: 'node' | 'plan';
  /** Why it cannot be used now; null where it can. */
  unavailable(view: PlanView): string | null;
  readonly Component: ComponentType<DialogProps>;
}

const needsNode = (view: PlanView): string | null =>
  targetOf(view) === undefined ? 'Go to a node first' : null;
const needsNodes = (view: PlanView): string | null =>
  targetsOf(view).length === 0 ? 'Choose a node first' : null;

/** The dialogs of a plan, in the order of its menus. */
export const planTasks: readonly PlanTask[] = [
  nodeTask('allocate', 'Allocate…', AllocateDialog),
  nodesTask('bulk', 'Change fields…', BulkDialog),
  nodeTask('resize', 'Resize…', ResizeDialog),
  nodeTask('split', 'Split…', SplitDialog),
  {
    ...nodesTask('merge', 'Merge…', MergeDialog),
    unavailable: (view) => (targetsOf(view).length < 2 ? 'Choose two nodes or more' : null),
  },
  nodesTask('move', 'Move…', MoveDialog),
  nodeTask('renumber', 'Renumber…', RenumberDialog),
  { id: 'import', label: 'Import…', menu: 'plan', unavailable: () => null, Component: ImportTask },
  { id: 'export', label: 'Export…', menu: 'plan', unavailable: () => null, Component: ExportTask },
];

function nodeTask(
  id: string,
  label: string,
  Dialog: ComponentType<DialogProps & { readonly node: PlanNode }>,
): PlanTask {
  return { id, label, menu: 'node', unavailable: needsNode, Component: ofNode(Dialog) };
}

function nodesTask(
  id: string,
  label: string,
  Dialog: ComponentType<DialogProps & { readonly ids: readonly string[] }>,
): PlanTask {
  return { id, label, menu: 'node', unavailable: needsNodes, Component: ofNodes(Dialog) };
}

function ImportTask({ view, onClose }: DialogProps): ReactElement {
  const [plan] = useState(view.plan);
  const navigate = useNavigate();
  return (
    <ImportDialog
      view={asOpened(view, plan)}
      onCreated={(id) => void navigate({ to: '/plan/$id', params: { id: String(id) } })}
      onClose={onClose}
    />
  );
}

function ExportTask({ view, onClose }: DialogProps): ReactElement {
  const [node] = useState(() => targetOf(view) ?? null);
  return <ExportDialog view={view} node={node} onClose={onClose} />;
}

/** The dialog for the node that has the focus when it opens. */
function ofNode(
  Dialog: ComponentType<DialogProps & { readonly node: PlanNode }>,
): ComponentType<DialogProps> {
  return function NodeTask({ view, onClose }: DialogProps): ReactElement | null {
    const [{ plan, node }] = useState(() => ({ plan: view.plan, node: targetOf(view) }));
    return node === undefined ? null : <Dialog view={asOpened(view, plan)} node={node} onClose={onClose} />;
  };
}

/** The dialog for the nodes that are chosen when it opens. */
function ofNodes(
  Dialog: ComponentType<DialogProps & { readonly ids: readonly string[] }>,
): ComponentType<DialogProps> {
  return function NodesTask({ view, onClose }: DialogProps): ReactElement {
    const [{ plan, ids }] = useState(() => ({ plan: view.plan, ids: targetsOf(view) }));
    return <Dialog view={asOpened(view, plan)} ids={ids} onClose={onClose} />;
  };
}

/** Until it has closed a dialog shows the plan as it was: what it is about may be gone from the next one. */
function asOpened(view: PlanView, plan: PlanView['plan']): PlanView {
  return view.plan === plan ? view : { ...view, plan };
}
