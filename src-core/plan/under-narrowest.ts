import { lengthOf } from '../net/prefix.ts';
import { entryOf, type Extent, type PlanEntry, type PlanNode } from './node.ts';

/** Puts each node under the narrowest one that holds it: by IPv6, or by IPv4 where that is all it has. */
export function underNarrowest(nodes: readonly PlanNode[]): PlanNode[] {
  const parents = new Map<string, string | null>();
  for (const side of ['six', 'four'] as const) {
    const around: { id: string; extent: Extent }[] = [];
    const sorted = nodes.map(entryOf).flatMap((entry) => withExtent(entry, entry[side]));
    for (const item of sorted.sort(byExtent)) {
      while (isDone(around.at(-1)?.extent, item.extent)) around.pop();
      if (side === 'six' || !item.hasSix) parents.set(item.id, around.at(-1)?.id ?? null);
      around.push(item);
    }
  }
  return nodes.map((node) => ({ ...node, parent: parents.get(node.id) ?? null }));
}

interface Sorted {
  readonly id: string;
  readonly hasSix: boolean;
  readonly extent: Extent;
}

function withExtent({ node, six }: PlanEntry, extent: Extent | undefined): Sorted[] {
  return extent === undefined ? [] : [{ id: node.id, hasSix: six !== undefined, extent }];
}

function byExtent({ extent: one }: Sorted, { extent: other }: Sorted): number {
  if (one.first !== other.first) return one.first < other.first ? -1 : 1;
  return lengthOf(one.prefix) - lengthOf(other.prefix);
}

/** True where what is open does not hold the next one; the same prefix again stands beside it. */
function isDone(open: Extent | undefined, next: Extent): boolean {
  return open !== undefined && (open.end <= next.first || open.prefix === next.prefix);
}
