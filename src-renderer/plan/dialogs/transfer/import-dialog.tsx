import Alert from '@mui/material/Alert';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { formatPlan } from '../../../../src-core/plan/file.ts';
import type { CsvMapping } from '../../../../src-core/plan/import-table.ts';
import { previewImport } from '../../../../src-core/plan/merge-import.ts';
import { nodeCount, type Plan } from '../../../../src-core/plan/tree.ts';
import { api, queryClient } from '../../../app/api.ts';
import { announce } from '../../../components/announcer.tsx';
import { formatPlural } from '../../../components/format.ts';
import { adoptPlan } from '../../open-sessions.ts';
import type { PlanView } from '../../plan-view.ts';
import { ChoiceLine, TextLine } from '../shell/fields.tsx';
import { tried } from '../shell/outcome.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { ImportSource, type SourceText } from './import-source.tsx';
import { MappingTable } from './mapping-table.tsx';
import { MergePreview } from './merge-preview.tsx';
import { readImport } from './read-import.ts';
import {
  firstRows,
  guessMapping,
  headingsOf,
  importFormats,
  recognise,
  type ImportFormat,
} from './recognise.ts';

interface ImportDialogProps {
  /** The plan into which it can be merged; null where there is only the list of plans. */
  readonly view: PlanView | null;
  /** Told the id of a new plan, so that it can be opened. */
  onCreated(id: number): void;
  onClose(): void;
}

const formatLabels: Record<ImportFormat, string> = {
  plan: 'Plan file (JSON)',
  csv: 'CSV table',
  'netbox-prefixes': 'NetBox prefixes (CSV)',
  'netbox-vlans': 'NetBox VLANs (CSV)',
  phpipam: 'phpIPAM subnets (CSV)',
  list: 'List of prefixes, one a line',
};

/** How many rows of a table are shown while its columns are given a meaning. */
const shownRows = 5;

/** Reads a file or a pasted text: as a new plan, or into the one that is open. */
export function ImportDialog({ view, onCreated, onClose }: ImportDialogProps): ReactElement {
  const [source, setSource] = useState<SourceText>({ text: '', fileName: null });
  const [chosen, setChosen] = useState<ImportFormat | null>(null);
  const [mapped, setMapped] = useState<CsvMapping | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [how, setHow] = useState<'merge' | 'new'>(view === null ? 'new' : 'merge');
  // A large file is read while the page goes on.
  const text = useDeferredValue(source.text);
  const format = useMemo(() => chosen ?? recognise(text), [chosen, text]);
  const headings = useMemo(() => (format === 'csv' ? headingsOf(text) : []), [format, text]);
  const mapping = useMemo(() => mapped ?? guessMapping(headings), [mapped, headings]);
  const planName =
    name ?? (format === 'plan' ? '' : (source.fileName?.replace(/\.[a-z]+$/i, '') ?? 'Imported plan'));
  const outcome = useMemo(
    () =>
      text.trim() === ''
        ? null
        : tried(() => readImport(text, format, planName.trim().slice(0, 255), mapping)),
    [text, format, planName, mapping],
  );
  const imported = outcome?.value ?? null;
  const plan = view?.plan;
  const merge = useMemo(
    () => (imported === null || plan === undefined || how !== 'merge' ? null : previewImport(plan, imported)),
    [imported, plan, how],
  );
  const changes =
    merge === null
      ? 0
      : merge.added.length + merge.changed.length + merge.vlans.added.length + merge.vlans.changed.length;
  const done = async (): Promise<void> => {
    if (imported === null) return;
    if (merge !== null && view !== null) {
      view.apply(`Import ${formatPlural(changes, 'change')}`, merge.apply());
      const ids = merge.added.map(({ id }) => id);
      if (ids.length > 0) view.select(ids, ids[0] ?? null);
      announce(`Imported ${formatPlural(changes, 'change')}`);
    } else {
      const info = await api.plans.create({ text: formatPlan(imported) });
      adoptPlan(info, imported);
      await queryClient.invalidateQueries({ queryKey: ['plans'] });
      announce(`Imported ${amountOf(imported)} as “${visibleText(info.name, 60)}”`);
      onCreated(info.id);
    }
    onClose();
  };
  return (
    <PlanDialog
      title="Import"
      action={
        how === 'new'
          ? 'Import as a new plan'
          : merge === null
            ? 'Merge'
            : `Merge ${formatPlural(changes, 'change')}`
      }
      width="md"
      ready={imported !== null && source.text === text && (merge === null || changes > 0)}
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <ImportSource
          source={source}
          onChange={(next) => {
            setSource(next);
            setMapped(null);
            if (next.fileName !== source.fileName) setChosen(null);
          }}
        />
        <div className={shell.grid}>
          <ChoiceLine
            label={chosen === null ? 'Format, as it seems' : 'Format'}
            value={format}
            choices={importFormats.map((value) => ({ value, label: formatLabels[value] }))}
            onChange={setChosen}
          />
          {view !== null && (
            <ChoiceLine
              label="Where to"
              value={how}
              choices={[
                { value: 'merge', label: 'Into this plan' },
                { value: 'new', label: 'A new plan' },
              ]}
              onChange={setHow}
            />
          )}
          {how === 'new' && (
            <TextLine
              label="Name of the plan"
              value={planName}
              placeholder={format === 'plan' ? 'as in the file' : ''}
              onChange={setName}
            />
          )}
        </div>
        {format === 'csv' && headings.length > 0 && (
          <MappingTable
            headings={headings}
            rows={firstRows(text, shownRows)}
            mapping={mapping}
            onChange={setMapped}
          />
        )}
        {outcome?.problem != null && (
          <Alert severity="error">
            <p className={shell.problemText}>{visibleText(outcome.problem, 500)}</p>
            {source.fileName === null
              ? 'Nothing was read: mend the text above.'
              : 'Nothing was read: mend the file and choose it again, or take another format.'}
          </Alert>
        )}
        {imported !== null && merge === null && (
          <Alert severity="info">{amountOf(imported)} can be read.</Alert>
        )}
        {merge !== null && <MergePreview preview={merge} />}
      </div>
    </PlanDialog>
  );
}

function amountOf(plan: Plan): string {
  const parts = [
    ...(nodeCount(plan) > 0 || plan.vlans.length === 0 ? [formatPlural(nodeCount(plan), 'node')] : []),
    ...(plan.vlans.length > 0 ? [formatPlural(plan.vlans.length, 'VLAN')] : []),
  ];
  return parts.join(' and ');
}
