import { expect, test } from 'vitest';
import { planOf } from './file.ts';
import { readNode } from './node.ts';
import { suggestBelow } from './suggest.ts';

const plan = (...nodes: Record<string, unknown>[]) =>
  planOf(
    'Test',
    nodes.map((node) => readNode(node, 'node')),
  );

test('the next node is like the last one beside it, or of the next usual length', () => {
  const top = { id: 'a', ipv6: '2001:db8::/32' };
  const rows: [
    nodes: Record<string, unknown>[],
    suggestion: [ipv6: string | null, ipv4: string | null, role: string],
  ][] = [
    [[top], ['2001:db8::/40', null, 'container']],
    [[{ id: 'a', ipv6: '2001:db8::/48' }], ['2001:db8::/56', null, 'site']],
    [[{ id: 'a', ipv6: '2001:db8::/56' }], ['2001:db8::/64', null, 'lan']],
    [[{ id: 'a', ipv4: '192.0.2.0/24' }], [null, '192.0.2.0/28', 'lan']],
    [[{ id: 'a', ipv6: '2001:db8::1/128' }], [null, null, 'lan']],
    [
      [top, { id: 'b', parent: 'a', ipv6: '2001:db8::/44', role: 'customer' }],
      ['2001:db8:10::/44', null, 'customer'],
    ],
    [
      [
        { id: 'a', ipv6: '2001:db8::/56', ipv4: '192.0.2.0/24' },
        { id: 'b', parent: 'a', ipv6: '2001:db8::/64', ipv4: '192.0.2.0/26', role: 'lan' },
      ],
      ['2001:db8:0:1::/64', '192.0.2.64/26', 'lan'],
    ],
    // All is taken: nothing to suggest.
    [
      [
        { id: 'a', ipv6: '2001:db8::/63' },
        { id: 'b', parent: 'a', ipv6: '2001:db8::/64', role: 'lan' },
        { id: 'c', parent: 'a', ipv6: '2001:db8:0:1::/64', role: 'lan' },
      ],
      [null, null, 'lan'],
    ],
  ];
  for (const [nodes, suggestion] of rows) {
    const { ipv6, ipv4, role } = suggestBelow(plan(...nodes), 'a');
    expect([ipv6, ipv4, role]).toEqual(suggestion);
  }
});
