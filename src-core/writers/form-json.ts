import type { FormValues } from '../api/writers.ts';

/** Any value of a form as it is typed. */
export type Json = FormValues[string];
export type JsonRecord = { readonly [name: string]: Json };

export function isList(value: Json | undefined): value is Json[] {
  return Array.isArray(value);
}

export function isRecord(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under a name of its own; never what every object has. */
export function part(record: JsonRecord, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** True where both are the same values, in whatever order the names of a group come. */
export function equal(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((item, index) => equal(item, other[index]));
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]))
  );
}

/** The path of a part: `subnets.3.prefix`. */
export function pathOf(path: string, name: string | number): string {
  return path === '' ? String(name) : `${path}.${name}`;
}
