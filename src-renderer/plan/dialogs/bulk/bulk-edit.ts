import { ToolError } from '../../../../src-core/api/errors.ts';
import { editNodes } from '../../../../src-core/plan/edit.ts';
import { readNode, type PlanNode } from '../../../../src-core/plan/node.ts';
import { descendants, entryAt, withNodes, type Plan } from '../../../../src-core/plan/tree.ts';
import type { BulkEdit } from './bulk-draft.ts';

/**
 * The plan with an edit made to all of these nodes. VLANs are numbered in the order of the tree.
 * @throws ToolError bad-input that names the node where a value cannot be; conflict where the VLANs run out
 */
export function editInBulk(plan: Plan, ids: readonly string[], { patch, vlanFrom, tags }: BulkEdit): Plan {
  if (vlanFrom === null && tags === null) return editNodes(plan, ids, patch);
  if (vlanFrom !== null && vlanFrom + ids.length - 1 > 4094)
    throw new ToolError(
      'conflict',
      `${ids.length} VLANs from ${vlanFrom} on end at ${vlanFrom + ids.length - 1}; the last one is 4094 (IEEE 802.1Q).`,
    );
  const changes = new Map<string, PlanNode>();
  for (const [index, id] of inOrder(plan, ids).entries()) {
    const { node } = entryAt(plan, id);
    changes.set(
      id,
      readNode(
        {
          ...node,
          ...patch,
          ...(vlanFrom === null ? {} : { vlan: vlanFrom + index }),
          ...(tags === null ? {} : { tags: tagsAfter(node.tags, tags) }),
        },
        `"${node.name || id}"`,
      ),
    );
  }
  return withNodes(plan, changes);
}

/** These ids as they stand in the tree, whatever was chosen first. */
export function inOrder(plan: Plan, ids: readonly string[]): string[] {
  if (ids.length < 2) return [...ids];
  const chosen = new Set(ids);
  return descendants(plan, null)
    .map(({ node }) => node.id)
    .filter((id) => chosen.has(id))
    .toArray();
}

/** How many of these nodes the edit changes. */
export function changedCount(before: Plan, after: Plan, ids: readonly string[]): number {
  return ids.filter(
    (id) => JSON.stringify(entryAt(before, id).node) !== JSON.stringify(entryAt(after, id).node),
  ).length;
}

function tagsAfter(
  before: readonly string[],
  { how, words }: NonNullable<BulkEdit['tags']>,
): readonly string[] {
  if (how === 'set') return [...new Set(words)];
  if (how === 'take') return before.filter((tag) => !words.includes(tag));
  return [...new Set([...before, ...words])];
}
