import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePrefix, prefixAt } from '../net/prefix.ts';
import { differenceOf, isNoDifference } from './difference.ts';
import { addNode, editNodes, moveNode, removeNode } from './edit.ts';
import { formatPlan, parsePlan, planOf } from './file.ts';
import { readNode } from './node.ts';
import { allEntries, nodeCount, withNodes, type Plan } from './tree.ts';

const start = 0x2001_0db8n << 96n;
const small = planOf(
  'Test',
  ['a', 'b', 'c'].map((id, index) =>
    readNode(
      {
        id,
        parent: id === 'c' ? 'b' : null,
        ipv6: prefixAt(start + (BigInt(index) << 80n), 48, 6),
        name: id,
      },
      'node',
    ),
  ),
);

test('a difference has what changed and no more', () => {
  const rows: [after: Plan, difference: ReturnType<typeof differenceOf>][] = [
    [small, { put: [], remove: [] }],
    [
      { ...small, name: 'New' },
      { name: 'New', put: [], remove: [] },
    ],
    [
      { ...small, vlans: [{ vid: 1, site: '', name: '', notes: '' }] },
      { vlans: [{ vid: 1, site: '', name: '', notes: '' }], put: [], remove: [] },
    ],
    [
      editNodes(small, ['b'], { name: 'x' }),
      {
        put: [
          readNode(
            { ...readNode({ id: 'b', ipv6: '2001:db8:1::/48' }, ''), parent: null, name: 'x' },
            'node',
          ),
        ],
        remove: [],
      },
    ],
    [removeNode(small, 'c', 'remove'), { put: [], remove: ['c'] }],
  ];
  for (const [after, difference] of rows) expect(differenceOf(small, after)).toEqual(difference);
  expect(rows.map(([after]) => isNoDifference(differenceOf(small, after)))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('the difference, applied to what is stored, gives the plan, forward and back', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), at: fc.nat(), number: fc.nat(65_535) }),
    fc.record({ kind: fc.constantFrom('edit', 'move', 'remove', 'lift'), at: fc.nat(), number: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let plan = small;
      for (const { kind, at, number } of steps) {
        const ids = Array.from(allEntries(plan), ({ node }) => node.id);
        const id = ids[at % ids.length];
        if (id === undefined || kind === 'add')
          plan = addNode(plan, {
            ipv6: parsePrefix(`2001:db8:${(number % 65_536).toString(16)}::/48`),
            parent: id ?? null,
          }).plan;
        else if (kind === 'edit') plan = editNodes(plan, [id], { name: `name ${number}` });
        else if (kind === 'move') plan = moveNode(plan, id, null);
        else plan = removeNode(plan, id, kind === 'lift' ? 'keep' : 'remove');
      }
      expect(formatPlan(applied(parsePlan(formatPlan(small)), differenceOf(small, plan)))).toBe(
        formatPlan(plan),
      );
      expect(formatPlan(applied(plan, differenceOf(plan, small)))).toBe(formatPlan(small));
    }),
  );
});

test('only the touched nodes of a large plan are given', () => {
  const large = planOf(
    'Large',
    Array.from({ length: 20_000 }, (_, index) =>
      readNode({ id: `n${index}`, ipv6: prefixAt(start + (BigInt(index) << 64n), 64, 6) }, 'node'),
    ),
  );
  const edited = editNodes(large, ['n5', 'n19999'], { status: 'used' });
  expect(nodeCount(edited)).toBe(20_000);
  expect(differenceOf(large, edited).put.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['n5', 'n19999']),
  );
  expect(differenceOf(large, edited).put).toHaveLength(2);
});

function applied(plan: Plan, { name, vlans, put, remove }: ReturnType<typeof differenceOf>): Plan {
  const changes = new Map([
    ...put.map((node) => [node.id, node] as const),
    ...remove.map((id) => [id, undefined] as const),
  ]);
  return { ...withNodes(plan, changes), name: name ?? plan.name, vlans: vlans ?? plan.vlans };
}
