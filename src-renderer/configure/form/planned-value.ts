import { isList, isRecord, part, type Json } from '../../../src-core/writers/form-json.ts';
import { keyedItems } from '../../../src-core/writers/items.ts';
import { partsOf } from './edit-values.ts';

/** What the plan gives for a field; null where the plan does not speak of it. */
export type Planned = { readonly value: Json } | null;

/** Lists whose items carry the node they came from, by that; lists do not change, so each is looked through once. */
const itemsByKey = new WeakMap<readonly Json[], ReadonlyMap<string, Json> | null>();
const keysByIndex = new WeakMap<readonly Json[], readonly string[] | null>();

/**
 * What the plan gives for the field at a path. Items of lists that came from nodes of the plan are found by their node,
 * wherever they stand now.
 */
export function plannedAt(values: Json | undefined, planned: Json | undefined, path: string): Planned {
  let here = values;
  let there = planned;
  for (const name of partsOf(path)) {
    if (there === undefined) return null;
    const own: Json | undefined = isList(here)
      ? here[Number(name)]
      : isRecord(here)
        ? part(here, name)
        : undefined;
    if (isList(there)) there = itemOf(there, isList(here) ? here : [], Number(name));
    else there = isRecord(there) ? part(there, name) : undefined;
    here = own;
  }
  return there === undefined ? null : { value: there };
}

function itemOf(planned: readonly Json[], own: readonly Json[], index: number): Json | undefined {
  const byKey = keptIn(itemsByKey, planned, (list) => {
    const items = keyedItems(list);
    return items === undefined ? null : new Map(items.map(({ key, item }) => [key, item]));
  });
  if (byKey === null) return planned[index];
  const keys = keptIn(keysByIndex, own, (list) => keyedItems(list)?.map(({ key }) => key) ?? null);
  const key = keys?.[index];
  return key === undefined ? undefined : byKey.get(key);
}

function keptIn<Value>(
  kept: WeakMap<readonly Json[], Value>,
  list: readonly Json[],
  make: (list: Json[]) => Value,
): Value {
  const before = kept.get(list);
  if (before !== undefined) return before;
  const made = make([...list]);
  kept.set(list, made);
  return made;
}
