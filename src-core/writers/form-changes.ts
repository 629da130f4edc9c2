import type { FormChange } from '../api/preview-step.ts';
import type { FormValues } from '../api/writers.ts';
import { isList, isRecord, type Json, type JsonRecord } from './form-json.ts';

/** More changes than this cost as much as the whole form. */
export const mostChanges = 200;

type Path = FormChange['path'];

/**
 * What makes the one form of the other. Forms that come from each other share what they have in common, which is passed
 * over without a look into it.
 * @returns undefined where it is so much that the form is better sent whole
 */
export function changesOf(before: FormValues, after: FormValues): FormChange[] | undefined {
  const changes: FormChange[] = [];
  compare(before, after, [], changes);
  return changes.length > mostChanges ? undefined : changes;
}

function compare(before: Json, after: Json, path: Path, changes: FormChange[]): void {
  if (before === after || changes.length > mostChanges) return;
  if (isList(before) && isList(after)) compareLists(before, after, path, changes);
  else if (isRecord(before) && isRecord(after)) compareGroups(before, after, path, changes);
  else changes.push({ is: 'set', path, value: after });
}

function compareLists(before: readonly Json[], after: readonly Json[], path: Path, changes: FormChange[]) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (before.length !== after.length) {
    const insert = after.slice(start, after.length - end);
    changes.push({ is: 'list', path, at: start, remove: before.length - end - start, insert });
    return;
  }
  for (let index = start; index < after.length - end; index++)
    compare(before[index] ?? null, after[index] ?? null, [...path, index], changes);
}

function compareGroups(before: JsonRecord, after: JsonRecord, path: Path, changes: FormChange[]): void {
  const names = Object.keys(after);
  const kept = Object.keys(before).filter((name) => Object.hasOwn(after, name));
  for (const name of Object.keys(before))
    if (!Object.hasOwn(after, name)) changes.push({ is: 'take', path: [...path, name] });
  for (const [name, value] of Object.entries(after)) {
    const own = [...path, name];
    if (Object.hasOwn(before, name)) compare(before[name] ?? null, value, own, changes);
    else changes.push({ is: 'set', path: own, value });
  }
  // What is new comes to the end; undoing may want it elsewhere.
  const made = [...kept, ...names.filter((name) => !Object.hasOwn(before, name))];
  if (made.some((name, index) => name !== names[index])) changes.push({ is: 'names', path, names });
}

/**
 * The form with these changes; what they do not touch is shared with the form as it was, which is left as it is.
 * @returns undefined where one of them does not fit: they were made of another form
 */
export function withFormChanges(form: FormValues, changes: readonly FormChange[]): FormValues | undefined {
  let values: Json = form;
  for (const change of changes) {
    const next = put(values, change.path, 0, change);
    if (next === undefined) return undefined;
    values = next;
  }
  return isRecord(values) ? values : undefined;
}

function put(here: Json, path: Path, depth: number, change: FormChange): Json | undefined {
  const part = path[depth];
  if (part === undefined) return replaced(here, change);
  const last = depth === path.length - 1;
  if (typeof part === 'number') {
    if (!isList(here)) return undefined;
    const item = here[part];
    const next = item === undefined ? undefined : put(item, path, depth + 1, change);
    return next === undefined ? undefined : here.with(part, next);
  }
  if (!isRecord(here)) return undefined;
  const there = Object.hasOwn(here, part);
  if (last && change.is === 'take') {
    if (!there) return undefined;
    const { [part]: _, ...others } = here;
    return others;
  }
  // A name that is new: nothing else than a value can be put there.
  if (!there) return last && change.is === 'set' ? { ...here, [part]: change.value } : undefined;
  const next = put(here[part] ?? null, path, depth + 1, change);
  return next === undefined ? undefined : { ...here, [part]: next };
}

/** What stands at the end of the path, changed. */
function replaced(here: Json, change: FormChange): Json | undefined {
  switch (change.is) {
    case 'set':
      return change.value;
    case 'take':
      return undefined;
    case 'list':
      if (!isList(here) || change.at + change.remove > here.length) return undefined;
      return [...here.slice(0, change.at), ...change.insert, ...here.slice(change.at + change.remove)];
    case 'names':
      return inOrder(here, change.names);
  }
}

function inOrder(here: Json, names: readonly string[]): Json | undefined {
  if (!isRecord(here) || !names.every((name) => Object.hasOwn(here, name))) return undefined;
  const count = Object.keys(here).length;
  if (names.length !== count || new Set(names).size !== count) return undefined;
  return Object.fromEntries(names.map((name) => [name, here[name] ?? null]));
}
