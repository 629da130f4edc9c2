import { useMemo, useState, type ReactElement } from 'react';
import type { RandomTargetItem } from '../../src-core/api/random-targets.ts';
import { compareAddresses } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { AddressText } from '../components/address-text.tsx';
import { nextSort, type Column, type Sort } from '../components/data-table/column.ts';
import { DataTable } from '../components/data-table/data-table.tsx';
import { formatRtt } from '../components/format.ts';
import styles from './random-targets-page.module.css';
import { StateLabel, type Tone } from '../components/state-label.tsx';

const tones: Record<RandomTargetItem['outcome'], Tone> = {
  answered: 'good',
  unreachable: 'changed',
  silent: 'plain',
};

const columns: readonly Column<RandomTargetItem>[] = [
  {
    id: 'address',
    label: 'Address',
    width: 320,
    grow: 1,
    sortable: true,
    render: ({ address, zone }) => (
      <AddressText target={{ address, zone: zone ?? undefined }} tabStop={false} />
    ),
  },
  {
    id: 'outcome',
    label: 'Outcome',
    width: 120,
    sortable: true,
    render: ({ outcome }) => <StateLabel tone={tones[outcome]} text={outcome} />,
  },
  {
    id: 'rtt',
    label: 'Round trip',
    width: 110,
    align: 'right',
    sortable: true,
    render: ({ rttMs }) => formatRtt(rttMs),
  },
  {
    id: 'from',
    label: 'Said by',
    width: 260,
    grow: 1,
    render: ({ from, zone, message }) => (
      <>
        {from !== null && <AddressText target={{ address: from, zone: zone ?? undefined }} tabStop={false} />}
        {message !== null && <span> {visibleText(message, 100)}</span>}
      </>
    ),
  },
];

function compare(sort: Sort): (one: RandomTargetItem, other: RandomTargetItem) => number {
  const sign = sort.descending ? -1 : 1;
  return (one, other) => {
    if (sort.id === 'rtt' && one.rttMs !== other.rttMs) {
      if (one.rttMs === null || other.rttMs === null) return one.rttMs === null ? 1 : -1;
      return sign * (one.rttMs - other.rttMs);
    }
    if (sort.id === 'outcome' && one.outcome !== other.outcome)
      return one.outcome < other.outcome ? -sign : sign;
    return sign * compareAddresses(one.address, other.address);
  };
}

interface RandomTableProps {
  readonly items: readonly RandomTargetItem[];
  readonly going: boolean;
}

/** The addresses that were asked and what they said. */
export function RandomTable({ items, going }: RandomTableProps): ReactElement {
  const [sort, setSort] = useState<Sort>(nextSort(null, 'address'));
  const sorted = useMemo(() => items.toSorted(compare(sort)), [items, sort]);
  return (
    <DataTable
      label="Addresses"
      columns={columns}
      count={sorted.length}
      rowAt={(index) => sorted[index]}
      rowKey={({ address }) => address}
      rowName={({ address }) => address}
      sort={sort}
      onSort={setSort}
      empty={<p className={styles.empty}>{going ? 'Nothing has answered yet.' : 'Nothing has answered.'}</p>}
    />
  );
}
