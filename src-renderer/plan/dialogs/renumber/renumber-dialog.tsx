import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { ParseError } from '../../../../src-core/net/parse-error.ts';
import { lengthOf, parsePrefix, prefixAt, type Prefix } from '../../../../src-core/net/prefix.ts';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { editNodes } from '../../../../src-core/plan/edit.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { renumber, renumberTable, type Renumbered } from '../../../../src-core/plan/renumber.ts';
import { announce } from '../../../components/announcer.tsx';
import { copyText } from '../../../components/clipboard.ts';
import type { Column } from '../../../components/data-table/column.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { formatCount, formatPlural } from '../../../components/format.ts';
import type { PlanView } from '../../plan-view.ts';
import { ChoiceLine, TextLine } from '../shell/fields.tsx';
import { tried } from '../shell/outcome.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import type { Read } from '../shell/read-text.ts';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';
import styles from './renumber.module.css';

interface RenumberDialogProps {
  readonly view: PlanView;
  readonly node: PlanNode;
  onClose(): void;
}

type Mode = 'prefix' | 'bits';

const modes = [
  { value: 'prefix', label: 'To a new prefix' },
  { value: 'bits', label: 'Keep only the bits under it: the prefix is delegated and changes' },
] as const;

const columns: readonly Column<Renumbered>[] = [
  { id: 'name', label: 'Name', width: 140, grow: 1, render: (row) => visibleText(row.name, 80) },
  {
    id: 'before',
    label: 'Before',
    width: 200,
    grow: 1,
    render: (row) => <span className={shell.mono}>{row.before}</span>,
  },
  {
    id: 'after',
    label: 'After',
    width: 200,
    grow: 1,
    render: (row) =>
      row.after === null ? (
        <span className={styles.misfit}>Does not fit</span>
      ) : (
        <span className={shell.mono}>{row.after}</span>
      ),
  },
];

/** The same plan under another prefix; what does not fit is said before anything changes. */
export function RenumberDialog({ view, node, onClose }: RenumberDialogProps): ReactElement {
  const { plan } = view;
  const [mode, setMode] = useState<Mode>(node.dynamic && node.ipv6 !== null ? 'bits' : 'prefix');
  const [text, setText] = useState('');
  const read = useMemo(() => readTarget(mode, text, node), [mode, text, node]);
  const target = useDeferredValue('value' in read ? read.value : null);
  const outcome = useMemo(
    () => (target === null ? null : tried(() => renumber(plan, node.id, target))),
    [plan, node, target],
  );
  const result = outcome?.value ?? null;
  const misfits = result?.misfits.length ?? 0;
  // What does not fit is what must be seen, so it comes first.
  const rows = useMemo(
    () => (result === null ? [] : [...result.misfits, ...result.rows.filter(({ after }) => after !== null)]),
    [result],
  );
  const done = (): void => {
    if (result === null || target === null) return;
    const after = result.apply();
    const label = `Renumber ${nodeTitle(node)} to ${target}`;
    view.apply(label, mode === 'bits' ? editNodes(after, [node.id], { dynamic: true }) : after);
    announce(`Renumbered ${formatPlural(result.rows.length, 'prefix', 'prefixes')}`);
    onClose();
  };
  const problem =
    text.trim() === '' && mode === 'prefix' ? undefined : 'problem' in read ? read.problem : undefined;
  return (
    <PlanDialog
      title={`Renumber ${nodeTitle(node)}`}
      action="Renumber"
      width="md"
      ready={result !== null && misfits === 0 && 'value' in read && read.value === target}
      aside={
        <Button
          color="inherit"
          disabled={rows.length === 0}
          onClick={() => {
            void copyText(renumberTable(rows)).then((copied) =>
              announce(
                copied ? 'Copied the table as Markdown' : 'The system did not let the page copy',
                !copied,
              ),
            );
          }}
        >
          Copy the table
        </Button>
      }
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <p className={shell.text}>
          Now{' '}
          <span className={shell.mono}>
            {[node.ipv6, node.ipv4].filter((each) => each !== null).join(' and ')}
          </span>
          . Everything below keeps its place from the first address on; gateways and DNS servers come along.
        </p>
        {node.ipv6 !== null && (
          <ChoiceLine label="How" value={mode} choices={modes} onChange={(next) => setMode(next)} />
        )}
        {mode === 'prefix' && (
          <TextLine
            first
            mono
            label="New prefix"
            value={text}
            problem={problem}
            placeholder={node.ipv6 === null ? '192.0.2.0/24' : '2001:db8::/32'}
            onChange={setText}
          />
        )}
        {outcome?.problem != null && <Alert severity="error">{visibleText(outcome.problem, 500)}</Alert>}
        {misfits > 0 && (
          <Alert severity="error">
            {formatCount(misfits)} of {formatPlural(rows.length, 'prefix', 'prefixes')}{' '}
            {misfits === 1 ? 'does' : 'do'} not fit into {target}:{' '}
            {misfits === 1 ? 'it stands' : 'they stand'} first in the table. Move or remove{' '}
            {misfits === 1 ? 'it' : 'them'}, or choose a larger prefix.
          </Alert>
        )}
        <div className={styles.table}>
          <DataTable
            label="Before and after"
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={(row) => row.id}
            rowName={(row) => row.before}
            sort={null}
            onSort={() => undefined}
            empty={
              <p className={`${shell.quiet} ${styles.nothing}`}>Type a prefix to see what becomes of each.</p>
            }
          />
        </div>
      </div>
    </PlanDialog>
  );
}

function readTarget(mode: Mode, text: string, node: PlanNode): Read<Prefix> {
  if (mode === 'bits') {
    return node.ipv6 === null
      ? { problem: 'This node has no IPv6 prefix' }
      : { value: prefixAt(0n, lengthOf(node.ipv6), 6) };
  }
  try {
    const value = parsePrefix(text.trim());
    const own = value.includes(':') ? node.ipv6 : node.ipv4;
    if (own === null) return { problem: `This node has no IPv${value.includes(':') ? 6 : 4} prefix` };
    return own === value ? { problem: 'That is the prefix it has' } : { value };
  } catch (error) {
    if (error instanceof ParseError) return { problem: error.message };
    throw error;
  }
}
