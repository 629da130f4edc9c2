import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMemo, useState, type ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { ImportPreview } from '../../../../src-core/plan/merge-import.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import type { Column } from '../../../components/data-table/column.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { formatCount, formatPlural } from '../../../components/format.ts';
import shell from '../shell/shell.module.css';
import { mergeRows, mergeKinds, type MergeKind, type MergeRow } from './merge-rows.ts';
import styles from './transfer.module.css';

const kindLabels: Record<MergeKind, string> = {
  conflict: 'In conflict',
  added: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
};

const columns: readonly Column<MergeRow>[] = [
  { id: 'kind', label: 'What', width: 100, render: (row) => kindLabels[row.kind] },
  {
    id: 'prefix',
    label: 'Prefix',
    width: 190,
    grow: 1,
    render: ({ node }) => <span className={shell.mono}>{prefixesOf(node)}</span>,
  },
  { id: 'name', label: 'Name', width: 130, grow: 1, render: ({ node }) => visibleText(node.name, 80) },
  {
    id: 'detail',
    label: 'What becomes of it',
    width: 240,
    grow: 2,
    render: ({ detail }) => <span title={detail}>{visibleText(detail, 300)}</span>,
  },
];

/** What merging an import would do: what is new, changed, in conflict and as it was. */
export function MergePreview({ preview }: { readonly preview: ImportPreview }): ReactElement {
  const rows = useMemo(() => mergeRows(preview), [preview]);
  const [kind, setKind] = useState<MergeKind | 'all'>('all');
  const shown = useMemo(
    () => (kind === 'all' ? rows : rows.filter((row) => row.kind === kind)),
    [rows, kind],
  );
  const { vlans, moved, conflicts } = preview;
  return (
    <section aria-label="What the import changes">
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        aria-label="What is shown"
        className={styles.kinds ?? ''}
        onChange={(_event, next: MergeKind | 'all' | null) => {
          if (next !== null) setKind(next);
        }}
      >
        <ToggleButton value="all">All {formatCount(rows.length)}</ToggleButton>
        {mergeKinds.map((each) => (
          <ToggleButton key={each} value={each}>
            {kindLabels[each]} {formatCount(rows.filter((row) => row.kind === each).length)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className={styles.table}>
        <DataTable
          label="Import"
          columns={columns}
          count={shown.length}
          rowAt={(index) => shown[index]}
          rowKey={(row) => `${row.kind} ${row.node.id}`}
          rowName={(row) => visibleText(row.node.name, 60)}
          sort={null}
          onSort={() => undefined}
          empty={<p className={`${shell.quiet} ${styles.nothing}`}>Nothing of this kind.</p>}
        />
      </div>
      <ul className={shell.list}>
        {conflicts.length > 0 && (
          <li>{formatPlural(conflicts.length, 'conflict')}: left as the plan has it; the rest is merged.</li>
        )}
        {moved.length > 0 && (
          <li>{formatPlural(moved.length, 'node')} of the plan go below new ones that hold them.</li>
        )}
        {(vlans.added.length > 0 || vlans.changed.length > 0) && (
          <li>
            {formatPlural(vlans.added.length, 'new VLAN')},{' '}
            {formatPlural(vlans.changed.length, 'changed VLAN')}.
          </li>
        )}
      </ul>
    </section>
  );
}

function prefixesOf({ ipv6, ipv4 }: PlanNode): string {
  return [ipv6, ipv4].filter((prefix) => prefix !== null).join(' ');
}
