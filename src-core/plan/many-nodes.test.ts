import { expect, test } from 'vitest';
import { planOf } from './file.ts';
import { readNode } from './node.ts';
import { descendants, type Plan } from './tree.ts';
import { countBelow, moveNodes, removeNodes, topmost } from './many-nodes.ts';

const node = (id: string, parent: string | null, ipv6: string) => readNode({ id, parent, ipv6 }, 'node');
const plan = planOf('test', [
  node('a', null, '2001:db8::/32'),
  node('b', 'a', '2001:db8:1::/48'),
  node('c', 'b', '2001:db8:1::/64'),
  node('d', 'c', '2001:db8:1::1/128'),
  node('e', 'a', '2001:db8:2::/48'),
]);
const shape = (of: Plan): Record<string, string | null> =>
  Object.fromEntries(Array.from(descendants(of, null), ({ node: each }) => [each.id, each.parent]));

test('of nodes and those under them only the highest count', () => {
  expect(topmost(plan, ['d', 'b', 'e'])).toEqual(['b', 'e']);
  expect([countBelow(plan, ['b']), countBelow(plan, ['b', 'c']), countBelow(plan, ['a', 'd'])]).toEqual([
    2, 1, 3,
  ]);
});

test('what is below goes along, or moves up past all that go', () => {
  expect(shape(removeNodes(plan, ['b'], 'remove'))).toEqual({ a: null, e: 'a' });
  expect(shape(removeNodes(plan, ['b', 'c'], 'keep'))).toEqual({ a: null, d: 'a', e: 'a' });
  expect(shape(removeNodes(plan, ['a', 'b'], 'keep'))).toEqual({ c: null, d: 'c', e: null });
});

test('nodes move together, and never under themselves', () => {
  expect(shape(moveNodes(plan, ['b', 'c'], 'e'))).toEqual({ a: null, e: 'a', b: 'e', c: 'b', d: 'c' });
  expect(moveNodes(plan, ['b'], 'a')).toBe(plan);
  for (const target of ['b', 'd']) expect(() => moveNodes(plan, ['b'], target)).toThrow(/under itself/);
});
