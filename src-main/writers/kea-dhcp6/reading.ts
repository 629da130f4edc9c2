import { visibleText } from '../../../src-core/net/visible-text.ts';
import { plainJson, type JsonNode } from '../syntax/commented-json.ts';

export type Fields = Record<string, unknown>;
/** Puts an entry into the fields. @returns why it cannot, or undefined */
export type Take = (fields: Fields, value: JsonNode, leave: Leave) => string | undefined;
export type Leave = (node: JsonNode, why: string, name?: string) => void;
export type Takes = Readonly<Record<string, Take>>;

const unfit = 'the form cannot hold this value';

export const scalar =
  (field: string, kind: 'string' | 'number' | 'boolean'): Take =>
  (fields, node) => {
    if (node.kind !== 'scalar' || typeof node.value !== kind) return `expected a ${kind}`;
    fields[field] = node.value;
    return undefined;
  };

export const strings =
  (field: string): Take =>
  (fields, node) => {
    const values = node.kind === 'list' ? node.items.map(plainJson) : [];
    if (node.kind !== 'list' || values.some((value) => typeof value !== 'string'))
      return 'expected a list of strings';
    fields[field] = values;
    return undefined;
  };

/** Each item of a list is a group of fields. */
export const groups =
  (field: string, takes: Takes, finish: (item: Fields) => Fields = (item) => item): Take =>
  (fields, node, leave) => {
    if (node.kind !== 'list') return 'expected a list';
    fields[field] = node.items.map((item) => finish(mapOf(item, takes, leave)));
    return undefined;
  };

export const inside =
  (field: string, takes: Takes): Take =>
  (fields, node, leave) => {
    fields[field] = mapOf(node, takes, leave);
    return undefined;
  };

/** A constant that the form always writes. */
export const always =
  (value: unknown): Take =>
  (_fields, node) =>
    plainJson(node) === value ? undefined : unfit;

export function mapOf(node: JsonNode, takes: Takes, leave: Leave): Fields {
  const fields: Fields = {};
  if (node.kind !== 'map') {
    leave(node, 'expected names and values in braces');
    return fields;
  }
  for (const { name, value } of node.entries) {
    const take = Object.hasOwn(takes, name) ? takes[name] : undefined;
    const why =
      take === undefined ? `the form has no "${visibleText(name, 60)}"` : take(fields, value, leave);
    if (why !== undefined) leave(value, why, name);
  }
  return fields;
}
