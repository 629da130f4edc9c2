import type { HostPorts, PortState } from '../../src-core/api/ports.ts';
import { AddressText } from '../components/address-text.tsx';
import type { Column } from '../components/data-table/column.ts';
import { formatCount, formatRtt } from '../components/format.ts';
import { countOf } from './host-rows.ts';
import { groupsText } from './port-rows.ts';
import styles from './ports-page.module.css';

function count(id: PortState, label: string, width: number): Column<HostPorts> {
  return {
    id,
    label,
    width,
    align: 'right',
    sortable: true,
    render: (row) => <span className={styles.number}>{formatCount(countOf(row, id))}</span>,
  };
}

/** What each host came to: how many ports of it in each state, and why. */
export const hostColumns: readonly Column<HostPorts>[] = [
  {
    id: 'address',
    label: 'Address',
    width: 200,
    grow: 1.2,
    sortable: true,
    pinned: true,
    render: ({ target }) => (
      <AddressText target={{ address: target.address, zone: target.zone ?? undefined }} tabStop={false} />
    ),
  },
  count('open', 'Open', 68),
  count('closed', 'Closed', 78),
  count('filtered', 'Filtered', 84),
  count('unknown', 'Not known', 98),
  {
    id: 'why',
    label: 'Why not open',
    width: 160,
    grow: 3,
    sortable: true,
    render: (row) => {
      const text = groupsText(row) || 'every port that was asked is open';
      return (
        <span className={styles.cut} title={text}>
          {text}
        </span>
      );
    },
  },
  {
    id: 'rtt',
    label: 'Round trip',
    width: 96,
    align: 'right',
    sortable: true,
    render: ({ rttMs }) => <span className={styles.number}>{formatRtt(rttMs)}</span>,
  },
];
