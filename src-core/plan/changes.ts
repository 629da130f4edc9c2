import type { PlanChange } from '../api/plans.ts';
import { lookUp } from './bucket-map.ts';
import type { Plan } from './tree.ts';

/**
 * What makes the one plan of the other, as it is stored. Plans that come from each other share what they have in
 * common, so only what was touched is compared.
 */
export function changesBetween(before: Plan, after: Plan): Omit<PlanChange, 'id' | 'revision'> {
  const put: PlanChange['put'] = [];
  const remove: string[] = [];
  for (const [index, bucket] of after.entries.buckets.entries()) {
    const old = before.entries.buckets[index];
    if (bucket === old) continue;
    for (const [id, { node }] of bucket) {
      if (old?.get(id)?.node !== node) put.push(node);
    }
    for (const id of old?.keys() ?? []) {
      if (lookUp(after.entries, id) === undefined) remove.push(id);
    }
  }
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.vlans === after.vlans ? {} : { vlans: [...after.vlans] }),
    put,
    remove,
  };
}
