import type { Family } from '../../src-core/net/address.ts';
import { extentIn, type PlanEntry } from '../../src-core/plan/node.ts';
import { usedOf } from '../../src-core/plan/space.ts';
import { childrenOf, type Plan } from '../../src-core/plan/tree.ts';

/** How much of a node is taken by what is right below it, for its row in the tree. */
export interface RowFigures {
  readonly family: Family;
  /** 0 to 1. */
  readonly share: number;
  /** Free addresses, room to grow not taken away. */
  readonly free: bigint;
}

const known = new WeakMap<readonly PlanEntry[], { readonly of: PlanEntry; readonly figures: RowFigures }>();

/**
 * The figures of a row, in IPv6 where it has both; null where nothing is below it. They are kept for as long as what is
 * right below stays the same, so that an edit reckons only the rows that it touched.
 */
export function rowFigures(plan: Plan, entry: PlanEntry): RowFigures | null {
  const below = childrenOf(plan, entry.node.id);
  const family = entry.six === undefined ? 4 : 6;
  const extent = extentIn(entry, family);
  if (below.length === 0 || extent === undefined) return null;
  const kept = known.get(below);
  if (kept?.of === entry) return kept.figures;
  const used = usedOf(plan, entry.node.id, family);
  const total = extent.end - extent.first;
  const figures: RowFigures = {
    family,
    // Scaled first: the numbers themselves are beyond what a number holds exactly.
    share: Number((used * 1_000_000_000n) / total) / 1_000_000_000,
    free: total - used,
  };
  // A node without this family is looked through, so what is below it counts and may change by itself.
  const own = below.every((child) => extentIn(child, family) !== undefined);
  if (own) known.set(below, { of: entry, figures });
  return figures;
}

/** `12 %`; what is not nothing is never shown as 0 %, and what is not all never as 100 %. */
export function formatShare(share: number): string {
  if (share <= 0) return '0 %';
  if (share >= 1) return '100 %';
  if (share < 0.01) return '<1 %';
  if (share > 0.99) return '>99 %';
  return `${Math.round(share * 100)} %`;
}
