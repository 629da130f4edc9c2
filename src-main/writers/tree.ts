import type { WrittenLine } from './written.ts';

/** A value for a JSON or YAML file, whose parts may say which fields they came from. */
export type Tree =
  | string
  | number
  | boolean
  | null
  | bigint
  | From
  | Inline
  | Ready
  | readonly Tree[]
  | { readonly [name: string]: Tree | undefined };

/** A part of a tree and the field that it came from. */
export class From {
  readonly path: string;
  readonly value: Tree;

  constructor(path: string, value: Tree) {
    this.path = path;
    this.value = value;
  }
}

/** Marks a part of a tree with the field it came from. */
export function from(path: string, value: Tree): From {
  return new From(path, value);
}

/** A part of a tree that stands on one line in JSON: one of thousands of small entries. */
export class Inline {
  readonly value: Tree;

  constructor(value: Tree) {
    this.value = value;
  }
}

/** Lines of JSON that were made before, as jsonLines gives them: of one of thousands of large entries. */
export class Ready {
  readonly #lines: readonly WrittenLine[];
  #placed: { readonly place: string; readonly lines: readonly WrittenLine[] } | undefined;

  constructor(lines: readonly WrittenLine[]) {
    this.#lines = lines;
  }

  /** The lines at their place in a file: the same objects as long as that stays. */
  at(indent: string, before: string, after: string): readonly WrittenLine[] {
    const place = JSON.stringify([indent, before, after]);
    if (this.#placed?.place !== place) this.#placed = { place, lines: this.#put(indent, before, after) };
    return this.#placed.lines;
  }

  #put(indent: string, before: string, after: string): WrittenLine[] {
    return this.#lines.map(({ text, from: fields }, index) => {
      const begin = index === 0 ? before : '';
      const end = index === this.#lines.length - 1 ? after : '';
      return { text: `${indent}${begin}${text}${end}`, from: fields, joined: fields.join(' ') };
    });
  }
}

/** Puts a part of a tree on one line, which then has all the fields in it. */
export function inline(value: Tree): Inline {
  return new Inline(value);
}

type Bare = Exclude<Tree, From | Inline | Ready>;

interface Plain {
  readonly paths: readonly string[];
  readonly value: Bare;
  readonly oneLine: boolean;
}

function plain(tree: Tree): Plain {
  const paths: string[] = [];
  let oneLine = false;
  let value = tree;
  while (value instanceof From || value instanceof Inline) {
    if (value instanceof From) paths.push(value.path);
    else oneLine = true;
    value = value.value;
  }
  if (value instanceof Ready)
    throw new RangeError('lines that are ready stand in a list or group of jsonLines alone');
  return { paths, value, oneLine };
}

type Scalar = string | number | boolean | bigint | null;

function isList(value: Bare): value is readonly Tree[] {
  return Array.isArray(value);
}

function isScalar(value: Bare): value is Scalar {
  return value === null || typeof value !== 'object';
}

/** The named parts that are there. */
function entriesOf(value: { readonly [name: string]: Tree | undefined }): [string, Tree][] {
  return Object.entries(value).flatMap(([name, part]): [string, Tree][] =>
    part === undefined ? [] : [[name, part]],
  );
}

/** Text that stands in JSON as it is, as nearly all does. */
const needsNothing = /^[ !#-[\]-~]*$/;

/** JSON text of a scalar (RFC 8259); line separators of Unicode are escaped, since some readers take them for line breaks. */
export function jsonScalar(value: Scalar): string {
  if (typeof value === 'string' && needsNothing.test(value)) return `"${value}"`;
  if (typeof value === 'bigint') return value.toString();
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The JSON text of a part on one line; the fields of all that is in it are added to `paths`. */
function jsonText(tree: Tree, paths: string[]): string {
  const { paths: own, value } = plain(tree);
  paths.push(...own);
  if (isScalar(value)) return jsonScalar(value);
  if (isList(value)) return `[${value.map((part) => jsonText(part, paths)).join(', ')}]`;
  const parts = entriesOf(value).map(([name, part]) => `${jsonScalar(name)}: ${jsonText(part, paths)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** The tree as JSON, two spaces a level, one value a line but for what is inline. */
export function jsonLines(tree: Tree): WrittenLine[] {
  const lines: WrittenLine[] = [];
  const put = (node: Tree, indent: string, before: string, after: string, outer: readonly string[]) => {
    if (node instanceof Ready) {
      for (const line of node.at(indent, before, after)) lines.push(line);
      return;
    }
    const { paths, value, oneLine } = plain(node);
    const own = [...outer, ...paths];
    if (oneLine || isScalar(value)) {
      const text = jsonText(value, own);
      lines.push({ text: `${indent}${before}${text}${after}`, from: own });
      return;
    }
    const list = isList(value);
    const parts: [string, Tree][] = isList(value)
      ? value.map((part): [string, Tree] => ['', part])
      : entriesOf(value).map(([name, part]): [string, Tree] => [`${jsonScalar(name)}: `, part]);
    if (parts.length === 0) {
      lines.push({ text: `${indent}${before}${list ? '[]' : '{}'}${after}`, from: own });
      return;
    }
    lines.push({ text: `${indent}${before}${list ? '[' : '{'}`, from: own });
    parts.forEach(([name, part], index) => {
      put(part, `${indent}  `, name, index === parts.length - 1 ? '' : ',', []);
    });
    lines.push({ text: `${indent}${list ? ']' : '}'}${after}`, from: own });
  };
  put(tree, '', '', '', []);
  return lines;
}

/** Words that a reader of YAML 1.1 or 1.2 takes for text, whatever else they might look like. */
const plainWord = /^[A-Za-z_][A-Za-z0-9_./-]*$/;
// Some readers of YAML 1.1 take `e0` for a number.
const notText = /^(y|n|yes|no|on|off|true|false|null|nan|inf|e[0-9]+)$/i;

/** YAML text of a scalar: text stands in double quotes (YAML 1.2 section 5.7, as JSON) unless it is a plain word. */
export function yamlScalar(value: Scalar): string {
  if (typeof value !== 'string') return jsonScalar(value);
  return plainWord.test(value) && !notText.test(value) ? value : jsonScalar(value);
}

/** The tree as YAML in block style. */
export function yamlLines(tree: Tree): WrittenLine[] {
  const lines: WrittenLine[] = [];
  const put = (node: Tree, indent: string, before: string, outer: readonly string[]) => {
    const { paths, value } = plain(node);
    const own = [...outer, ...paths];
    if (isScalar(value)) {
      lines.push({ text: `${before}${yamlScalar(value)}`, from: own });
      return;
    }
    const parts = isList(value) ? value : entriesOf(value);
    if (parts.length === 0) {
      lines.push({ text: `${before}${isList(value) ? '[]' : '{}'}`, from: own });
      return;
    }
    // A list inside of a list begins on the line of its dash; everything else on the next line.
    const dash = before.endsWith('- ');
    if (!dash && before !== '') lines.push({ text: before.trimEnd(), from: own });
    let first = dash ? before : undefined;
    const begin = () => {
      const text = first ?? indent;
      first = undefined;
      return text;
    };
    let carried = dash ? own : [];
    const carry = () => {
      const fields = carried;
      carried = [];
      return fields;
    };
    if (isList(value)) {
      for (const part of value) put(part, `${indent}  `, `${begin()}- `, carry());
    } else {
      for (const [name, part] of entriesOf(value)) {
        put(part, `${indent}  `, `${begin()}${yamlScalar(name)}: `, carry());
      }
    }
  };
  put(tree, '', '', []);
  return lines;
}
