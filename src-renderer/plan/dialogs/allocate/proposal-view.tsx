import Alert from '@mui/material/Alert';
import { useMemo, type ReactElement } from 'react';
import type { Family } from '../../../../src-core/net/address.ts';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { AllocationRequest, Placement } from '../../../../src-core/plan/allocate.ts';
import { extentIn } from '../../../../src-core/plan/node.ts';
import { entryAt, type Plan } from '../../../../src-core/plan/tree.ts';
import type { Column } from '../../../components/data-table/column.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { formatPlural } from '../../../components/format.ts';
import shell from '../shell/shell.module.css';
import styles from './allocate.module.css';
import type { AllocateOrder } from './order.ts';
import { barParts, barRuns, takenParts, type BarState } from './parent-bar.ts';
import type { Proposal, Proposed } from './proposal.ts';

interface ProposalViewProps {
  readonly plan: Plan;
  /** Null while a field cannot be read. */
  readonly order: AllocateOrder | null;
  readonly proposal: Proposal;
}

/** Where the new prefixes would go: as a bar of the node above, and as a table. */
export function ProposalView({ plan, order, proposal }: ProposalViewProps): ReactElement {
  const { items, problem } = proposal;
  const columns = useMemo(() => columnsOf(order), [order]);
  const places = (side: 'six' | 'four'): Placement[] => items.flatMap((item) => item[side] ?? []);
  return (
    <section className={styles.preview} aria-label="Preview">
      <h3 className={shell.heading}>
        {order === null || problem !== null ? 'Preview' : `Preview: ${formatPlural(items.length, 'node')}`}
      </h3>
      {order?.six != null && <ParentBar plan={plan} request={order.six} which={6} places={places('six')} />}
      {order?.four != null && (
        <ParentBar plan={plan} request={order.four} which={4} places={places('four')} />
      )}
      <Legend />
      {problem !== null && (
        <Alert severity="error" variant="outlined" role="status" className={styles.problem ?? ''}>
          {problem}
        </Alert>
      )}
      <div className={styles.table}>
        <DataTable
          label="New nodes"
          columns={columns}
          count={items.length}
          rowAt={(index) => items[index]}
          rowKey={keyOf}
          rowName={(row) => visibleText(row.name, 60)}
          sort={null}
          onSort={() => undefined}
          empty={
            <p className={`${shell.quiet} ${styles.nothing}`}>
              {order === null ? 'A field has a mistake: see below it.' : 'Nothing can be placed like this.'}
            </p>
          }
        />
      </div>
    </section>
  );
}

function keyOf({ six, four }: Proposed): string {
  return `${six?.prefix ?? ''} ${four?.prefix ?? ''}`;
}

function columnsOf(order: AllocateOrder | null): Column<Proposed>[] {
  const prefix = (side: 'six' | 'four', label: string, width: number): Column<Proposed> => ({
    id: side,
    label,
    width,
    grow: 2,
    render: (row) => {
      const place = row[side];
      if (place === null) return null;
      return (
        <span className={shell.mono}>
          {place.prefix}
          {place.growth !== null && <span className={shell.quiet}> kept: /{place.growth}</span>}
        </span>
      );
    },
  });
  return [
    { id: 'name', label: 'Name', width: 120, grow: 1, render: (row) => visibleText(row.name, 80) },
    ...(order?.six == null ? [] : [prefix('six', 'IPv6', 200)]),
    ...(order?.four == null ? [] : [prefix('four', 'IPv4', 130)]),
    ...(order?.firstVlan == null
      ? []
      : [{ id: 'vlan', label: 'VLAN', width: 70, render: (row: Proposed) => row.vlan }]),
    ...(order === null || (order.gateway6 === 'none' && order.gateway4 === 'none')
      ? []
      : [
          {
            id: 'gateways',
            label: 'Gateway',
            width: 170,
            grow: 1,
            render: (row: Proposed) => <span className={shell.mono}>{row.gateways.join(' ')}</span>,
          },
        ]),
  ];
}

interface ParentBarProps {
  readonly plan: Plan;
  readonly request: AllocationRequest;
  readonly which: Family;
  readonly places: readonly Placement[];
}

/** The space of the node above as a thin bar; what it shows stands in the table below, so it is hidden from readers. */
function ParentBar({ plan, request, which, places }: ParentBarProps): ReactElement | null {
  const { parent } = request;
  const extent = extentIn(entryAt(plan, parent), which);
  const taken = useMemo(
    () => (extent === undefined ? undefined : takenParts(plan, parent, extent, which)),
    [plan, parent, extent, which],
  );
  if (extent === undefined || taken === undefined) return null;
  return (
    <div className={styles.bar}>
      <span className={`${shell.mono} ${styles.barName}`}>{extent.prefix}</span>
      <svg viewBox={`0 0 ${barParts} 10`} preserveAspectRatio="none" aria-hidden="true">
        {barRuns(taken, extent, places).map(({ from, end, state }) => (
          // What is smaller than a pixel is drawn two wide: it is what the picture is for.
          <rect
            key={from}
            x={from}
            y="0"
            height="10"
            width={state === 'new' ? Math.max(end - from, 4) : end - from}
            className={styles[state]}
          />
        ))}
      </svg>
    </div>
  );
}

const legend: readonly (readonly [BarState, string])[] = [
  ['new', 'New'],
  ['growth', 'Kept for the new'],
  ['taken', 'Taken'],
  ['kept', 'Kept for others'],
  ['free', 'Free'],
];

function Legend(): ReactElement {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {legend.map(([state, label]) => (
        <li key={state}>
          <svg width="10" height="10">
            <rect width="10" height="10" className={styles[state]} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
