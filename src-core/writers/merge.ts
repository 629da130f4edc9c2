import type { FormValues } from '../api/writers.ts';
import { equal, isRecord, part, pathOf, type Json, type JsonRecord } from './form-json.ts';
import { allFromPlan, isFromPlan, keyedItems } from './items.ts';

/** What a plan gives, laid over what a new form holds: groups are filled name by name, lists and fields are replaced. */
export function filledForm(start: FormValues, given: FormValues): FormValues {
  const filled = new Map(Object.entries(start));
  for (const [name, value] of Object.entries(given)) {
    const before = part(start, name);
    filled.set(name, isRecord(before) && isRecord(value) ? filledForm(before, value) : value);
  }
  return Object.fromEntries(filled);
}

/**
 * Takes what the plan gives now into a form, three ways: a field that the form left as the plan had given it follows the
 * plan, a field that the form changed stays. Items of lists are found again by their hidden field `node`; items that the
 * form added stay beside their neighbours, and items that it took away do not come back. An item whose node is gone goes
 * as well, unless the form had changed something in it.
 * @param before what the plan had given (with what a new form holds, see filledForm)
 * @param form the values as they are typed
 * @param now what the plan gives now
 */
export function mergePlan(before: FormValues, form: FormValues, now: FormValues): FormValues {
  return mergeGroups(before, form, now);
}

function mergeGroups(before: JsonRecord, form: JsonRecord, now: JsonRecord): { [name: string]: Json } {
  const merged: [string, Json][] = [];
  for (const name of new Set([...Object.keys(form), ...Object.keys(now)])) {
    const value = merge(part(before, name), part(form, name), part(now, name));
    if (value !== undefined) merged.push([name, value]);
  }
  return Object.fromEntries(merged);
}

function merge(before: Json | undefined, form: Json | undefined, now: Json | undefined): Json | undefined {
  if (equal(form, before)) return now;
  if (equal(before, now)) return form;
  if (isRecord(form) && isRecord(now)) return mergeGroups(isRecord(before) ? before : {}, form, now);
  return mergeLists(before, form, now) ?? form;
}

/** The items one by one, where those of the plan can be told; undefined where the list is one value. */
function mergeLists(
  before: Json | undefined,
  form: Json | undefined,
  now: Json | undefined,
): Json[] | undefined {
  const old = keyedItems(before ?? []);
  const typed = keyedItems(form);
  const given = keyedItems(now ?? []);
  if (old === undefined || typed === undefined || given === undefined) return undefined;
  if (!allFromPlan(old) || !allFromPlan(given)) return undefined;
  const oldByKey = new Map(old.map((each) => [each.key, each.item]));
  const givenByKey = new Map(given.map((each) => [each.key, each.item]));

  const kept: { readonly key: string | undefined; readonly item: Json }[] = [];
  for (const each of typed) {
    const was = oldByKey.get(each.key);
    const is = givenByKey.get(each.key);
    if (!isFromPlan(each) || (was === undefined && is === undefined))
      kept.push({ key: undefined, item: each.item });
    else if (is !== undefined) kept.push({ key: each.key, item: mergeGroups(was ?? {}, each.item, is) });
    else if (!equal(was, each.item)) kept.push({ key: undefined, item: each.item });
  }
  const typedKeys = new Set(typed.map(({ key }) => key));
  const added = given.filter(({ key }) => !oldByKey.has(key) && !typedKeys.has(key));
  const order = given.map(({ key }) => key);
  const formOrder = kept.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const oldOrder = old.flatMap(({ key }) => (givenByKey.has(key) && typedKeys.has(key) ? [key] : []));
  const ownOrder = formOrder.filter((key) => oldByKey.has(key)).join('\n') !== oldOrder.join('\n');
  const items = [...kept, ...added.map(({ key, item }) => ({ key, item }))];
  // Where the form brought the items into an order of its own, new ones come last.
  return (ownOrder ? items : inOrder(items, order)).map(({ item }) => item);
}

/** Brings the items of the plan into its order; each that is the form's own stays behind the one it stood behind. */
function inOrder<Item extends { readonly key: string | undefined }>(
  items: readonly Item[],
  order: readonly string[],
): Item[] {
  const first: Item[] = [];
  const runs = new Map<string, Item[]>();
  let run = first;
  for (const item of items) {
    if (item.key !== undefined) {
      run = [];
      runs.set(item.key, run);
    }
    run.push(item);
  }
  return [...first, ...order.flatMap((key) => runs.get(key) ?? [])];
}

/**
 * The fields in which a form holds something else than the plan gave: a changed field by its path, a list of which an
 * item was taken away by the list's. What the plan did not give is the form's own, and not told.
 * @param given what the plan gave; not filled up with what a new form holds
 */
export function changedFields(given: FormValues, form: FormValues): string[] {
  const paths: string[] = [];
  compareGroups(given, form, '', false, paths);
  return paths;
}

/** The fields that differ between a form before and after; also those that are in one of them alone. */
export function differingFields(before: FormValues, after: FormValues): string[] {
  const paths: string[] = [];
  compareGroups(before, after, '', true, paths);
  return paths;
}

function compareGroups(
  given: JsonRecord,
  form: JsonRecord,
  path: string,
  both: boolean,
  paths: string[],
): void {
  const names = new Set([...Object.keys(given), ...(both ? Object.keys(form) : [])]);
  for (const name of names) compare(part(given, name), part(form, name), pathOf(path, name), both, paths);
}

function compare(
  given: Json | undefined,
  form: Json | undefined,
  path: string,
  both: boolean,
  paths: string[],
): void {
  if (equal(given, form)) return;
  if (isRecord(given) && isRecord(form)) {
    compareGroups(given, form, path, both, paths);
    return;
  }
  const items = keyedItems(given);
  const typed = keyedItems(form);
  if (items === undefined || typed === undefined || !(both || allFromPlan(items))) {
    paths.push(path);
    return;
  }
  const byKey = new Map(typed.map((each) => [each.key, each]));
  let gone = false;
  for (const { key, item } of items) {
    const other = byKey.get(key);
    if (other === undefined) gone = true;
    else compareGroups(item, other.item, pathOf(path, other.index), both, paths);
    byKey.delete(key);
  }
  if (gone) paths.push(path);
  if (both) for (const { index } of byKey.values()) paths.push(pathOf(path, index));
}

/** The items of lists, by path, that say they came from a node which the plan no longer gives. */
export function itemsWithoutNode(given: FormValues, form: FormValues): string[] {
  const paths: string[] = [];
  const walk = (from: Json | undefined, value: Json | undefined, path: string): void => {
    const typed = keyedItems(value);
    if (typed !== undefined) {
      const items = keyedItems(from) ?? [];
      const byKey = new Map(items.map(({ key, item }) => [key, item]));
      for (const each of typed) {
        const other = byKey.get(each.key);
        if (isFromPlan(each) && other === undefined) paths.push(pathOf(path, each.index));
        else walk(other, each.item, pathOf(path, each.index));
      }
    } else if (isRecord(value)) {
      const group = isRecord(from) ? from : {};
      for (const [name, inner] of Object.entries(value)) walk(part(group, name), inner, pathOf(path, name));
    }
  };
  walk(given, form, '');
  return paths;
}
