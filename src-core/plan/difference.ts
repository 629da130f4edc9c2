import type { PlanEntry, PlanNode } from './node.ts';
import type { Plan, PlanVlan } from './tree.ts';

/** What makes one plan of another. */
export interface PlanDifference {
  readonly name?: string;
  readonly vlans?: PlanVlan[];
  /** Nodes that are new or have changed, whole. */
  readonly put: PlanNode[];
  /** The ids of nodes that are gone. */
  readonly remove: string[];
}

/**
 * What changed from one plan to another that was made from it, or from which it was made. Plans share the buckets that
 * an edit did not touch, so this looks at little more than what changed: nodes are compared by identity.
 */
export function differenceOf(before: Plan, after: Plan): PlanDifference {
  const put: PlanNode[] = [];
  const remove: string[] = [];
  const none: ReadonlyMap<string, PlanEntry> = new Map();
  for (const [index, bucket] of after.entries.buckets.entries()) {
    const old = before.entries.buckets[index] ?? none;
    if (old === bucket) continue;
    for (const [id, { node }] of bucket) if (old.get(id)?.node !== node) put.push(node);
    for (const id of old.keys()) if (!bucket.has(id)) remove.push(id);
  }
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.vlans === after.vlans ? {} : { vlans: [...after.vlans] }),
    put,
    remove,
  };
}

/** True where nothing changed. */
export function isNoDifference({ name, vlans, put, remove }: PlanDifference): boolean {
  return name === undefined && vlans === undefined && put.length === 0 && remove.length === 0;
}
