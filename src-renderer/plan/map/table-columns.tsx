import type { ReactElement } from 'react';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { PlanEntry } from '../../../src-core/plan/node.ts';
import { childrenOf, nodeAt, type Plan } from '../../../src-core/plan/tree.ts';
import type { Column } from '../../components/data-table/column.ts';
import { roleLabels, StatusCell, statusLabels } from '../plan-columns.tsx';
import styles from './plan-table.module.css';

/** A column of the table of all nodes, with what an export writes for it. */
export interface TableColumn extends Column<PlanEntry> {
  text(entry: PlanEntry): string;
}

/** The longest text of a cell; the side panel shows all of it. */
const cellLimit = 120;

/** The columns of the table; what stands above and below a node is looked up in the plan. */
export function tableColumns(plan: Plan): readonly TableColumn[] {
  const column = (
    id: string,
    label: string,
    width: number,
    text: (entry: PlanEntry) => string,
    more: Partial<TableColumn> = {},
  ): TableColumn => ({
    id,
    label,
    width,
    sortable: true,
    text,
    render: (entry) => <Cut text={visibleText(text(entry), cellLimit)} />,
    ...more,
  });
  const mono = (text: (entry: PlanEntry) => string): Pick<TableColumn, 'render'> => ({
    render: (entry) => <Cut text={text(entry)} mono />,
  });
  const six = ({ node }: PlanEntry): string => node.ipv6 ?? '';
  const four = ({ node }: PlanEntry): string => node.ipv4 ?? '';
  return [
    column('name', 'Name', 180, ({ node }) => node.name, { grow: 1.2, pinned: true }),
    column('ipv6', 'IPv6', 190, six, { grow: 1, ...mono(six) }),
    column('ipv4', 'IPv4', 130, four, mono(four)),
    column('status', 'Status', 112, ({ node }) => statusLabels[node.status].label, {
      render: ({ node }) => <StatusCell status={node.status} />,
    }),
    column('role', 'Role', 116, ({ node }) => roleLabels[node.role]),
    column('site', 'Site', 100, ({ node }) => node.site),
    column('vlan', 'VLAN', 64, ({ node }) => String(node.vlan ?? ''), { align: 'right' }),
    column(
      'above',
      'Under',
      130,
      ({ node }) => (node.parent === null ? '' : (nodeAt(plan, node.parent)?.name ?? '')),
      {
        grow: 0.6,
      },
    ),
    column('below', 'Nodes below', 96, ({ node }) => String(childrenOf(plan, node.id).length || ''), {
      align: 'right',
      optional: true,
    }),
    column('tags', 'Tags', 120, ({ node }) => node.tags.join(', '), { optional: true }),
    column('gateways', 'Gateways', 180, ({ node }) => node.gateways.join(', '), {
      sortable: false,
      optional: true,
    }),
    column('notes', 'Notes', 200, ({ node }) => node.notes, { grow: 0.6, optional: true }),
  ];
}

function Cut({
  text,
  mono = false,
}: {
  readonly text: string;
  readonly mono?: boolean;
}): ReactElement | null {
  return text === '' ? null : (
    <span className={mono ? `${styles.cut} ${styles.mono}` : styles.cut} title={text}>
      {text}
    </span>
  );
}
