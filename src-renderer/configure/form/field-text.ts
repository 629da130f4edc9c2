import { wordOf, type FieldNode, type Json } from './form-node.ts';

/** A value as the field shows it. */
export function textOf(node: FieldNode, value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return node.is === 'other' ? JSON.stringify(value, null, 2) : wordOf(value);
}

/** What an empty field shows: what counts then, or an example. */
export function hintOf(node: FieldNode): string {
  if (node.fallback !== undefined && typeof node.fallback !== 'object')
    return String(node.fallback) === '' ? '' : `${node.fallback} (default)`;
  return node.sample === undefined ? '' : `e.g. ${node.sample}`;
}

/** What was typed as a value; text that is no number stays text, for the program to say what is wrong with it. */
export function readTyped(node: FieldNode, text: string): Json | undefined {
  if (text === '') return undefined;
  if (node.is === 'number') return /^-?(0|[1-9]\d{0,14})$/.test(text.trim()) ? Number(text) : text;
  if (node.is !== 'other') return text;
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
