import { partsOf } from './edit-values.ts';
import { isRecord, type Json } from './form-node.ts';

/** What the plan gives for a field: `undefined` is nothing; `null` where the plan does not speak of it. */
export type Planned = { readonly value: Json | undefined } | null;

/**
 * What the plan gives for the field at a path. Items of lists that came from nodes of the plan carry the node's id in
 * `node`, and are found by it wherever they stand now.
 */
export function plannedAt(values: Json | undefined, planned: Json | undefined, path: string): Planned {
  let here = values;
  let there = planned;
  for (const part of partsOf(path)) {
    if (Array.isArray(there)) {
      const own: Json | undefined = Array.isArray(here) ? here[Number(part)] : undefined;
      there = sameItem(there, own, Number(part));
      if (there === undefined) return null;
      here = own;
      continue;
    }
    if (!isRecord(there)) return null;
    there = Object.hasOwn(there, part) ? there[part] : undefined;
    here = isRecord(here) ? here[part] : undefined;
    if (there === undefined) return null;
  }
  return { value: there };
}

function sameItem(items: readonly Json[], own: Json | undefined, index: number): Json | undefined {
  const node = nodeOf(own);
  if (node !== undefined) return items.find((item) => nodeOf(item) === node);
  const [first] = items;
  // An item that the person added to those of the plan has no counterpart there.
  return nodeOf(first) === undefined ? items[index] : undefined;
}

function nodeOf(item: Json | undefined): string | undefined {
  const node = isRecord(item) ? item['node'] : undefined;
  return typeof node === 'string' ? node : undefined;
}

/** True where both are the same JSON, whatever the order of names. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  if (isRecord(one) && isRecord(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && sameJson(one[name], other[name]))
    );
  }
  return false;
}
