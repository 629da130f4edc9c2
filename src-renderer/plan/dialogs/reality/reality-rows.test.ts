import { expect, test } from 'vitest';
import { parseAddress } from '../../../../src-core/net/address.ts';
import { parsePrefix } from '../../../../src-core/net/prefix.ts';
import { planOf } from '../../../../src-core/plan/file.ts';
import { readNode } from '../../../../src-core/plan/node.ts';
import { nodeAt } from '../../../../src-core/plan/tree.ts';
import { planReality } from '../../../../src-core/api/plans.ts';
import { filterReality, offerOf, realityRows, takeIn } from './reality-rows.ts';

const node = (fields: Record<string, unknown>) => readNode(fields, 'node');
const plan = planOf('test', [
  node({ id: 'top', ipv6: '2001:db8::/32', site: 'Oslo' }),
  node({ id: 'lan', parent: 'top', ipv6: '2001:db8:1::/64', role: 'lan', name: 'Planned' }),
  node({ id: 'old', parent: 'top', ipv6: '2001:db8:2::/64', role: 'lan', status: 'used', name: 'Old' }),
]);
const found = planReality.parse({
  prefixes: [
    { prefix: parsePrefix('2001:db8:3::/64'), zone: 'eth0' },
    { prefix: parsePrefix('192.0.2.0/24'), zone: 'eth0' },
  ],
  hosts: [
    { address: parseAddress('2001:db8:1::7'), deviceId: 4, name: 'nas', lastSeen: 5 },
    { address: parseAddress('192.0.2.9'), deviceId: 5, name: '', lastSeen: 6 },
  ],
  scannedAt: 1,
  warnings: [],
});

test('what was found and what was not, with what is offered', () => {
  const rows = realityRows(plan, found).map((row) => [
    row.kind,
    row.what,
    row.node?.id ?? null,
    row.device?.id ?? null,
    offerOf(row),
  ]);
  expect(rows).toEqual([
    ['used-though-free', '2001:db8:3::/64', 'top', null, 'add'],
    ['used-though-free', '2001:db8:1::7', 'lan', 4, 'mark-used'],
    ['unknown-prefix', '192.0.2.0/24', null, null, 'add'],
    ['unknown-host', '192.0.2.9', null, 5, 'add'],
    ['not-seen', '2001:db8:2::/64', 'old', null, null],
  ]);
});

test('all is taken in at once, hosts below the prefixes that came with them', () => {
  const { plan: after, ids } = takeIn(plan, realityRows(plan, found));
  expect(ids.map((id) => nodeAt(after, id))).toMatchObject([
    { ipv4: '192.0.2.0/24', parent: null, role: 'lan', status: 'used', name: 'eth0' },
    { ipv6: '2001:db8:3::/64', parent: 'top', site: 'Oslo' },
    { id: 'lan', status: 'used' },
    { ipv4: '192.0.2.9/32', parent: ids[0], role: 'host', name: '192.0.2.9' },
  ]);
  const left = realityRows(after, found).map(({ kind }) => kind);
  expect(left).toEqual(['not-seen']);
});

test.each<[typed: string, found: string[]]>([
  ['', ['2001:db8:3::/64', '2001:db8:1::7', '192.0.2.0/24', '192.0.2.9', '2001:db8:2::/64']],
  ['192.0.2.0/24', ['192.0.2.0/24', '192.0.2.9']],
  ['192.0.2.9', ['192.0.2.0/24', '192.0.2.9']],
  ['2001:db8::/32', ['2001:db8:3::/64', '2001:db8:1::7', '2001:db8:2::/64']],
  ['2001:db8:2::1', ['2001:db8:2::/64']],
  ['NAS', ['2001:db8:1::7']],
  ['eth0 192', ['192.0.2.0/24']],
  ['oslo', ['2001:db8:3::/64']],
  ['nobody', []],
])('the filter %j', (typed, expected) => {
  expect(filterReality(realityRows(plan, found), typed).map(({ what }) => what)).toEqual(expected);
});
