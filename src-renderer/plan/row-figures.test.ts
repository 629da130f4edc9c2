import { expect, test } from 'vitest';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { addNode, editNodes, moveNode, removeNode } from '../../src-core/plan/edit.ts';
import { planOf } from '../../src-core/plan/file.ts';
import { readNode } from '../../src-core/plan/node.ts';
import { entryAt, type Plan } from '../../src-core/plan/tree.ts';
import { rowFigures } from './row-figures.ts';

const plan = planOf(
  'Test',
  [
    { id: 'a', parent: null, ipv6: '2001:db8::/32' },
    { id: 'b', parent: 'a', ipv6: '2001:db8::/34' },
    { id: 'c', parent: 'a', ipv6: '2001:db8:8000::/34' },
    { id: 'd', parent: 'c', ipv6: '2001:db8:8000::/35' },
  ].map((node) => readNode(node, 'node')),
);
const figures = (of: Plan, id = 'a') => rowFigures(of, entryAt(of, id));

// Shares of a /32 by hand: a /34 is a quarter, a /33 a half, a /35 an eighth.
test.each<[string, (before: Plan) => Plan, number, number]>([
  ['as it was', (before) => before, 0.5, 0.5],
  ['a name of the node', (before) => editNodes(before, ['a'], { name: 'A' }), 0.5, 0.5],
  ['a name below', (before) => editNodes(before, ['b', 'c'], { name: 'X' }), 0.5, 0.5],
  [
    'a prefix below',
    (before) => editNodes(before, ['c'], { ipv6: parsePrefix('2001:db8:8000::/33') }),
    0.75,
    0.25,
  ],
  [
    'the prefix of the node',
    (before) => editNodes(before, ['a'], { ipv6: parsePrefix('2001:db8::/31') }),
    0.25,
    0.5,
  ],
  ['one less', (before) => removeNode(before, 'b', 'remove'), 0.25, 0.5],
  [
    'one more',
    (before) => addNode(before, { parent: 'a', ipv6: parsePrefix('2001:db8:4000::/34') }).plan,
    0.75,
    0.5,
  ],
  ['one moved in', (before) => moveNode(before, 'd', 'a'), 0.5, 0],
])('what is taken follows the plan: %s', (_what, step, share, inner) => {
  figures(plan);
  figures(plan, 'c');
  const after = step(plan);
  expect([figures(after)?.share, figures(after, 'c')?.share ?? 0]).toEqual([share, inner]);
  expect([figures(plan)?.share, figures(plan, 'c')?.share]).toEqual([0.5, 0.5]);
});

test('names leave the figures the same object', () => {
  const before = figures(plan);
  expect(figures(editNodes(plan, ['a', 'b'], { name: 'New' }))).toBe(before);
});
