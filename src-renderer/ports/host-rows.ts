import type { HostPorts, PortState } from '../../src-core/api/ports.ts';
import type { Sort } from '../components/data-table/column.ts';
import { addressText, compareBy, groupsText, sortableAddress } from './port-rows.ts';

/** How many ports of a host came to a state. */
export function countOf({ groups }: HostPorts, state: PortState): number {
  return groups.reduce((sum, group) => sum + (group.state === state ? group.count : 0), 0);
}

type SortKey = (row: HostPorts) => string | number | bigint;

const sortKeys: Readonly<Record<string, SortKey>> = {
  address: sortableAddress,
  open: (row) => countOf(row, 'open'),
  closed: (row) => countOf(row, 'closed'),
  filtered: (row) => countOf(row, 'filtered'),
  unknown: (row) => countOf(row, 'unknown'),
  why: groupsText,
  rtt: ({ rttMs }) => rttMs ?? Infinity,
};

/** The hosts that hold every word of the filter, in the order asked for; by address otherwise. */
export function shownHosts(hosts: readonly HostPorts[], filter: string, sort: Sort | null): HostPorts[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const text = (row: HostPorts): string =>
    `${addressText(row)} ${row.target.text} ${groupsText(row)}`.toLowerCase();
  const found = hosts.filter((row) => words.every((word) => text(row).includes(word)));
  const byAddress = compareBy(sortableAddress);
  const key = sort === null ? undefined : sortKeys[sort.id];
  const sign = sort?.descending === true ? -1 : 1;
  return found.sort(
    (one, other) => (key === undefined ? 0 : sign * compareBy(key)(one, other)) || byAddress(one, other),
  );
}
