import { expect, test } from 'vitest';
import { planOf } from '../../../../src-core/plan/file.ts';
import { readNode } from '../../../../src-core/plan/node.ts';
import { filterVlans, nodesOf, vlanRows, withMissing } from './vlan-usage.ts';

const node = (fields: Record<string, unknown>) => readNode(fields, 'node');
const office = { vid: 10, site: 'Oslo', name: 'Office', notes: '' };
const plan = {
  ...planOf('test', [
    node({ id: 'a', ipv6: '2001:db8:1::/64', site: 'Oslo', vlan: 10 }),
    node({ id: 'b', ipv6: '2001:db8:2::/64', site: 'Oslo', vlan: 20, name: 'Lab' }),
    node({ id: 'c', ipv4: '10.0.0.0/24', site: 'Oslo', vlan: 20 }),
    node({ id: 'd', ipv6: '2001:db8:3::/64', site: 'Bergen', vlan: 10, name: 'Guests' }),
  ]),
  vlans: [office],
};

test('the list with its use, and what nodes have that is not in it', () => {
  const { rows, missing } = vlanRows(plan);
  expect(rows).toEqual([{ vlan: office, nodes: 1 }]);
  expect(missing.map(({ vid, site }) => [vid, site])).toEqual([
    [10, 'Bergen'],
    [20, 'Oslo'],
  ]);
  expect(vlanRows(withMissing(plan, missing))).toMatchObject({ rows: { length: 3 }, missing: [] });
  expect(nodesOf(plan, { vid: 20, site: 'Oslo' }).toSorted()).toEqual(['b', 'c']);
});

test.each<[typed: string, found: number[]]>([
  ['  ', [10, 20, 110]],
  ['10', [10, 110]],
  ['vlan 20', [20]],
  ['OSLO', [10, 20]],
  ['cameras bergen', [110]],
  ['behind the lift', [20]],
  ['nothing', []],
])('the filter %j', (typed, expected) => {
  const vlans = [
    office,
    { vid: 20, site: 'Oslo', name: 'Lab', notes: 'Behind the lift' },
    { vid: 110, site: 'Bergen', name: 'Cameras', notes: '' },
  ];
  const found = filterVlans(
    vlans.map((vlan) => ({ vlan, nodes: 0 })),
    typed,
  );
  expect(found.map(({ vlan }) => vlan.vid)).toEqual(expected);
});
