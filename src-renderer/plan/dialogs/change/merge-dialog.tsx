import Alert from '@mui/material/Alert';
import { useMemo, type ReactElement } from 'react';
import type { Family } from '../../../../src-core/net/address.ts';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { extentIn, type PlanNode } from '../../../../src-core/plan/node.ts';
import { mergeNodes } from '../../../../src-core/plan/merge-nodes.ts';
import { entryAt, nodeAt } from '../../../../src-core/plan/tree.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatPlural } from '../../../components/format.ts';
import type { PlanView } from '../../plan-view.ts';
import { tried } from '../shell/outcome.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';

interface MergeDialogProps {
  readonly view: PlanView;
  readonly ids: readonly string[];
  onClose(): void;
}

/** A node with both of its prefixes. */
function MergedRow({ node }: { readonly node: PlanNode }): ReactElement {
  return (
    <tr>
      <th scope="row">{nodeTitle(node)}</th>
      <td className={shell.mono}>{node.ipv6}</td>
      <td className={shell.mono}>{node.ipv4}</td>
    </tr>
  );
}

/** Makes one node of several that lie side by side. */
export function MergeDialog({ view, ids, onClose }: MergeDialogProps): ReactElement {
  const { plan } = view;
  const entries = useMemo(() => ids.map((id) => entryAt(plan, id)), [plan, ids]);
  // Both families are joined where the nodes have both; this is the one whose order decides which node stays.
  const which: Family = entries.every((entry) => extentIn(entry, 6) !== undefined) ? 6 : 4;
  // The first one in the order of addresses is the one that stays, whatever was clicked first.
  const ordered = useMemo(
    () =>
      entries.toSorted((one, other) => {
        const [first = 0n, second = 0n] = [one, other].map((entry) => extentIn(entry, which)?.first ?? 0n);
        return first < second ? -1 : first > second ? 1 : 0;
      }),
    [entries, which],
  );
  const outcome = useMemo(
    () =>
      tried(() =>
        mergeNodes(
          plan,
          ordered.map(({ node }) => node.id),
          which,
        ),
      ),
    [plan, ordered, which],
  );
  const kept = ordered[0]?.node;
  const merged = outcome.value === null || kept === undefined ? undefined : nodeAt(outcome.value, kept.id);
  const done = (): void => {
    if (outcome.value === null || kept === undefined) return;
    view.apply(`Merge ${formatPlural(ids.length, 'node')}`, outcome.value);
    view.select([kept.id], kept.id);
    announce(`Merged into ${nodeTitle(kept)}`);
    onClose();
  };
  const named = ordered.slice(0, 8);
  return (
    <PlanDialog
      title={`Merge ${formatPlural(ids.length, 'node')}`}
      action="Merge"
      ready={outcome.value !== null}
      focusAction
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <table className={shell.compared}>
          <tbody>
            {named.map(({ node }) => (
              <MergedRow key={node.id} node={node} />
            ))}
            {ordered.length > named.length && (
              <tr>
                <td colSpan={3}>and {formatPlural(ordered.length - named.length, 'more', 'more')}</td>
              </tr>
            )}
          </tbody>
          {merged !== undefined && (
            <tfoot aria-label="Becomes">
              <MergedRow node={merged} />
            </tfoot>
          )}
        </table>
        {outcome.problem !== null && <Alert severity="error">{visibleText(outcome.problem, 500)}</Alert>}
        {merged !== undefined && (
          <Alert severity="info">
            The first of them takes the place of all, with what is below them. The names of the others are
            gone.
          </Alert>
        )}
      </div>
    </PlanDialog>
  );
}
