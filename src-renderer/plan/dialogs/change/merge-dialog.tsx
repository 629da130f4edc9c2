import Alert from '@mui/material/Alert';
import { useMemo, useState, type ReactElement } from 'react';
import type { Family } from '../../../../src-core/net/address.ts';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { extentIn } from '../../../../src-core/plan/node.ts';
import { mergeNodes } from '../../../../src-core/plan/merge-nodes.ts';
import { entryAt, nodeAt } from '../../../../src-core/plan/tree.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatPlural } from '../../../components/format.ts';
import type { PlanView } from '../../plan-view.ts';
import { ChoiceLine } from '../shell/fields.tsx';
import { tried } from '../shell/outcome.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';

interface MergeDialogProps {
  readonly view: PlanView;
  readonly ids: readonly string[];
  onClose(): void;
}

/** Makes one node of several that lie side by side. */
export function MergeDialog({ view, ids, onClose }: MergeDialogProps): ReactElement {
  const { plan } = view;
  const entries = useMemo(() => ids.map((id) => entryAt(plan, id)), [plan, ids]);
  const families = ([6, 4] as const).filter((each) =>
    entries.every((entry) => extentIn(entry, each) !== undefined),
  );
  const [which, setWhich] = useState<Family>(families[0] ?? 6);
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
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <ChoiceLine
          first
          label="Family"
          value={which === 6 ? '6' : '4'}
          choices={(families.length === 0 ? ([6, 4] as const) : families).map((each) => ({
            value: each === 6 ? '6' : '4',
            label: `IPv${each}`,
          }))}
          onChange={(value) => setWhich(value === '6' ? 6 : 4)}
        />
        <ul className={shell.list}>
          {named.map(({ node }) => (
            <li key={node.id}>
              {nodeTitle(node)} <span className={shell.mono}>{which === 6 ? node.ipv6 : node.ipv4}</span>
            </li>
          ))}
          {ordered.length > named.length && (
            <li>and {formatPlural(ordered.length - named.length, 'more', 'more')}</li>
          )}
        </ul>
        {outcome.problem !== null && <Alert severity="error">{visibleText(outcome.problem, 500)}</Alert>}
        {merged !== undefined && (
          <Alert severity="info">
            They become {nodeTitle(merged)}{' '}
            <span className={shell.mono}>
              {[merged.ipv6, merged.ipv4].filter((prefix) => prefix !== null).join(' ')}
            </span>
            , with all that is below them. The names of the others are gone.
          </Alert>
        )}
      </div>
    </PlanDialog>
  );
}
