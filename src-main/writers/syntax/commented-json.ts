import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine } from '../writer.ts';

/** A value of a JSON text and the line that it begins on. Lines count from 1. */
export type JsonNode =
  | { readonly kind: 'map'; readonly line: number; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'scalar'; readonly line: number; readonly value: string | number | boolean | null };

export interface JsonEntry {
  readonly name: string;
  readonly line: number;
  readonly value: JsonNode;
}

/** Depth and size are bounded: the text is somebody's file. */
const deepest = 50;
const mostValues = 2_000_000;

const token =
  /[ \t\r]+|<\?include\s*"[^"\n]*"\s*\?>|\n|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\[^\n])*"|[{}[\]:,]|-?\.?[0-9][0-9eE+.-]*|[A-Za-z]+/y;

const isInclude = (found: string | undefined): boolean => found?.startsWith('<?') === true;

/**
 * Reads JSON with comments (`#`, `//`, C comments) commas before a closing bracket, and numbers
 * that begin with a point, as Kea takes it. What other files Kea would read in (`<?include "…"?>`) is handed back as
 * not understood; where it is a whole value, that is null.
 * @throws ToolError bad-input with file and line
 */
export function readCommentedJson(file: SourceFile): { root: JsonNode; comments: LeftLine[] } {
  const { text } = file;
  const comments: LeftLine[] = [];
  const include = (found: string | undefined) =>
    comments.push({
      file: file.name,
      line,
      text: visibleText(found ?? '', 2000),
      kind: 'unknown',
      why: 'another file stands here: what is in it was not read',
    });
  let line = 1;
  let place = 0;
  let values = 0;
  const refused = (why: string): ToolError =>
    new ToolError('bad-input', `${visibleText(file.name)}, line ${line}: ${why}`, `${file.name}:${line}`);
  /** The next token that is no comment; undefined at the end. */
  const next = (): string | undefined => {
    while (place < text.length) {
      token.lastIndex = place;
      const found = token.exec(text)?.[0];
      if (found === undefined)
        throw refused(
          `this is no JSON: ${visibleText(text.slice(place, place + 40).split('\n', 1)[0] ?? '')}`,
        );
      place += found.length;
      if (found === '\n') line++;
      else if (found.startsWith('#') || found.startsWith('/')) {
        comments.push({ file: file.name, line, text: found.trim(), kind: 'comment', why: 'a comment' });
        line += found.split('\n').length - 1;
      } else if (found.trim() !== '') return found;
    }
    return undefined;
  };
  const string = (found: string): string => {
    try {
      const value: unknown = JSON.parse(found);
      if (typeof value === 'string') return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw refused(`this is no string: ${visibleText(found, 60)}`);
  };
  const value = (first: string | undefined, depth: number): JsonNode => {
    const begin = line;
    if (++values > mostValues) throw refused(`more than ${mostValues} values`);
    if (depth > deepest) throw refused(`brackets are nested more than ${deepest} deep`);
    if (first === '{') return { kind: 'map', line: begin, entries: parts('}', depth, entry) };
    if (first === '[') return { kind: 'list', line: begin, items: parts(']', depth, value) };
    if (first?.startsWith('"')) return { kind: 'scalar', line: begin, value: string(first) };
    if (isInclude(first)) {
      include(first);
      return { kind: 'scalar', line: begin, value: null };
    }
    const word = first === undefined ? undefined : words.get(first);
    if (word !== undefined) return { kind: 'scalar', line: begin, value: word };
    if (first !== undefined && /^-?(?:0|[1-9]\d*|(?=\.))(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(first))
      return { kind: 'scalar', line: begin, value: Number(first) };
    throw refused(first === undefined ? 'the text ends too soon' : `a value cannot be "${first}"`);
  };
  const entry = (first: string | undefined, depth: number): JsonEntry => {
    const begin = line;
    if (first?.startsWith('"') !== true) throw refused(`expected a name in quotes, not "${first ?? ''}"`);
    const name = string(first);
    const colon = next();
    if (colon !== ':') throw refused(`expected ":" after "${visibleText(name, 60)}"`);
    return { name, line: begin, value: value(next(), depth) };
  };
  function parts<Part>(
    close: string,
    depth: number,
    part: (first: string | undefined, depth: number) => Part,
  ): Part[] {
    const all: Part[] = [];
    let first = next();
    while (first !== close) {
      if (isInclude(first)) {
        include(first);
        first = next();
        // The comma after it is there where the other file does not end with one.
        if (first === ',') first = next();
        continue;
      }
      all.push(part(first, depth + 1));
      const after = next();
      if (after === ',') first = next();
      else if (after === close || isInclude(after)) first = after;
      else throw refused(`expected "," or "${close}"`);
    }
    return all;
  }
  const root = value(next(), 0);
  if (next() !== undefined) throw refused('there is more after the end of the JSON');
  return { root, comments };
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A node as JSON text on one line, to show what was not understood. */
export function jsonNodeText(node: JsonNode): string {
  return visibleText(JSON.stringify(plainJson(node)), 2000);
}

/** A node as the value that JSON.parse would give. */
export function plainJson(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainJson);
  return Object.fromEntries(node.entries.map(({ name, value }) => [name, plainJson(value)]));
}
