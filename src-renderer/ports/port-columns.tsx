import type { OpenPort } from '../../src-core/api/ports.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { AddressText } from '../components/address-text.tsx';
import type { Column } from '../components/data-table/column.ts';
import { formatRtt } from '../components/format.ts';
import { bannerText, isSilent, serviceText } from './port-rows.ts';
import styles from './ports-page.module.css';

export const portColumns: readonly Column<OpenPort>[] = [
  {
    id: 'address',
    label: 'Address',
    width: 210,
    grow: 1.2,
    sortable: true,
    pinned: true,
    render: ({ target }) => (
      <AddressText target={{ address: target.address, zone: target.zone ?? undefined }} tabStop={false} />
    ),
  },
  {
    id: 'port',
    label: 'Port',
    width: 76,
    align: 'right',
    sortable: true,
    render: ({ port }) => <span className={styles.number}>{port}</span>,
  },
  {
    id: 'service',
    label: 'Service',
    width: 140,
    sortable: true,
    render: (row) => (
      <span
        className={styles.cut}
        title={
          row.banner?.protocol == null
            ? 'the name that is registered for the port; it was not asked'
            : 'as it says itself'
        }
      >
        {serviceText(row)}
      </span>
    ),
  },
  {
    id: 'banner',
    label: 'What it says',
    width: 220,
    grow: 3,
    sortable: true,
    render: (row) => (
      <span
        className={`${styles.cut} ${isSilent(row) ? styles.count : ''}`}
        title={row.banner === null ? '' : visibleText(row.banner.text, 500)}
      >
        {bannerText(row)}
      </span>
    ),
  },
  {
    id: 'rtt',
    label: 'Connected in',
    width: 96,
    align: 'right',
    sortable: true,
    render: ({ rttMs }) => <span className={styles.number}>{formatRtt(rttMs)}</span>,
  },
];
