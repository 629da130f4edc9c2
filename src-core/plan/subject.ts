import type { PlanNode } from './node.ts';
import { ancestors, descendants, entryAt, type Plan } from './tree.ts';

/** A node of a plan and what is around it: that from which a configuration is filled. */
export interface PlanSubject {
  readonly planName: string;
  readonly node: PlanNode;
  /** All nodes under it, parents first, in the order of the plan. */
  readonly below: readonly PlanNode[];
  /** The nodes above it, the nearest first. */
  readonly above: readonly PlanNode[];
}

/** @throws ToolError bad-input where the plan has no such node */
export function subjectOf(plan: Plan, id: string): PlanSubject {
  return {
    planName: plan.name,
    node: entryAt(plan, id).node,
    below: descendants(plan, id)
      .map(({ node }) => node)
      .toArray(),
    above: ancestors(plan, id)
      .map(({ node }) => node)
      .toArray(),
  };
}
