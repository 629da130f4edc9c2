import { expect, test } from 'vitest';
import { planOf } from '../../../src-core/plan/file.ts';
import { readNode } from '../../../src-core/plan/node.ts';
import { allRows, filterRows, sortRows, type TableFilter } from './table-rows.ts';

const plan = planOf('test', [
  readNode({ id: 'all', ipv6: '2001:db8::/32', name: 'Provider', status: 'used' }, 'all'),
  readNode({ id: 'b', parent: 'all', ipv6: '2001:db8:2::/48', name: 'site 10', vlan: 7, role: 'site' }, 'b'),
  readNode({ id: 'a', parent: 'all', ipv6: '2001:db8:1::/48', name: 'Site 9', vlan: 70, role: 'site' }, 'a'),
  readNode({ id: 'lan', parent: 'a', ipv6: '2001:db8:1::/64', ipv4: '10.0.1.0/24', name: '' }, 'lan'),
  readNode({ id: 'old', ipv4: '10.0.0.0/24', name: 'Old', status: 'retiring' }, 'old'),
]);
const rows = allRows(plan);
const none: TableFilter = { text: '', status: '', role: '' };
const ids = (list: typeof rows) => list.map(({ node }) => node.id).join(' ');

test('rows are sorted by what a column means, and what has nothing there comes last both ways', () => {
  const table: [id: string, descending: boolean, order: string][] = [
    ['name', false, 'old all a b lan'],
    ['name', true, 'b a all old lan'],
    ['ipv6', false, 'all a lan b old'],
    ['ipv6', true, 'b lan a all old'],
    ['ipv4', false, 'old lan all a b'],
    ['vlan', false, 'b a all lan old'],
    ['vlan', true, 'a b all lan old'],
    ['status', false, 'a lan b all old'],
    ['below', true, 'all a lan b old'],
    ['above', false, 'a b lan all old'],
  ];
  expect(
    table.map(([id, descending]) => [id, descending, ids(sortRows(plan, rows, { id, descending }))]),
  ).toEqual(table);
  expect(sortRows(plan, rows, null)).toBe(rows);
});

test('a filter leaves the rows that have all of it, in their order', () => {
  const table: [filter: Partial<TableFilter>, left: string][] = [
    [{}, 'all a lan b old'],
    [{ text: 'site' }, 'a b'],
    [{ text: '2001:db8:1::5' }, 'all a lan'],
    [{ status: 'planned' }, 'a lan b'],
    [{ status: 'planned', role: 'site', text: 'vlan 70' }, 'a'],
    [{ text: 'no such' }, ''],
  ];
  expect(table.map(([filter]) => [filter, ids(filterRows(plan, rows, { ...none, ...filter }))])).toEqual(
    table,
  );
});
