import type { ReactElement } from 'react';
import { sourceLabels, type Host, type HostAddress } from '../../src-core/api/discovery.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { addressMarks, markedHostAddress } from '../components/address-marks.ts';
import { AddressText } from '../components/address-text.tsx';
import type { Column } from '../components/data-table/column.ts';
import { formatRtt } from '../components/format.ts';
import { StateLabel } from '../components/state-label.tsx';
import styles from '../components/host-cells.module.css';
import { RoleIcon, roleLabels, VendorText } from '../components/host-cells.tsx';
import type { HostRow } from './host-rows.ts';

const sourceShort: Partial<Record<Host['sources'][number], string>> = {
  neighbours: 'Neighbours',
  'multicast-echo': 'Echo',
  'neighbour-probe': 'Probe',
  'own-addresses': 'Own',
};

/** How long a name is at most in a cell; the whole name stands in the details. */
const cellLimit = 120;

function AddressCell({ list }: { readonly list: readonly HostAddress[] }): ReactElement | null {
  const first = list[0];
  if (first === undefined) return null;
  return (
    <>
      <AddressText target={first} marks={addressMarks(markedHostAddress(first), false)} tabStop={false} />
      {list.length > 1 && (
        <span
          className={styles.more}
          title={list.map(({ address, zone }) => `${address}%${zone}`).join('\n')}
        >
          +{list.length - 1}
        </span>
      )}
    </>
  );
}

function NameCell({ host, title }: HostRow): ReactElement {
  return (
    <>
      <RoleIcon role={host.role} />
      <span
        className={host.name === null ? `${styles.clip} ${styles.quiet}` : `${styles.clip} ${styles.name}`}
        title={visibleText(title)}
      >
        {host.name === null ? 'no name' : visibleText(title, cellLimit)}
      </span>
    </>
  );
}

function serviceNames(host: Host): string {
  return [
    ...new Set(
      host.services.map(({ type }) => visibleText(type.replace(/\._(tcp|udp)$/, '').replace(/^_/, ''), 40)),
    ),
  ].join(', ');
}

export const hostColumns: readonly Column<HostRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 164,
    grow: 1.2,
    sortable: true,
    pinned: true,
    render: (row) => <NameCell {...row} />,
  },
  {
    id: 'change',
    label: 'State',
    width: 76,
    sortable: true,
    render: ({ host }) =>
      host.change === 'new' ? (
        <StateLabel tone="new" text="new" title="Never seen before" />
      ) : host.change === 'changed' ? (
        <StateLabel
          tone="changed"
          text="changed"
          title="Something about it has changed since it was last seen"
        />
      ) : host.change === 'known' ? (
        <StateLabel tone="plain" text="known" />
      ) : null,
  },
  {
    id: 'link-local',
    label: 'Link-local',
    width: 268,
    grow: 1,
    sortable: true,
    render: ({ linkLocal }) => <AddressCell list={linkLocal} />,
  },
  {
    id: 'routed',
    label: 'Global and ULA',
    width: 300,
    grow: 1.4,
    sortable: true,
    render: ({ routed }) => <AddressCell list={routed} />,
  },
  {
    id: 'ipv4',
    label: 'IPv4',
    width: 122,
    sortable: true,
    render: ({ ipv4 }) => <AddressCell list={ipv4} />,
  },
  {
    id: 'mac',
    label: 'MAC',
    width: 138,
    sortable: true,
    render: ({ host }) => <span className={styles.mono}>{host.mac}</span>,
  },
  {
    id: 'vendor',
    label: 'Vendor',
    width: 116,
    grow: 0.8,
    sortable: true,
    render: ({ host }) => <VendorText vendor={host.vendor} origin={host.macOrigin} />,
  },
  {
    id: 'role',
    label: 'Role',
    width: 110,
    sortable: true,
    optional: true,
    render: ({ host }) => roleLabels[host.role],
  },
  {
    id: 'rtt',
    label: 'RTT',
    width: 74,
    align: 'right',
    sortable: true,
    render: ({ host }) => formatRtt(host.rttMs),
  },
  {
    id: 'services',
    label: 'Services',
    width: 106,
    grow: 0.6,
    sortable: true,
    render: ({ host }) => (
      <span className={styles.clip} title={serviceNames(host)}>
        {serviceNames(host)}
      </span>
    ),
  },
  {
    id: 'sources',
    label: 'Found by',
    width: 150,
    grow: 0.6,
    render: ({ host }) => (
      <span
        className={`${styles.clip} ${styles.quiet}`}
        title={host.sources.map((source) => sourceLabels[source]).join(', ')}
      >
        {host.sources.map((source) => sourceShort[source] ?? sourceLabels[source]).join(', ')}
      </span>
    ),
  },
];
