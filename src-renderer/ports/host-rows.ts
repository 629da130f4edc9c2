import type { HostPorts, PortState } from '../../src-core/api/ports.ts';
import type { Sort } from '../components/data-table/column.ts';
import type { RowOrder } from './ordered-rows.ts';
import { addressOrder, addressText, groupsText } from './port-rows.ts';

/** How many ports of a host came to a state. */
export function countOf({ groups }: HostPorts, state: PortState): number {
  return groups.reduce((sum, group) => sum + (group.state === state ? group.count : 0), 0);
}

const sortKeys: Readonly<Record<string, (row: HostPorts) => string | number>> = {
  address: addressOrder,
  open: (row) => countOf(row, 'open'),
  closed: (row) => countOf(row, 'closed'),
  filtered: (row) => countOf(row, 'filtered'),
  unknown: (row) => countOf(row, 'unknown'),
  why: groupsText,
  rtt: ({ rttMs }) => rttMs ?? Infinity,
};

/** How hosts stand: as the column asked for says, then by address. */
export function hostOrder(sort: Sort | null): RowOrder<HostPorts> {
  return {
    text: (row) => `${addressText(row)} ${row.target.text} ${groupsText(row)}`,
    key: sort === null ? undefined : sortKeys[sort.id],
    descending: sort?.descending === true,
    address: addressOrder,
    port: () => 0,
  };
}
