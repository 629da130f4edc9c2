import { expect, test } from 'vitest';
import type { HostPorts } from '../../src-core/api/ports.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { countOf, hostOrder } from './host-rows.ts';
import { allAtOnce, orderedRows } from './ordered-rows.ts';

function host(address: string, zone: string | null, closed: number, filtered: number): HostPorts {
  return {
    kind: 'host',
    target: { text: address, address: parseAddress(address), zone: zone === null ? null : parseZone(zone) },
    rttMs: null,
    groups: [
      { state: 'closed', reason: 'refused', count: closed, ports: '' },
      { state: 'filtered', reason: 'no-answer', count: filtered, ports: '' },
      { state: 'filtered', reason: 'prohibited', count: 1, ports: '' },
    ],
  };
}

const all = [host('fe80::1', 'eth1', 10, 1), host('192.0.2.10', null, 9, 30), host('192.0.2.9', null, 9, 4)];
const shown = (filter: string, id?: string) =>
  allAtOnce(orderedRows(all, filter, hostOrder(id === undefined ? null : { id, descending: true }))).map(
    ({ target }) => target.address,
  );

test('hosts stand in the order of their addresses, or as a column says and then by address', () => {
  expect(shown('')).toEqual(['192.0.2.9', '192.0.2.10', 'fe80::1']);
  expect(shown('', 'filtered')).toEqual(['192.0.2.10', '192.0.2.9', 'fe80::1']);
  expect(shown('', 'closed')).toEqual(['fe80::1', '192.0.2.9', '192.0.2.10']);
  expect(shown('%eth1 10 closed')).toEqual(['fe80::1']);
});

test('a state is counted over all of its reasons', () => {
  expect(all.map((each) => countOf(each, 'filtered'))).toEqual([2, 31, 5]);
  expect(all.map((each) => countOf(each, 'open'))).toEqual([0, 0, 0]);
});
