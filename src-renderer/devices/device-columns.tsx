import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { DeviceRow } from '../../src-core/api/devices.ts';
import { family } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { AddressText } from '../components/address-text.tsx';
import type { Column } from '../components/data-table/column.ts';
import styles from '../components/host-cells.module.css';
import { RoleIcon, roleLabels, VendorText } from '../components/host-cells.tsx';
import { StateLabel, type Tone } from '../components/state-label.tsx';
import { AgeText } from '../components/time-text.tsx';

export const statusLabels: Record<DeviceRow['status'], { tone: Tone; text: string; title: string }> = {
  new: { tone: 'new', text: 'new', title: 'First seen in the last complete scan of its links' },
  changed: {
    tone: 'changed',
    text: 'changed',
    title: 'Something about it changed in the last complete scan',
  },
  present: { tone: 'plain', text: 'present', title: 'Seen in the last complete scan of its links' },
  gone: { tone: 'gone', text: 'gone', title: 'Not seen in the last complete scan of its links' },
};

/** Names are bounded in cells; the device page shows them whole. */
const cellLimit = 120;

type Listed = DeviceRow['addresses'][number];

function AddressCell({ list }: { readonly list: readonly Listed[] }): ReactElement | null {
  const first = list[0];
  if (first === undefined) return null;
  return (
    <>
      <AddressText target={first} tabStop={false} />
      {list.length > 1 && <span className={styles.more}>+{list.length - 1}</span>}
    </>
  );
}

const six = (row: DeviceRow): Listed[] => row.addresses.filter(({ address }) => family(address) === 6);

export const deviceColumns: readonly Column<DeviceRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 200,
    grow: 1.2,
    sortable: true,
    pinned: true,
    render: (row) => (
      <>
        <RoleIcon role={row.role} />
        <Link
          to="/devices/$id"
          params={{ id: String(row.id) }}
          tabIndex={-1}
          className={`${styles.clip} ${styles.link}`}
          title={visibleText(row.name)}
        >
          {visibleText(row.name, cellLimit)}
        </Link>
      </>
    ),
  },
  {
    id: 'status',
    label: 'Status',
    width: 88,
    sortable: true,
    render: ({ status }) => <StateLabel {...statusLabels[status]} />,
  },
  {
    id: 'routed',
    label: 'Global and ULA',
    width: 270,
    grow: 1.2,
    render: (row) => (
      <AddressCell list={six(row).filter(({ address }) => kindOf(address) !== 'link-local')} />
    ),
  },
  {
    id: 'link-local',
    label: 'Link-local',
    width: 240,
    grow: 1,
    render: (row) => (
      <AddressCell list={six(row).filter(({ address }) => kindOf(address) === 'link-local')} />
    ),
  },
  {
    id: 'address',
    label: 'IPv4',
    width: 140,
    render: (row) => <AddressCell list={row.addresses.filter(({ address }) => family(address) === 4)} />,
  },
  {
    id: 'mac',
    label: 'MAC',
    width: 146,
    sortable: true,
    render: ({ mac }) => <span className={styles.mono}>{mac}</span>,
  },
  {
    id: 'vendor',
    label: 'Vendor',
    width: 130,
    grow: 1,
    sortable: true,
    render: ({ vendor, macOrigin }) => <VendorText vendor={vendor} origin={macOrigin} />,
  },
  {
    id: 'role',
    label: 'Role',
    width: 110,
    sortable: true,
    optional: true,
    render: ({ role }) => roleLabels[role],
  },
  {
    id: 'tags',
    label: 'Tags',
    width: 120,
    grow: 0.6,
    render: ({ tags }) => (
      <span className={styles.clip} title={tags.map((tag) => visibleText(tag)).join(', ')}>
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {visibleText(tag, 64)}
          </span>
        ))}
      </span>
    ),
  },
  {
    id: 'zones',
    label: 'Interface',
    width: 100,
    optional: true,
    render: ({ zones }) => <span className={styles.clip}>{zones.join(', ')}</span>,
  },
  {
    id: 'services',
    label: 'Services',
    width: 140,
    grow: 0.6,
    optional: true,
    render: ({ services }) => (
      <span className={styles.clip}>{services.map((each) => visibleText(each, 40)).join(', ')}</span>
    ),
  },
  {
    id: 'firstSeen',
    label: 'First seen',
    width: 110,
    sortable: true,
    optional: true,
    render: ({ firstSeen }) => <AgeText at={firstSeen} />,
  },
  {
    id: 'lastSeen',
    label: 'Last seen',
    width: 112,
    sortable: true,
    render: ({ lastSeen }) => <AgeText at={lastSeen} />,
  },
];
