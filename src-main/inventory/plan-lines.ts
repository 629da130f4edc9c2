import { formatNode } from '../../src-core/plan/file.ts';
import type { Extent, PlanEntry } from '../../src-core/plan/node.ts';

/** A node as it is stored. */
export interface PlanLine {
  readonly id: string;
  readonly parent: string | null;
  /** Sorts those below one parent as a plan does (see src-core/plan/tree.ts); the id decides between equals. */
  readonly place: string;
  readonly line: string;
}

/** The node of an entry as it is stored. */
export function lineOf({ node, six, four }: PlanEntry): PlanLine {
  return { id: node.id, parent: node.parent, place: key(six, 32) + key(four, 8), line: formatNode(node) };
}

/** First address, then the wider before the narrower; without one it comes last, for `g` stands behind the digits. */
function key(extent: Extent | undefined, digits: number): string {
  if (extent === undefined) return 'g';
  const length = extent.prefix.slice(extent.prefix.indexOf('/') + 1);
  return extent.first.toString(16).padStart(digits, '0') + length.padStart(3, '0');
}

/**
 * The lines in the order of the file: each before those below it. Those below one parent come in their order.
 * @param rows with the id and the parent of each
 */
export function inTreeOrder<Row extends { readonly id: string; readonly parent: string | null }>(
  rows: readonly Row[],
): Row[] {
  const below = new Map<string | null, Row[]>();
  for (const row of rows) {
    const siblings = below.get(row.parent);
    if (siblings === undefined) below.set(row.parent, [row]);
    else siblings.push(row);
  }
  const ordered: Row[] = [];
  const waiting = below.get(null)?.toReversed() ?? [];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    ordered.push(row);
    for (const child of below.get(row.id)?.toReversed() ?? []) waiting.push(child);
  }
  return ordered;
}
