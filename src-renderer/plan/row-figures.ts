import type { Family } from '../../src-core/net/address.ts';
import { extentIn, type Extent, type PlanEntry } from '../../src-core/plan/node.ts';
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

/** By the extent of the node; it stays the same while other things of the node change. */
const known = new WeakMap<Extent, { readonly below: readonly PlanEntry[]; readonly figures: RowFigures }>();

/**
 * The figures of a row, in IPv6 where it has both; null where nothing is below it. They are kept, as the same object, for
 * as long as what is right below takes the same, so that a new name among a hundred thousand reckons nothing.
 */
export function rowFigures(plan: Plan, entry: PlanEntry): RowFigures | null {
  const below = childrenOf(plan, entry.node.id);
  const family = entry.six === undefined ? 4 : 6;
  const extent = extentIn(entry, family);
  if (below.length === 0 || extent === undefined) return null;
  const kept = known.get(extent);
  if (kept !== undefined && takesTheSame(kept.below, below, family)) {
    if (kept.below !== below) known.set(extent, { below, figures: kept.figures });
    return kept.figures;
  }
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
  if (own) known.set(extent, { below, figures });
  return figures;
}

function takesTheSame(before: readonly PlanEntry[], after: readonly PlanEntry[], family: Family): boolean {
  if (before === after) return true;
  if (before.length !== after.length) return false;
  for (let index = 0; index < before.length; index++) {
    const [one, other] = [before[index], after[index]];
    if (one === other || one === undefined || other === undefined) continue;
    if (extentIn(one, family) !== extentIn(other, family)) return false;
  }
  return true;
}

/** `12 %`; what is not nothing is never shown as 0 %, and what is not all never as 100 %. */
export function formatShare(share: number): string {
  if (share <= 0) return '0 %';
  if (share >= 1) return '100 %';
  if (share < 0.01) return '<1 %';
  if (share > 0.99) return '>99 %';
  return `${Math.round(share * 100)} %`;
}
