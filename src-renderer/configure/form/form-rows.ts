import { below } from './edit-values.ts';
import {
  isField,
  isHidden,
  isRecord,
  type FieldNode,
  type FormNode,
  type GroupNode,
  type Json,
  type ListNode,
  type UnionNode,
} from './form-node.ts';

interface Row {
  /** Tells the rows apart, and stays with what it shows. */
  readonly key: string;
  readonly path: string;
  readonly depth: number;
}

/** The header of a group, a union or a list, which opens and closes it. */
export interface HeadRow extends Row {
  readonly is: 'head';
  readonly node: GroupNode | ListNode | UnionNode;
  readonly value: Json | undefined;
  readonly open: boolean;
}
/** Fields of one group that stand beside each other. */
export interface FieldsRow extends Row {
  readonly is: 'fields';
  readonly label: string;
  readonly fields: readonly { readonly name: string; readonly node: FieldNode }[];
  readonly value: Json | undefined;
}
/** Which of its variants a union is. */
export interface VariantRow extends Row {
  readonly is: 'variant';
  readonly node: UnionNode;
  readonly label: string;
  readonly value: Json | undefined;
}
/** One item of a list: with a summary, and its fields below where it is open; or, of a list of fields, the field. */
export interface ItemRow extends Row {
  readonly is: 'item';
  readonly list: ListNode;
  readonly index: number;
  readonly count: number;
  readonly value: Json | undefined;
  readonly open: boolean;
}
/** The button that adds an item. */
export interface AddRow extends Row {
  readonly is: 'add';
  readonly list: ListNode;
  readonly count: number;
}

export type FormRow = HeadRow | FieldsRow | VariantRow | ItemRow | AddRow;

/** Which parts the person opened or closed; all others are as they are at first. */
export type OpenState = ReadonlyMap<string, boolean>;

/** Lists of up to this many items show them open at first. */
const fewItems = 2;

/** Whether an item of a list is open. */
export function isItemOpen(open: OpenState, path: string, count: number): boolean {
  return open.get(path) ?? count <= fewItems;
}

/** The rows of a form as far as it is open, from top to bottom. */
export function formRows(model: GroupNode, values: Json, open: OpenState): FormRow[] {
  const rows: FormRow[] = [];
  new RowMaker(rows, open).group(model, values, '', 0, model.title);
  return rows;
}

class RowMaker {
  readonly #rows: FormRow[];
  readonly #open: OpenState;

  constructor(rows: FormRow[], open: OpenState) {
    this.#rows = rows;
    this.#open = open;
  }

  group(node: GroupNode, value: Json | undefined, path: string, depth: number, label: string): void {
    let run: { name: string; node: FieldNode }[] = [];
    const end = () => {
      const [first] = run;
      if (first === undefined) return;
      const key = `${below(path, first.name)} fields`;
      this.#rows.push({ is: 'fields', key, path, depth, label, fields: run, value });
      run = [];
    };
    for (const [name, part] of node.fields) {
      if (isHidden(part)) continue;
      if (isField(part)) {
        run.push({ name, node: part });
        continue;
      }
      end();
      this.#part(part, isRecord(value) ? value[name] : undefined, below(path, name), depth);
    }
    end();
  }

  #part(node: FormNode, value: Json | undefined, path: string, depth: number): void {
    if (node.is !== 'group' && node.is !== 'list' && node.is !== 'union') return;
    const there = !(node.optional && value === undefined) || node.is === 'list';
    const open = there && (this.#open.get(path) ?? true);
    this.#rows.push({ is: 'head', key: path, path, depth, node, value, open });
    if (!open) return;
    if (node.is === 'list') this.#list(node, value, path, depth + 1);
    else this.#inside(node, value, path, depth + 1, node.title);
  }

  #inside(node: FormNode, value: Json | undefined, path: string, depth: number, label: string): void {
    if (node.is === 'group') this.group(node, value, path, depth, label);
    if (node.is !== 'union') return;
    this.#rows.push({ is: 'variant', key: `${path} variant`, path, depth, node, label, value });
    const chosen = variantOf(node, value);
    if (chosen !== undefined) this.group(chosen.group, value, path, depth, label);
  }

  #list(node: ListNode, value: Json | undefined, path: string, depth: number): void {
    const items = Array.isArray(value) ? value : [];
    // The head of an empty list has the button itself.
    if (items.length === 0) return;
    items.forEach((item, index) => {
      const own = below(path, index);
      const open = !isField(node.item) && isItemOpen(this.#open, own, items.length);
      this.#rows.push({
        is: 'item',
        key: own,
        path: own,
        depth,
        list: node,
        index,
        count: items.length,
        value: item,
        open,
      });
      if (!open) return;
      if (node.item.is === 'list') this.#list(node.item, item, own, depth + 1);
      else this.#inside(node.item, item, own, depth + 1, itemTitle(node, index));
    });
    this.#rows.push({ is: 'add', key: `${path} add`, path, depth, list: node, count: items.length });
  }
}

/** The variant that the values of a union are of. */
export function variantOf(
  node: UnionNode,
  value: Json | undefined,
): UnionNode['variants'][number] | undefined {
  const kind = isRecord(value) ? value[node.by] : undefined;
  return node.variants.find((each) => each.value === kind);
}

/** What an item is called: `Subnet 3`. */
export function itemTitle(list: ListNode, index: number): string {
  return `${list.item.title || list.title} ${index + 1}`;
}

/** The parts above a path that must be open for it to be seen, the outermost first. */
export function pathsAbove(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join('.'));
}

/** The row in which the field of a path stands, or the nearest part above it that has one; -1 where there is none. */
export function rowOf(rows: readonly FormRow[], path: string): number {
  for (let wanted = path; wanted !== ''; wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('.')))) {
    const index = rows.findIndex((row) =>
      row.is === 'fields'
        ? row.fields.some(({ name }) => below(row.path, name) === wanted)
        : row.is === 'variant'
          ? below(row.path, row.node.by) === wanted
          : row.is !== 'add' && row.path === wanted,
    );
    if (index >= 0) return index;
  }
  return -1;
}
