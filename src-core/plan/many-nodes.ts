import { ToolError } from '../api/errors.ts';
import type { PlanNode } from './node.ts';
import { ancestors, childrenOf, descendants, entryAt, withNodes, type Plan } from './tree.ts';

/** Those of the nodes that are not under another one of them. */
export function topmost(plan: Plan, ids: readonly string[]): string[] {
  const all = new Set(ids);
  return ids.filter((id) => !ancestors(plan, id).some(({ node }) => all.has(node.id)));
}

/** How many nodes are under these, without themselves. */
export function countBelow(plan: Plan, ids: readonly string[]): number {
  const all = new Set(ids);
  let count = 0;
  for (const id of topmost(plan, ids)) {
    for (const { node } of descendants(plan, id)) if (!all.has(node.id)) count++;
  }
  return count;
}

/**
 * Takes many nodes out in one step.
 * @param below what is under them goes with them, or moves up to the nearest node that stays
 */
export function removeNodes(plan: Plan, ids: readonly string[], below: 'remove' | 'keep'): Plan {
  const gone = new Set(ids);
  const changes = new Map<string, PlanNode | undefined>(ids.map((id) => [id, undefined]));
  for (const id of ids) {
    const { node } = entryAt(plan, id);
    if (below === 'remove') {
      for (const { node: under } of descendants(plan, id)) changes.set(under.id, undefined);
      continue;
    }
    const left = node.parent !== null && gone.has(node.parent);
    const stays = left
      ? (ancestors(plan, id).find((entry) => !gone.has(entry.node.id))?.node.id ?? null)
      : node.parent;
    for (const { node: under } of childrenOf(plan, id))
      if (!gone.has(under.id)) changes.set(under.id, { ...under, parent: stays });
  }
  return withNodes(plan, changes);
}

/**
 * Puts nodes, with all under them, below another one (null: at the top). Those that are under another one of them come
 * along with it.
 * @throws ToolError conflict where the other one is one of them or under one
 */
export function moveNodes(plan: Plan, ids: readonly string[], parent: string | null): Plan {
  const moving = new Set(ids);
  const circle =
    parent === null
      ? undefined
      : moving.has(parent)
        ? entryAt(plan, parent)
        : ancestors(plan, parent).find(({ node }) => moving.has(node.id));
  if (circle !== undefined)
    throw new ToolError('conflict', `"${circle.node.name || circle.node.id}" cannot be put under itself.`);
  const changes = new Map<string, PlanNode>();
  for (const id of topmost(plan, ids)) {
    const { node } = entryAt(plan, id);
    if (node.parent !== parent) changes.set(id, { ...node, parent });
  }
  return changes.size === 0 ? plan : withNodes(plan, changes);
}
