import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { nodeAt } from '../../../../src-core/plan/tree.ts';
import type { PlanView } from '../../plan-view.ts';

/** What an action is done to: the chosen nodes, or the one that the keyboard is on where none is chosen. */
export function targetsOf({ plan, selected, focused }: PlanView): string[] {
  const chosen = [...selected].filter((id) => nodeAt(plan, id) !== undefined);
  if (chosen.length > 0) return chosen;
  return focused !== null && nodeAt(plan, focused) !== undefined ? [focused] : [];
}

/** The one node that an action of a single node is done to: the focused one, or the only chosen one. */
export function targetOf({ plan, selected, focused }: PlanView): PlanNode | undefined {
  if (focused !== null) return nodeAt(plan, focused);
  const [only] = selected;
  return selected.size === 1 && only !== undefined ? nodeAt(plan, only) : undefined;
}

/** A node in a few words: its name, or its prefix where it has none. */
export function nodeTitle(node: PlanNode): string {
  return visibleText(node.name, 60) || (node.ipv6 ?? node.ipv4 ?? node.id);
}
