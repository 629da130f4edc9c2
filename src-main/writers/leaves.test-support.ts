/** The paths of all texts in the values of a form. */
export function leavesOf(values: unknown, path = ''): string[] {
  if (typeof values === 'string') return [path];
  if (Array.isArray(values))
    return values.flatMap((value, index) => leavesOf(value, under(path, String(index))));
  if (!isRecord(values)) return [];
  return Object.entries(values).flatMap(([name, value]) => leavesOf(value, under(path, name)));
}

function under(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, or undefined. */
export function valueAt(values: unknown, path: string): unknown {
  let value = values;
  for (const part of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isRecord(value)) value = value[part];
    else return undefined;
  }
  return value;
}

/** Puts a value at a path; what holds it must be there. */
export function setAt(values: unknown, path: string, value: unknown): unknown {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  const holder = parts.length === 0 ? values : valueAt(values, parts.join('.'));
  if (Array.isArray(holder)) holder[Number(last)] = value;
  else if (isRecord(holder)) holder[last] = value;
  else throw new Error(`nothing holds ${path}`);
  return values;
}
