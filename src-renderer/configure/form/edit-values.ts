import { isRecord, type FormNode, type Json, type JsonRecord } from './form-node.ts';

/** The parts of a field's path; none for the form as a whole. */
export function partsOf(path: string): string[] {
  return path === '' ? [] : path.split('.');
}

/** The path of a part inside of another. */
export function below(path: string, part: string | number): string {
  return path === '' ? String(part) : `${path}.${part}`;
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = root;
  for (const part of partsOf(path)) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isRecord(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

/**
 * The form with another value at a path; undefined takes it out. What is not on the path is shared with the form as it
 * was, so that only what changed is drawn anew. Groups that are missing on the way are made.
 */
export function withValue<Root extends Json>(root: Root, path: string, value: Json | undefined): Json | Root {
  return put(root, partsOf(path), value) ?? root;
}

function put(here: Json | undefined, parts: readonly string[], value: Json | undefined): Json | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (Array.isArray(here)) {
    const index = Number(part);
    const next = put(here[index], rest, value);
    return next === undefined ? here.toSpliced(index, 1) : here.with(index, next);
  }
  const record: JsonRecord = isRecord(here) ? here : {};
  const next = put(Object.hasOwn(record, part) ? record[part] : undefined, rest, value);
  if (next !== undefined) return { ...record, [part]: next };
  const { [part]: _, ...others } = record;
  return others;
}

/** The list at a path; empty where there is none. */
export function listAt(root: Json, path: string): readonly Json[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** What a new item or group holds: only what cannot be left out. Texts and numbers are for the person to type. */
export function emptyValue(node: FormNode): Json | undefined {
  if (node.fallback !== undefined) return node.fallback;
  switch (node.is) {
    case 'fixed':
      return node.value;
    case 'flag':
      return false;
    case 'choice':
      return node.options[0]?.value;
    case 'list': {
      const item = emptyValue(node.item) ?? '';
      return Array.from({ length: Math.min(node.least, 1) }, () => item);
    }
    case 'group': {
      const entries = [...node.fields].flatMap(([name, field]): [string, Json][] => {
        const value = field.optional ? undefined : emptyValue(field);
        return value === undefined ? [] : [[name, value]];
      });
      return Object.fromEntries(entries);
    }
    case 'union': {
      const [first] = node.variants;
      return first === undefined ? {} : emptyValue(first.group);
    }
    case 'text':
    case 'number':
    case 'other':
      return undefined;
  }
}

/** The values of one variant of a union, with what it has in common with those that were there. */
export function asVariant(
  from: FormNode & { readonly is: 'group' },
  to: FormNode & { readonly is: 'group' },
  values: Json | undefined,
): Json {
  const made = emptyValue(to);
  const kept = isRecord(values) ? values : {};
  const common = Object.entries(kept).filter(([name]) => {
    const [before, after] = [from.fields.get(name), to.fields.get(name)];
    return after !== undefined && after.is !== 'fixed' && before?.is === after.is;
  });
  return { ...(isRecord(made) ? made : {}), ...Object.fromEntries(common) };
}
