import { z } from 'zod';

/** Shorter lists are read whole: it costs less than looking their items up. */
const fewest = 50;
/** Items that are kept of one list; a form beyond that is begun anew. */
const mostKept = 20_000;

/**
 * What was read of the items of a list: with a key that is pressed in a long list, one item is new. By the item itself,
 * where the form as it was is changed, and by its JSON, where the form comes whole.
 */
interface Kept {
  readonly byItem: WeakMap<object, unknown>;
  readonly byText: Map<string, unknown>;
}
const kept = new WeakMap<z.ZodType, Kept>();

/**
 * Reads a form with long lists by their items, of which most were read before. What was read is the same object each
 * time; neither it nor what was typed must be changed in place.
 * @returns undefined where the form has no long list or anything is wrong with it: then it is read whole
 */
export function readByItems(schema: z.ZodType, typed: unknown): unknown {
  // Rules of the whole form would see a part of it only.
  if (!(schema instanceof z.ZodObject) || !isRecord(typed) || (schema.def.checks ?? []).length > 0)
    return undefined;
  const shape: Record<string, unknown> = schema.shape;
  const light: Record<string, unknown> = { ...typed };
  const whole: Record<string, unknown[]> = {};
  for (const [name, items] of Object.entries(typed)) {
    if (!Array.isArray(items) || items.length < fewest) continue;
    const element = elementFor(shape[name], items.length);
    const read = element && readItems(element, items);
    if (read === undefined) return undefined;
    whole[name] = read;
    light[name] = items.slice(0, fewest);
  }
  if (Object.keys(whole).length === 0) return undefined;
  const rest = schema.safeParse(light);
  return rest.success ? { ...rest.data, ...whole } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema of the items of a list that may have so many. */
function elementFor(field: unknown, length: number): z.ZodType | undefined {
  let list = field;
  while (list instanceof z.ZodDefault || list instanceof z.ZodOptional) list = list.unwrap();
  if (!(list instanceof z.ZodArray)) return undefined;
  for (const { _zod: check } of list.def.checks ?? []) if (!allows(check.def, length)) return undefined;
  const element: unknown = list.element;
  return element instanceof z.ZodType ? element : undefined;
}

/** Whether a check of a list is one of its length, and lets this one through. */
function allows(check: { readonly check: string }, length: number): boolean {
  if (check.check === 'max_length' && 'maximum' in check)
    return typeof check.maximum === 'number' && length <= check.maximum;
  if (check.check === 'min_length' && 'minimum' in check)
    return typeof check.minimum === 'number' && check.minimum <= fewest;
  return false;
}

function readItems(element: z.ZodType, items: readonly unknown[]): unknown[] | undefined {
  let known = kept.get(element);
  if (known === undefined || known.byText.size > mostKept)
    kept.set(element, (known = { byItem: new WeakMap(), byText: new Map() }));
  const all: unknown[] = [];
  for (const item of items) {
    let read = isRecord(item) ? known.byItem.get(item) : undefined;
    if (read === undefined) {
      read = readItem(element, item, known);
      if (read === undefined) return undefined;
      if (isRecord(item)) known.byItem.set(item, read);
    }
    all.push(read);
  }
  return all;
}

function readItem(element: z.ZodType, item: unknown, { byText }: Kept): unknown {
  const text = JSON.stringify(item);
  const before = byText.get(text);
  if (before !== undefined) return before;
  const result = element.safeParse(item);
  if (!result.success) return undefined;
  byText.set(text, result.data);
  return result.data;
}
