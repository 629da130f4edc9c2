import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyPlan } from '../../test/support/plans.ts';
import { formatPlan, planOf } from './file.ts';
import type { PlanNode } from './node.ts';
import { allEntries, childrenOf, descendants, nodeAt, takersOf, withNodes, type Plan } from './tree.ts';

const nodesOf = (plan: Plan): PlanNode[] => Array.from(descendants(plan, null), ({ node }) => node);

/** All that is asked of the order of a plan: below each node, in each family, and what is passed by without it. */
function orders(plan: Plan) {
  const ids = (entries: readonly { readonly node: PlanNode }[]) => entries.map(({ node }) => node.id);
  return [null, ...nodesOf(plan).map(({ id }) => id)].map((id) => ({
    id,
    listed: ids(childrenOf(plan, id)),
    six: ids(takersOf(plan, id, 6)),
    four: ids(takersOf(plan, id, 4)),
  }));
}

test('a plan that was changed is the plan that is made of the same nodes', () => {
  fc.assert(
    fc.property(anyPlan, anyPlan, fc.nat(), (plan, other, choice) => {
      // Some change, some go with all below them, and others come: one at a time, and all at once.
      const changes = new Map<string, PlanNode | undefined>();
      for (const [index, node] of nodesOf(other).entries()) {
        const id = `other-${node.id}`.slice(0, 64);
        if (nodeAt(plan, id) === undefined)
          changes.set(id, { ...node, id, parent: nodesOf(plan)[(choice + index) % 7]?.id ?? null });
      }
      for (const [index, node] of nodesOf(plan).entries())
        if ((choice >> (index % 24)) % 2 === 1)
          changes.set(node.id, {
            ...node,
            ipv6: null,
            ipv4: node.ipv4 ?? nodesOf(other).find(({ ipv4 }) => ipv4 !== null)?.ipv4 ?? null,
          });
      for (const [id, node] of changes) if (node?.ipv6 === null && node.ipv4 === null) changes.delete(id);
      const atOnce = withNodes(plan, changes);
      const oneByOne = [...changes].reduce(
        (before, [id, node]) => withNodes(before, new Map([[id, node]])),
        plan,
      );
      const made = planOf(
        plan.name,
        Array.from(allEntries(atOnce), ({ node }) => node),
      );
      expect(formatPlan({ ...atOnce, vlans: [] })).toBe(formatPlan(made));
      expect(orders(atOnce)).toEqual(orders(made));
      expect(orders(oneByOne)).toEqual(orders(made));
      // Taken out again, leaf by leaf.
      let left = atOnce;
      for (const { id } of nodesOf(atOnce).toReversed()) {
        left = withNodes(left, new Map([[id, undefined]]));
        expect(orders(left)).toEqual(orders(planOf(plan.name, nodesOf(left))));
      }
    }),
    { numRuns: 100 },
  );
});
