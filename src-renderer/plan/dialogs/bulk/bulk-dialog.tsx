import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import { useMemo, useState, type ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { nodeRoles, nodeStatuses } from '../../../../src-core/plan/node.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatPlural } from '../../../components/format.ts';
import type { PlanView } from '../../plan-view.ts';
import { ChoiceLine, TextLine } from '../shell/fields.tsx';
import { tried } from '../shell/outcome.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { roleLabels, statusLabels } from '../shell/words.ts';
import styles from './bulk.module.css';
import { bulkFields, emptyBulkDraft, readBulkDraft, type BulkDraft, type BulkField } from './bulk-draft.ts';
import { changedCount, editInBulk } from './bulk-edit.ts';

interface BulkDialogProps {
  readonly view: PlanView;
  readonly ids: readonly string[];
  onClose(): void;
}

const labels: Record<BulkField, string> = {
  status: 'Status',
  role: 'Role',
  site: 'Site',
  vlan: 'VLAN from',
  gateways: 'Gateways',
  dns: 'DNS servers',
  tags: 'Tags',
  notes: 'Notes',
  colour: 'Colour',
  growth6: 'IPv6 room to grow',
};

const hints: Partial<Record<BulkField, string>> = {
  vlan: 'Counts up in the order of the tree; empty takes the numbers away',
  gateways: 'Addresses with spaces between them; empty takes them away',
  dns: 'Addresses with spaces between them; empty takes them away',
  growth6: 'The length it may grow to; empty keeps nothing',
};

const tagChoices = [
  { value: 'add', label: 'Add to those there are' },
  { value: 'take', label: 'Take away' },
  { value: 'set', label: 'In place of those there are' },
] as const;

/** Changes the same fields of many nodes: only those that are ticked. */
export function BulkDialog({ view, ids, onClose }: BulkDialogProps): ReactElement {
  const { plan } = view;
  const [draft, setDraft] = useState<BulkDraft>(emptyBulkDraft);
  const { problems, edit } = useMemo(() => readBulkDraft(draft), [draft]);
  const outcome = useMemo(
    () => (edit === null ? null : tried(() => editInBulk(plan, ids, edit))),
    [plan, ids, edit],
  );
  const after = outcome?.value ?? null;
  const changed = useMemo(() => (after === null ? 0 : changedCount(plan, after, ids)), [plan, after, ids]);
  // What is typed into a field is meant: it need not be ticked by hand.
  const set = (field: BulkField, part: Partial<BulkDraft>): void =>
    setDraft((before) => ({ ...before, ...part, ticked: new Set([...before.ticked, field]) }));
  const tick = (field: BulkField, on: boolean): void =>
    setDraft((before) => {
      const ticked = new Set(before.ticked);
      if (on) ticked.add(field);
      else ticked.delete(field);
      return { ...before, ticked };
    });
  const done = (): void => {
    if (after === null) return;
    const label = `Change ${formatPlural(changed, 'node')}`;
    view.apply(label, after);
    announce(`Changed ${formatPlural(changed, 'node')}`);
    onClose();
  };
  return (
    <PlanDialog
      title={`Change ${formatPlural(ids.length, 'node')}`}
      action={`Change ${formatPlural(changed, 'node')}`}
      ready={after !== null && changed > 0}
      aside={<span className={shell.quiet}>Only what is ticked is changed.</span>}
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        {bulkFields.map((field, index) => (
          <div key={field} className={styles.row}>
            <Checkbox
              checked={draft.ticked.has(field)}
              autoFocus={index === 0}
              slotProps={{ input: { 'aria-label': `Change ${labels[field]}` } }}
              onChange={(event) => tick(field, event.target.checked)}
            />
            <div className={styles.value}>
              <BulkValue field={field} draft={draft} problem={problems[field]} set={set} />
            </div>
          </div>
        ))}
        {outcome?.problem != null && <Alert severity="error">{visibleText(outcome.problem, 500)}</Alert>}
        {after !== null && changed < ids.length && (
          <p className={shell.quiet} role="status">
            {formatPlural(ids.length - changed, 'node')} of the {ids.length}{' '}
            {ids.length - changed === 1 ? 'is' : 'are'} like this already.
          </p>
        )}
      </div>
    </PlanDialog>
  );
}

interface BulkValueProps {
  readonly field: BulkField;
  readonly draft: BulkDraft;
  readonly problem: string | undefined;
  set(field: BulkField, part: Partial<BulkDraft>): void;
}

function BulkValue({ field, draft, problem, set }: BulkValueProps): ReactElement {
  const shared = { label: labels[field], problem, hint: hints[field] };
  switch (field) {
    case 'status':
      return (
        <ChoiceLine
          {...shared}
          value={draft.status}
          choices={nodeStatuses.map((value) => ({ value, label: statusLabels[value] }))}
          onChange={(status) => set('status', { status })}
        />
      );
    case 'role':
      return (
        <ChoiceLine
          {...shared}
          value={draft.role}
          choices={nodeRoles.map((value) => ({ value, label: roleLabels[value] }))}
          onChange={(role) => set('role', { role })}
        />
      );
    case 'colour':
      return (
        <label className={styles.colour}>
          <span className={shell.label}>Colour</span>
          <input
            type="color"
            value={draft.colour}
            onChange={(event) => set('colour', { colour: event.target.value })}
          />
        </label>
      );
    case 'tags':
      return (
        <div className={styles.tags}>
          <TextLine {...shared} value={draft.tags} onChange={(tags) => set('tags', { tags })} />
          <ChoiceLine
            label="What happens with them"
            value={draft.tagsHow}
            choices={tagChoices}
            onChange={(tagsHow) => set('tags', { tagsHow })}
          />
        </div>
      );
    case 'notes':
      return (
        <TextLine {...shared} rows={2} value={draft.notes} onChange={(notes) => set('notes', { notes })} />
      );
    case 'site':
    case 'vlan':
    case 'gateways':
    case 'dns':
    case 'growth6':
      return (
        <TextLine
          {...shared}
          mono={field === 'gateways' || field === 'dns'}
          value={draft[field]}
          onChange={(value) => set(field, { [field]: value })}
        />
      );
  }
}
