import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useMemo, useState, type ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { PlanVlan } from '../../../../src-core/plan/tree.ts';
import { removeVlan } from '../../../../src-core/plan/vlans.ts';
import { announce } from '../../../components/announcer.tsx';
import type { Column, Sort } from '../../../components/data-table/column.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FilterBox } from '../../../components/filter-box.tsx';
import { formatCount, formatPlural } from '../../../components/format.ts';
import type { PlanView } from '../../plan-view.ts';
import shell from '../shell/shell.module.css';
import { VlanDialog } from './vlan-dialog.tsx';
import { filterVlans, nodesOf, vlanKey, vlanRows, withMissing, type VlanRow } from './vlan-usage.ts';
import styles from './vlans.module.css';

/** The VLANs of the plan, and how many nodes have each. */
export function VlansPanel({ view }: { readonly view: PlanView }): ReactElement {
  const { plan } = view;
  const { rows, missing } = useMemo(() => vlanRows(plan), [plan]);
  const [sort, setSort] = useState<Sort | null>(null);
  const [open, setOpen] = useState<PlanVlan | 'new' | null>(null);
  const [filter, setFilter] = useState('');
  const sorted = useMemo(() => sortRows(filterVlans(rows, filter), sort), [rows, filter, sort]);
  const columns = useMemo(() => columnsOf(view), [view]);
  return (
    <section className={styles.panel} aria-label="VLANs">
      <div className={styles.bar}>
        {rows.length > 0 && (
          <FilterBox label="Filter number, name, site…" value={filter} onChange={setFilter} />
        )}
        <span className={shell.quiet} role="status">
          {filter.trim() === '' || rows.length === 0
            ? formatPlural(rows.length, 'VLAN')
            : `${formatCount(sorted.length)} of ${formatPlural(rows.length, 'VLAN')}`}
        </span>
        <span className={styles.space} />
        <Button variant="contained" onClick={() => setOpen('new')}>
          Add a VLAN
        </Button>
      </div>
      {missing.length > 0 && (
        <Alert
          severity="info"
          className={styles.notice ?? ''}
          action={
            <Button
              color="inherit"
              onClick={() => {
                view.apply(
                  `Add ${formatPlural(missing.length, 'VLAN')} of nodes`,
                  withMissing(plan, missing),
                );
                announce(`${formatPlural(missing.length, 'VLAN')} added`);
              }}
            >
              Add {missing.length === 1 ? 'it' : 'them'}
            </Button>
          }
        >
          {formatPlural(missing.length, 'number')} that nodes have {missing.length === 1 ? 'is' : 'are'} not
          in this list:{' '}
          {missing
            .slice(0, 6)
            .map(({ vid, site }) => (site === '' ? vid : `${vid} at ${visibleText(site, 30)}`))
            .join(', ')}
          {missing.length > 6 && ' …'}
        </Alert>
      )}
      <div className={styles.table}>
        <DataTable
          label="VLANs"
          columns={columns}
          count={sorted.length}
          rowAt={(index) => sorted[index]}
          rowKey={(row) => vlanKey(row.vlan)}
          rowName={(row) => `VLAN ${row.vlan.vid}`}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => setOpen(row.vlan)}
          empty={
            rows.length === 0 ? (
              <EmptyState title="No VLANs yet">
                A VLAN has a number that is unique at its site; nodes refer to it by that number.
              </EmptyState>
            ) : (
              <EmptyState title="No VLAN matches">
                Its number, name, site or notes have to have all that was typed.
              </EmptyState>
            )
          }
        />
      </div>
      {open !== null && (
        <VlanDialog view={view} vlan={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

function sortRows(rows: readonly VlanRow[], sort: Sort | null): readonly VlanRow[] {
  if (sort === null) return rows;
  const sign = sort.descending ? -1 : 1;
  const compare = (one: VlanRow, other: VlanRow): number => {
    if (sort.id === 'vid') return one.vlan.vid - other.vlan.vid;
    if (sort.id === 'nodes') return one.nodes - other.nodes;
    return sort.id === 'site'
      ? one.vlan.site.localeCompare(other.vlan.site)
      : one.vlan.name.localeCompare(other.vlan.name);
  };
  return rows.toSorted((one, other) => sign * compare(one, other));
}

function columnsOf(view: PlanView): Column<VlanRow>[] {
  return [
    { id: 'vid', label: 'Number', width: 90, sortable: true, render: ({ vlan }) => vlan.vid },
    {
      id: 'name',
      label: 'Name',
      width: 160,
      grow: 1,
      sortable: true,
      render: ({ vlan }) => visibleText(vlan.name, 80),
    },
    {
      id: 'site',
      label: 'Site',
      width: 130,
      grow: 1,
      sortable: true,
      render: ({ vlan }) => visibleText(vlan.site, 80),
    },
    {
      id: 'nodes',
      label: 'Nodes',
      width: 110,
      sortable: true,
      render: ({ vlan, nodes }) =>
        nodes === 0 ? (
          <span className={shell.quiet}>none</span>
        ) : (
          <Button
            color="inherit"
            tabIndex={-1}
            className={styles.link ?? ''}
            onClick={() => view.select(nodesOf(view.plan, vlan))}
          >
            {formatCount(nodes)}, show
          </Button>
        ),
    },
    { id: 'notes', label: 'Notes', width: 160, grow: 2, render: ({ vlan }) => visibleText(vlan.notes, 200) },
    {
      id: 'remove',
      label: 'Action',
      width: 100,
      render: ({ vlan }) => (
        <Button
          color="error"
          tabIndex={-1}
          className={styles.link ?? ''}
          onClick={() => {
            view.apply(`Remove VLAN ${vlan.vid}`, removeVlan(view.plan, vlan));
            announce(`VLAN ${vlan.vid} removed from the list; undo brings it back`);
          }}
        >
          Remove
        </Button>
      ),
    },
  ];
}
