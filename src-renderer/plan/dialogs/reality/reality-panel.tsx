import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { tryParseScoped } from '../../../../src-core/net/zone.ts';
import { api } from '../../../app/api.ts';
import { failureText } from '../../../app/failure.ts';
import { AddressText } from '../../../components/address-text.tsx';
import { announce } from '../../../components/announcer.tsx';
import type { Column } from '../../../components/data-table/column.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { FilterBox } from '../../../components/filter-box.tsx';
import { formatCount, formatPlural } from '../../../components/format.ts';
import { AgeText } from '../../../components/time-text.tsx';
import type { PlanView } from '../../plan-view.ts';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';
import {
  filterReality,
  offerOf,
  realityKinds,
  realityRows,
  takeIn,
  type RealityKind,
  type RealityRow,
} from './reality-rows.ts';
import styles from './reality.module.css';

const realityQuery = queryOptions({
  queryKey: ['plans', 'reality'],
  queryFn: () => api.plans.reality({}),
});

const kindLabels: Record<RealityKind, string> = {
  'used-though-free': 'In use though free',
  'unknown-prefix': 'Unknown prefix',
  'unknown-host': 'Unknown host',
  'not-seen': 'Planned, not seen',
};

/** The plan beside what was found on the links: what the one has and the other does not. */
export function RealityPanel({ view }: { readonly view: PlanView }): ReactElement {
  const found = useQuery(realityQuery);
  const [kind, setKind] = useState<RealityKind | 'all'>('all');
  // A large plan is compared while the page goes on: each thing found is a search.
  const plan = useDeferredValue(view.plan);
  const rows = useMemo(
    () => (found.data === undefined ? [] : realityRows(plan, found.data)),
    [plan, found.data],
  );
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter);
  const matching = useMemo(() => filterReality(rows, wanted), [rows, wanted]);
  const shown = useMemo(
    () => (kind === 'all' ? matching : matching.filter((row) => row.kind === kind)),
    [matching, kind],
  );
  const columns = useMemo(() => columnsOf(view), [view]);
  if (found.error !== null)
    return (
      <FailureNotice
        error={found.error}
        what="What was found could not be read"
        retry={() => void found.refetch()}
      />
    );
  const scannedAt = found.data?.scannedAt ?? null;
  const addable = shown.filter((row) => offerOf(row) !== null);
  return (
    <section className={styles.panel} aria-label="Plan and reality">
      <div className={styles.bar}>
        <FilterBox label="Filter address, node, device…" value={filter} onChange={setFilter} />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={kind}
          aria-label="What is shown"
          onChange={(_event, next: RealityKind | 'all' | null) => {
            if (next !== null) setKind(next);
          }}
        >
          <ToggleButton value="all">All {formatCount(matching.length)}</ToggleButton>
          {realityKinds.map((each) => (
            <ToggleButton key={each} value={each}>
              {kindLabels[each]} {formatCount(matching.filter((row) => row.kind === each).length)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {filter.trim() !== '' && (
          <span className={shell.quiet} role="status">
            {formatCount(shown.length)} of {formatCount(rows.length)}
          </span>
        )}
        <span className={styles.space} />
        <span className={shell.quiet}>
          {scannedAt === null ? (
            'No link was searched yet'
          ) : (
            <>
              Last search <AgeText at={scannedAt} />
            </>
          )}
        </span>
        <Button color="inherit" disabled={addable.length === 0} onClick={() => take(view, addable)}>
          Take in all ({formatCount(addable.length)})
        </Button>
      </div>
      {found.data !== undefined && found.data.warnings.length > 0 && (
        <Alert severity="warning">
          Not all could be looked at: {visibleText(found.data.warnings.join(' '), 500)}
        </Alert>
      )}
      {scannedAt !== null && rows.length === 0 && (
        <Alert severity="success">Nothing that was found contradicts the plan.</Alert>
      )}
      <div className={styles.table}>
        <DataTable
          label="Plan and reality"
          columns={columns}
          count={shown.length}
          rowAt={(index) => shown[index]}
          rowKey={(row) => row.key}
          rowName={(row) => row.what}
          sort={null}
          onSort={() => undefined}
          onOpen={(row) => {
            if (row.node !== null) view.select([row.node.id], row.node.id);
          }}
          empty={
            scannedAt === null && found.isSuccess ? (
              <EmptyState title="Nothing was found yet" action={<Link to="/discover">Go to Discover</Link>}>
                Search a link first: its hosts and prefixes are then laid over this plan.
              </EmptyState>
            ) : (
              <p className={`${shell.quiet} ${styles.nothing}`}>
                {wanted.trim() === '' ? 'Nothing of this kind.' : 'Nothing here matches what was typed.'}
              </p>
            )
          }
        />
      </div>
    </section>
  );
}

function take(view: PlanView, rows: readonly RealityRow[]): void {
  try {
    const { plan, ids } = takeIn(view.plan, rows);
    if (ids.length === 0) {
      announce('That is in the plan already');
      return;
    }
    view.apply(
      `Take in ${formatPlural(ids.length, 'thing')} that ${ids.length === 1 ? 'was' : 'were'} found`,
      plan,
    );
    view.select(ids, ids[0] ?? null);
    announce(`${formatPlural(ids.length, 'node')} added or marked as in use`);
  } catch (error) {
    announce(`Nothing was taken in: ${failureText(error)}`, true);
  }
}

function columnsOf(view: PlanView): Column<RealityRow>[] {
  return [
    { id: 'kind', label: 'Difference', width: 150, render: (row) => kindLabels[row.kind] },
    {
      id: 'what',
      label: 'Address or prefix',
      width: 220,
      grow: 1,
      render: ({ what, zone }) => {
        const target = tryParseScoped(`${what}%${zone ?? ''}`) ?? tryParseScoped(what);
        if (target === undefined) return <span className={shell.mono}>{what}</span>;
        return <AddressText target={target} tabStop={false} />;
      },
    },
    {
      id: 'node',
      label: 'Node',
      width: 160,
      grow: 1,
      render: ({ node }) =>
        node === null ? (
          <span className={shell.quiet}>none</span>
        ) : (
          <Button
            color="inherit"
            tabIndex={-1}
            className={styles.link ?? ''}
            onClick={() => view.select([node.id], node.id)}
          >
            {nodeTitle(node)}
          </Button>
        ),
    },
    {
      id: 'found',
      label: 'Found as',
      width: 160,
      grow: 1,
      render: ({ device, zone }) =>
        device === null ? (
          zone === null ? null : (
            `on ${visibleText(zone, 40)}`
          )
        ) : (
          <Link to="/devices/$id" params={{ id: String(device.id) }} tabIndex={-1}>
            {visibleText(device.name, 60) || `Device ${device.id}`}
          </Link>
        ),
    },
    {
      id: 'seen',
      label: 'Last seen',
      width: 110,
      render: ({ lastSeen }) => (lastSeen === null ? null : <AgeText at={lastSeen} />),
    },
    {
      id: 'offer',
      label: 'Action',
      width: 150,
      render: (row) => {
        const offer = offerOf(row);
        return offer === null ? null : (
          <Button tabIndex={-1} className={styles.link ?? ''} onClick={() => take(view, [row])}>
            {offer === 'add' ? 'Add to the plan' : 'Mark as in use'}
          </Button>
        );
      },
    },
  ];
}
