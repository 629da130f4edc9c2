import ProblemIcon from '@mui/icons-material/WarningAmberRounded';
import type { ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { PlanEntry, PlanNode } from '../../src-core/plan/node.ts';
import type { Finding } from '../../src-core/plan/rules.ts';
import type { Column } from '../components/data-table/column.ts';
import { formatShare, type RowFigures } from './row-figures.ts';
import styles from './plan-tree.module.css';

/** What a row of the tree shows besides the name. */
export interface TreeRowData {
  readonly entry: PlanEntry;
  /** Null where nothing is below it. */
  readonly figures: RowFigures | null;
  readonly findings: readonly Finding[];
}

export const roleLabels: Record<PlanNode['role'], string> = {
  container: 'Container',
  site: 'Site',
  lan: 'LAN',
  'point-to-point': 'Point-to-point',
  loopback: 'Loopback',
  pool: 'Pool',
  customer: 'Customer',
  host: 'Host',
};

/** Each with a sign of its own, so that the state is not told by colour alone. */
export const statusLabels: Record<PlanNode['status'], { readonly sign: string; readonly label: string }> = {
  planned: { sign: '○', label: 'Planned' },
  reserved: { sign: '◐', label: 'Reserved' },
  used: { sign: '●', label: 'In use' },
  retiring: { sign: '◌', label: 'Retiring' },
};

/** The name stands first in every row and is drawn by the row itself. */
export const nameColumn = { id: 'name', label: 'Name', width: 172, grow: 3, pinned: true } as const;

export const planColumns: readonly Column<TreeRowData>[] = [
  { ...nameColumn, render: ({ entry }) => entry.node.name },
  { id: 'ipv6', label: 'IPv6', width: 178, grow: 1, render: ({ entry }) => <Mono text={entry.node.ipv6} /> },
  { id: 'ipv4', label: 'IPv4', width: 136, render: ({ entry }) => <Mono text={entry.node.ipv4} /> },
  {
    id: 'role',
    label: 'Role',
    width: 104,
    render: ({ entry }) => <Cut text={roleLabels[entry.node.role]} />,
  },
  {
    id: 'status',
    label: 'Status',
    width: 88,
    render: ({ entry }) => <StatusCell status={entry.node.status} />,
  },
  {
    id: 'site',
    label: 'Site',
    width: 72,
    render: ({ entry }) => <Cut text={visibleText(entry.node.site)} />,
  },
  { id: 'vlan', label: 'VLAN', width: 48, align: 'right', render: ({ entry }) => entry.node.vlan },
  { id: 'used', label: 'Used', width: 88, render: (row) => <Used {...row} /> },
  {
    id: 'problems',
    label: 'Problems',
    width: 80,
    render: ({ findings }) => <Problems findings={findings} />,
  },
];

function Mono({ text }: { readonly text: string | null }): ReactElement | null {
  return text === null ? null : (
    <span className={`${styles.cut} ${styles.mono}`} title={text}>
      {text}
    </span>
  );
}

function Cut({ text }: { readonly text: string }): ReactElement {
  return (
    <span className={styles.cut} title={text}>
      {text}
    </span>
  );
}

/** A state as its sign and its word. */
export function StatusCell({ status }: { readonly status: PlanNode['status'] }): ReactElement {
  const { sign, label } = statusLabels[status];
  return (
    <span className={styles.status} data-status={status}>
      <span aria-hidden="true" className={styles.sign}>
        {sign}
      </span>
      {label}
    </span>
  );
}

function Used({ figures }: TreeRowData): ReactElement | null {
  if (figures === null) return null;
  const { share } = figures;
  return (
    <span
      className={styles.used}
      title={`${formatShare(share)} of IPv${figures.family} is taken by what is right below`}
    >
      <span aria-hidden="true" className={styles.bar}>
        <span className={styles.filled} style={{ '--share': `${share * 100}%` }} />
      </span>
      <span className={styles.share}>{formatShare(share)}</span>
    </span>
  );
}

function Problems({ findings }: { readonly findings: readonly Finding[] }): ReactElement | null {
  if (findings.length === 0) return null;
  return (
    <span className={styles.problems} title={findings.map(({ message }) => visibleText(message)).join('\n')}>
      <ProblemIcon fontSize="inherit" aria-hidden="true" />
      {findings.length}
      <span className={styles.unseen}>{findings.length === 1 ? ' problem' : ' problems'}</span>
    </span>
  );
}
