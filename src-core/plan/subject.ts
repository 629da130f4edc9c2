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

/**
 * Name servers of a node are those of all below it that have none of their own: a site says them once.
 * @throws ToolError bad-input where the plan has no such node
 */
export function subjectOf(plan: Plan, id: string): PlanSubject {
  const above = ancestors(plan, id)
    .map(({ node }) => node)
    .toArray();
  const servers = new Map<string | null, PlanNode['dns']>();
  const withServers = (node: PlanNode): PlanNode => {
    const given = node.dns.length > 0 ? node.dns : (servers.get(node.parent) ?? node.dns);
    servers.set(node.id, given);
    return given === node.dns ? node : { ...node, dns: given };
  };
  const upper = above.toReversed().map(withServers).toReversed();
  return {
    planName: plan.name,
    node: withServers(entryAt(plan, id).node),
    below: descendants(plan, id)
      .map(({ node }) => withServers(node))
      .toArray(),
    above: upper,
  };
}
