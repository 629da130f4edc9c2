import { ToolError } from '../api/errors.ts';
import { readNode, type NodePatch, type PlanNode } from './node.ts';
import {
  ancestors,
  childrenOf,
  descendants,
  entryAt,
  nodeAt,
  nodeCount,
  withNodes,
  type Plan,
} from './tree.ts';

/** Gives ids that the plan does not have, one after another. */
export function freshIds(plan: Plan): () => string {
  let number = nodeCount(plan);
  return () => {
    for (;;) {
      number++;
      const id = `n${number}`;
      if (nodeAt(plan, id) === undefined) return id;
    }
  };
}

/**
 * Adds a node. Without an id it gets one; overlaps and the like are for the rules to say (see rules.ts).
 * @throws ToolError bad-input for a value that cannot be, an id that is taken, a parent that is not there
 */
export function addNode(
  plan: Plan,
  fields: NodePatch & { readonly id?: string; readonly parent?: string | null },
): { readonly plan: Plan; readonly node: PlanNode } {
  const node = readNode({ ...fields, id: fields.id ?? freshIds(plan)() }, 'The new node');
  if (nodeAt(plan, node.id) !== undefined)
    throw new ToolError('bad-input', `The id "${node.id}" is taken; leave it out to get another.`);
  if (node.parent !== null) entryAt(plan, node.parent);
  return { plan: withNodes(plan, new Map([[node.id, node]])), node };
}

/** Changes the same fields of many nodes in one step. @throws ToolError bad-input; then nothing is changed */
export function editNodes(plan: Plan, ids: Iterable<string>, patch: NodePatch): Plan {
  const changes = new Map<string, PlanNode>();
  for (const id of ids) {
    const { node } = entryAt(plan, id);
    changes.set(id, readNode({ ...node, ...patch }, `"${node.name || id}"`));
  }
  return changes.size === 0 ? plan : withNodes(plan, changes);
}

/**
 * Takes a node out.
 * @param below what happens to the nodes under it: they go with it, or move up to where it was
 */
export function removeNode(plan: Plan, id: string, below: 'remove' | 'keep'): Plan {
  const { node } = entryAt(plan, id);
  const changes = new Map<string, PlanNode | undefined>([[id, undefined]]);
  if (below === 'remove') {
    for (const { node: under } of descendants(plan, id)) changes.set(under.id, undefined);
  } else {
    for (const { node: under } of childrenOf(plan, id))
      changes.set(under.id, { ...under, parent: node.parent });
  }
  return withNodes(plan, changes);
}

/** Puts a node, with all under it, below another one (null: at the top). @throws ToolError conflict for a circle */
export function moveNode(plan: Plan, id: string, parent: string | null): Plan {
  const { node } = entryAt(plan, id);
  if (parent === node.parent) return plan;
  if (parent !== null) {
    entryAt(plan, parent);
    if (parent === id || ancestors(plan, parent).some((entry) => entry.node.id === id))
      throw new ToolError('conflict', `"${node.name || id}" cannot be put under itself.`);
  }
  return withNodes(plan, new Map([[id, { ...node, parent }]]));
}
