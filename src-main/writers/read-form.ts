import { z } from 'zod';
import type { Problem } from '../../src-core/api/writers.ts';
import { readByItems } from './read-items.ts';
import type { Writer } from './writer.ts';

/** A form as it was typed, read by the writer's schema. */
export interface ReadForm {
  /** Values that the writer takes: the typed ones, with samples in the place of those that are wrong. */
  readonly values: unknown;
  /** What is wrong with single fields. */
  readonly problems: readonly Problem[];
  /** What was typed in the place of a sample, by the field's path. */
  readonly replaced: ReadonlyMap<string, { readonly typed: string; readonly sample: string }>;
}

type Path = readonly PropertyKey[];

function pathText(path: Path): string {
  return path.map(String).join('.');
}

/** The JSON schema of the form, as the page and `--schema` are given it. */
export function jsonSchemaOf(writer: Writer): Record<string, unknown> {
  return { ...z.toJSONSchema(writer.schema, { io: 'input', unrepresentable: 'any' }) };
}

/**
 * Reads what was typed. A field that is wrong does not keep the rest from being shown: it is replaced by its sample,
 * and told.
 */
export function readForm(writer: Writer, typed: unknown): ReadForm {
  const known = readByItems(writer.schema, typed);
  if (known !== undefined) return { values: known, problems: [], replaced: new Map() };
  const first = writer.schema.safeParse(typed);
  if (first.success) return { values: first.data, problems: [], replaced: new Map() };
  const problems = first.error.issues.map((issue): Problem => ({
    severity: 'error',
    path: pathText(issue.path),
    message: messageOf(issue, typed),
  }));
  const replaced = new Map<string, { typed: string; sample: string }>();
  let mended: unknown = structuredClone(typed);
  let issues: readonly { readonly path: Path; readonly code: string; readonly keys?: unknown }[] =
    first.error.issues;
  // A group that was not there has fields of its own, which may lack as well: a few rounds mend all.
  for (let round = 0; round < 6; round++) {
    for (const issue of issues) mended = mend(writer, mended, issue, replaced);
    const again = writer.schema.safeParse(mended);
    if (again.success) return { values: again.data, problems, replaced };
    issues = again.error.issues;
  }
  return { values: writer.schema.parse(writer.sample), problems, replaced };
}

/** The kinds of values in the words of who fills in a form by hand: YAML 1.2 takes "yes" for text, and 1e3 for a number. */
const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  object: 'fields',
  string: 'text (in YAML: in quotes)',
};

function messageOf(issue: z.core.$ZodIssue, typed: unknown): string {
  const here = valueAt(typed, issue.path);
  if (issue.code === 'invalid_type' && here === undefined) return 'this is needed';
  if (issue.code === 'invalid_type')
    return `expected ${kinds[issue.expected] ?? issue.expected}, not ${JSON.stringify(here)?.slice(0, 60) ?? 'this'}`;
  if (issue.code === 'unrecognized_keys') return `there is no field ${issue.keys.join(', ')} here`;
  return issue.message;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands in a line as itself. */
function isShown(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (Array.isArray(value) && typeof part === 'number') value = value[part];
    else if (isRecord(value) && Object.hasOwn(value, String(part))) value = value[String(part)];
    else return undefined;
  }
  return value;
}

/** The schema at a path, with what optional, default and the like wrap around it taken off. */
function schemaAt(root: z.ZodType, path: Path, values: unknown): z.ZodType | undefined {
  let schema: z.ZodType | undefined = unwrapped(root);
  let value = values;
  for (const part of path) {
    if (schema instanceof z.ZodObject) {
      const shape: Record<string, unknown> = schema.shape;
      const next = shape[String(part)];
      schema = next instanceof z.ZodType ? unwrapped(next) : undefined;
    } else if (schema instanceof z.ZodArray) {
      const item: unknown = schema.element;
      schema = item instanceof z.ZodType ? unwrapped(item) : undefined;
    } else if (schema instanceof z.ZodDiscriminatedUnion) {
      const name = schema.def.discriminator;
      const chosen = schema.options.find(
        (option): option is z.ZodObject => option instanceof z.ZodObject && hasKind(option, name, value),
      );
      const shape: Record<string, unknown> = chosen?.shape ?? {};
      const next = shape[String(part)];
      schema = next instanceof z.ZodType ? unwrapped(next) : undefined;
    } else return undefined;
    value = valueAt(value, [part]);
  }
  return schema;
}

function hasKind(option: z.ZodObject, name: string, value: unknown): boolean {
  const field: unknown = option.shape[name];
  return field instanceof z.ZodType && isRecord(value) && field.safeParse(value[name]).success;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodPrefault
  ) {
    const next: unknown = inner.unwrap();
    if (!(next instanceof z.ZodType)) return inner;
    // What the wrapper says of the field counts where the inner one says nothing.
    if (next.meta()?.['sample'] === undefined && inner.meta()?.['sample'] !== undefined) return inner;
    inner = next;
  }
  return inner;
}

function mend(
  writer: Writer,
  root: unknown,
  issue: { readonly path: Path; readonly code: string; readonly keys?: unknown },
  replaced: Map<string, { typed: string; sample: string }>,
): unknown {
  const here = valueAt(root, issue.path);
  if (issue.code === 'unrecognized_keys' && isRecord(here) && Array.isArray(issue.keys)) {
    for (const key of issue.keys) delete here[String(key)];
    return root;
  }
  const schema = schemaAt(writer.schema, issue.path, root);
  const sample = schema?.meta()?.['sample'];
  if (sample !== undefined) {
    if (isShown(here) && isShown(sample))
      replaced.set(pathText(issue.path), { typed: String(here), sample: String(sample) });
    return put(root, issue.path, sample);
  }
  if (schema instanceof z.ZodObject) return put(root, issue.path, {});
  if (schema instanceof z.ZodArray) {
    // Too few items: one that mends itself in the next round; anything else than a list: none.
    return put(root, issue.path, Array.isArray(here) ? [...here, emptyItem(schema)] : []);
  }
  return put(root, issue.path, valueAt(writer.sample, issue.path));
}

function emptyItem(list: z.ZodArray): unknown {
  const item: unknown = list.element;
  if (!(item instanceof z.ZodType)) return null;
  return unwrapped(item).meta()?.['sample'] ?? {};
}

function put(root: unknown, path: Path, value: unknown): unknown {
  const last = path.at(-1);
  if (last === undefined) return value;
  const holder = valueAt(root, path.slice(0, -1));
  if (Array.isArray(holder) && typeof last === 'number') holder[last] = value;
  else if (isRecord(holder)) {
    if (value === undefined) delete holder[String(last)];
    else
      Object.defineProperty(holder, String(last), {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return root;
}
