import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument, type Node } from 'yaml';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine } from '../writer.ts';

export interface YamlEntry {
  readonly name: string;
  readonly value: YamlNode;
  /** Counts from 1. */
  readonly line: number;
  /** The entry as it stands, its lines joined. */
  readonly text: string;
}

/** A part of a YAML text: a scalar as it is written, so that `0123` and `yes` stay what they are. */
export type YamlNode =
  | { readonly kind: 'scalar'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly YamlNode[]; readonly line: number }
  | { readonly kind: 'map'; readonly entries: readonly YamlEntry[]; readonly line: number }
  /** Aliases are not followed: a few lines of them can stand for gigabytes. */
  | { readonly kind: 'other'; readonly line: number };

/** Nothing that a person writes is nested deeper. */
const deepest = 50;

/**
 * Reads a YAML text with the lines of its parts, and its comments.
 * @throws ToolError bad-input with file and line where it is no YAML
 */
export function readYaml(file: SourceFile): { root: YamlNode; comments: LeftLine[] } {
  const counter = new LineCounter();
  const contents = parsed(file, counter);
  const lineOf = (node: Node | null | undefined) => counter.linePos(node?.range?.[0] ?? 0).line;
  const convert = (node: unknown, depth: number, line: number): YamlNode => {
    if (depth > deepest) throw refused(file, line, `nested more than ${deepest} deep`);
    if (isScalar(node)) {
      const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
      return { kind: 'scalar', text, line: lineOf(node) };
    }
    if (isSeq(node)) {
      const own = lineOf(node);
      return { kind: 'list', items: node.items.map((item) => convert(item, depth + 1, own)), line: own };
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): YamlEntry => {
        const name = isScalar(key) ? key : undefined;
        const own = name === undefined ? lineOf(node) : lineOf(name);
        const start = name?.range?.[0] ?? 0;
        const end = isNode(value) ? (value.range?.[1] ?? start) : (name?.range?.[1] ?? start);
        return {
          name: name === undefined ? '' : typeof name.value === 'string' ? name.value : (name.source ?? ''),
          value: convert(value, depth + 1, own),
          line: own,
          text: visibleText(
            file.text
              .slice(start, end)
              .trim()
              .replaceAll(/\s*\n\s*/g, ' '),
            2000,
          ),
        };
      });
      return { kind: 'map', entries, line: lineOf(node) };
    }
    if (node === null || node === undefined) return { kind: 'scalar', text: '', line };
    return { kind: 'other', line: isAlias(node) ? lineOf(node) : line };
  };
  return { root: convert(contents, 0, 1), comments: commentsOf(file) };
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isSeq(value) || isMap(value) || isAlias(value);
}

function parsed(file: SourceFile, lineCounter: LineCounter): unknown {
  try {
    const document = parseDocument(file.text, { lineCounter, prettyErrors: false, uniqueKeys: true });
    const [error] = document.errors;
    if (error !== undefined) throw refused(file, lineCounter.linePos(error.pos[0]).line, error.message);
    return document.contents;
  } catch (error) {
    // The parser calls itself for each level: a text of nothing but "- - - -" ends the stack.
    if (error instanceof RangeError) throw refused(file, 1, `nested more than ${deepest} deep`);
    throw error;
  }
}

function commentsOf(file: SourceFile): LeftLine[] {
  const comments: LeftLine[] = [];
  let line = 1;
  for (const token of new Lexer().lex(file.text)) {
    if (token.startsWith('#'))
      comments.push({ file: file.name, line, text: token.trim(), kind: 'comment', why: 'a comment' });
    line += token.split('\n').length - 1;
  }
  return comments;
}

function refused(file: SourceFile, line: number, why: string): ToolError {
  return new ToolError(
    'bad-input',
    `${visibleText(file.name)}, line ${line}: ${why}`,
    `${file.name}:${line}`,
  );
}
