import type { WriterForm } from '../../../src-core/api/writers.ts';
import { isRecord, wordOf, type FormNode, type GroupNode, type Json, type JsonRecord } from './form-node.ts';

/** Deeper than any form is; a schema that refers to itself ends here. */
const deepest = 12;

/**
 * Reads the JSON schema of a form (draft 2020-12, as src-main/writers makes it) into what the page draws.
 * What it does not know becomes a field of JSON text, so that no value is out of reach.
 */
export function readSchema(schema: WriterForm['schema']): GroupNode {
  const root = new SchemaReader(schema).node(schema, '', false, 0);
  if (root.is !== 'group') throw new TypeError('the schema of a form must be that of an object');
  return root;
}

class SchemaReader {
  readonly #definitions: JsonRecord;

  constructor(root: JsonRecord) {
    this.#definitions = recordOf(root['$defs']);
  }

  node(given: JsonRecord, name: string, optional: boolean, depth: number): FormNode {
    const schema = this.#resolved(given);
    const words = wordsOf(schema, name, optional);
    if (depth > deepest) return { ...words, is: 'other' };
    if (schema['const'] !== undefined) return { ...words, is: 'fixed', value: schema['const'] };
    const options = listOf(schema['enum']);
    if (options.length > 0) {
      const labels = recordOf(schema['labels']);
      return {
        ...words,
        is: 'choice',
        options: options.map((value) => ({ value, label: labelOf(labels, value) })),
      };
    }
    const variants = listOf(schema['oneOf'] ?? schema['anyOf']).filter(isRecord);
    if (variants.length > 0) return this.#union(schema, variants, words, depth);
    switch (schema['type']) {
      case 'string':
        return { ...words, is: 'text' };
      case 'number':
      case 'integer':
        return { ...words, is: 'number' };
      case 'boolean':
        return { ...words, is: 'flag' };
      case 'array':
        return {
          ...words,
          is: 'list',
          item: this.node(recordOf(schema['items']), '', false, depth + 1),
          least: numberOf(schema['minItems'], 0),
          most: numberOf(schema['maxItems'], Number.POSITIVE_INFINITY),
        };
      case 'object':
        if (!isRecord(schema['properties'])) return { ...words, is: 'other' };
        return { ...words, is: 'group', fields: this.#fields(schema, depth) };
      default:
        return { ...words, is: 'other' };
    }
  }

  #fields(schema: JsonRecord, depth: number): ReadonlyMap<string, FormNode> {
    const needed = new Set(listOf(schema['required']));
    return new Map(
      Object.entries(recordOf(schema['properties'])).map(([name, part]) => [
        name,
        this.node(recordOf(part), name, !needed.has(name), depth + 1),
      ]),
    );
  }

  #union(
    schema: JsonRecord,
    variants: readonly JsonRecord[],
    words: ReturnType<typeof wordsOf>,
    depth: number,
  ): FormNode {
    const real = variants.map((each) => this.#resolved(each)).filter((each) => each['type'] !== 'null');
    const [only] = real;
    // A value that may be null is one that may be left out, for the form.
    if (real.length === 1 && only !== undefined) {
      const inner = this.node(only, '', words.optional, depth + 1);
      return { ...inner, ...words, title: words.title === '' ? inner.title : words.title };
    }
    const groups = real
      .map((each) => this.node(each, '', false, depth + 1))
      .filter((each): each is GroupNode => each.is === 'group');
    const by = groups.length === real.length ? tellingField(groups) : undefined;
    if (by === undefined) return { ...words, is: 'other' };
    const labels = recordOf(schema['labels']);
    return {
      ...words,
      is: 'union',
      by,
      variants: groups.flatMap((group) => {
        const field = group.fields.get(by);
        if (field?.is !== 'fixed') return [];
        const label = labels[wordOf(field.value)];
        return [
          {
            value: field.value,
            label: typeof label === 'string' ? label : group.title || wordOf(field.value),
            group,
          },
        ];
      }),
    };
  }

  #resolved(schema: JsonRecord): JsonRecord {
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return schema;
    const name = /^#\/\$defs\/(.+)$/.exec(reference)?.[1] ?? '';
    return { ...recordOf(this.#definitions[name]), ...schema };
  }
}

/** The field whose value every variant fixes. */
function tellingField(groups: readonly GroupNode[]): string | undefined {
  const [first, ...others] = groups;
  if (first === undefined) return undefined;
  return [...first.fields].find(
    ([name, node]) => node.is === 'fixed' && others.every((other) => other.fields.get(name)?.is === 'fixed'),
  )?.[0];
}

function wordsOf(schema: JsonRecord, name: string, optional: boolean) {
  const fallback = schema['default'];
  const sample = schema['placeholder'] ?? schema['sample'];
  const text = (key: 'description' | 'unit' | 'widget') => {
    const value = schema[key];
    return typeof value === 'string' ? { [key]: value } : {};
  };
  return {
    title: typeof schema['title'] === 'string' ? schema['title'] : titleOf(name),
    optional,
    ...text('description'),
    ...text('unit'),
    ...text('widget'),
    ...(typeof sample === 'string' || typeof sample === 'number' ? { sample: String(sample) } : {}),
    ...(fallback === undefined ? {} : { fallback }),
  };
}

/** `maxLifetime` as `Max lifetime`: for a field that was given no title. */
function titleOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function labelOf(labels: JsonRecord, value: Json): string {
  const label = labels[wordOf(value)];
  return typeof label === 'string' ? label : wordOf(value);
}

function recordOf(value: Json | undefined): JsonRecord {
  return isRecord(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function numberOf(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
