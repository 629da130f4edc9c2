import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPlan, planOf } from './file.ts';
import { mergeNodes } from './merge-nodes.ts';
import { readNode } from './node.ts';
import { splitNode } from './resize.ts';
import { childrenOf, nodeAt } from './tree.ts';

const plan = (...nodes: Record<string, unknown>[]) =>
  planOf(
    'test',
    nodes.map((node) => readNode(node, 'node')),
  );
const top = { id: 'top', ipv6: '2001:db8::/32', ipv4: '10.0.0.0/8' };
const low = { id: 'low', parent: 'top', ipv6: '2001:db8::/64', ipv4: '10.0.0.0/24', name: 'Low' };
const high = { id: 'high', parent: 'top', ipv6: '2001:db8:0:1::/64', ipv4: '10.0.1.0/24', name: 'High' };

test('joins both families, and what is said of each', () => {
  const made = mergeNodes(
    plan(
      top,
      { ...low, vlan: 5, gateways: ['10.0.0.1'], tags: ['a', 'b'], notes: 'one' },
      { ...high, site: 'north', gateways: ['10.0.1.1'], tags: ['b', 'c'], notes: 'two' },
      { id: 'host', parent: 'high', ipv6: '2001:db8:0:1::5/128', role: 'host' },
    ),
    ['low', 'high'],
    6,
  );
  expect(nodeAt(made, 'high')).toBeUndefined();
  expect(nodeAt(made, 'host')?.parent).toBe('low');
  expect(nodeAt(made, 'low')).toMatchObject({
    ipv6: '2001:db8::/63',
    ipv4: '10.0.0.0/23',
    name: 'Low',
    site: 'north',
    vlan: 5,
    gateways: ['10.0.0.1', '10.0.1.1'],
    tags: ['a', 'b', 'c'],
    notes: 'one\ntwo',
  });
});

test('refuses what does not make one, and says why', () => {
  const rows: [high: Record<string, unknown>, message: RegExp][] = [
    [
      { ipv6: '2001:db8:0:2::/64' },
      /In IPv6 these do not make one prefix, but 2001:db8::\/64, 2001:db8:0:2::\/64/,
    ],
    [{ ipv4: '10.0.2.0/24' }, /In IPv4 these do not make one prefix, but 10\.0\.0\.0\/24, 10\.0\.2\.0\/24/],
    [{ parent: null }, /right below the same node/],
    [{ vlan: 6 }, /"Low" \(2001:db8::\/64, 10\.0\.0\.0\/24\) and "High" .* their vlan is 5 and 6/],
    [{ role: 'pool' }, /their role is container and pool/],
    [{ status: 'used' }, /their status is planned and used/],
    [{ dynamic: true }, /their dynamic is false and true/],
    [{ gateways: Array.from({ length: 16 }, (_, index) => `10.0.1.${index}`) }, /gateways/],
  ];
  for (const [fields, message] of rows)
    expect(() =>
      mergeNodes(
        plan(top, { ...low, vlan: 5, gateways: ['10.0.0.1'] }, { ...high, ...fields }),
        ['low', 'high'],
        6,
      ),
    ).toThrow(message);
  const half = plan(top, { ...low, ipv4: null }, high);
  expect(() => mergeNodes(half, ['low', 'high'], 6)).toThrow(/"Low" .* has no IPv4 prefix/);
  expect(() => mergeNodes(half, ['low', 'high'], 4)).toThrow(/"Low" has no IPv4 prefix/);
  expect(() => mergeNodes(half, ['low', 'low'], 6)).toThrow(/two nodes or more/);
});

test('split then merged is the prefix again, and the plan as it was but for the name of the parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 40 }), fc.integer({ min: 1, max: 6 }), (length, bits) => {
      const whole = plan({ id: 'all', ipv6: `2000::/${length}`, tags: ['x'] });
      const parted = splitNode(whole, 'all', 6, length + bits);
      const parts = childrenOf(parted, 'all').map(({ node }) => node.id);
      const merged = mergeNodes(parted, parts, 6);
      const [one, ...more] = childrenOf(merged, 'all');
      expect([one?.node.ipv6, more]).toEqual([`2000::/${length}`, []]);
      expect(formatPlan(mergeNodes(parted, parts.toReversed(), 6)).split('\n').length).toBe(
        formatPlan(merged).split('\n').length,
      );
    }),
    { numRuns: 40 },
  );
});
