import type { Json } from '../../../src-core/writers/form-json.ts';

export { isRecord, type Json, type JsonRecord } from '../../../src-core/writers/form-json.ts';

/** What every part of a form is shown with. */
interface Words {
  readonly title: string;
  readonly description?: string;
  /** A value as an example. */
  readonly sample?: string;
  readonly unit?: string;
  readonly widget?: string;
  /** False where the value must be there. */
  readonly optional: boolean;
  /** What counts where nothing is typed. */
  readonly fallback?: Json;
}

export interface TextNode extends Words {
  readonly is: 'text';
}
export interface NumberNode extends Words {
  readonly is: 'number';
}
export interface FlagNode extends Words {
  readonly is: 'flag';
}
export interface ChoiceNode extends Words {
  readonly is: 'choice';
  readonly options: readonly { readonly value: Json; readonly label: string }[];
}
/** A value that can be one thing only: what tells the variants of a union apart. */
export interface FixedNode extends Words {
  readonly is: 'fixed';
  readonly value: Json;
}
export interface GroupNode extends Words {
  readonly is: 'group';
  readonly fields: ReadonlyMap<string, FormNode>;
}
export interface ListNode extends Words {
  readonly is: 'list';
  readonly item: FormNode;
  readonly least: number;
  readonly most: number;
}
/** One of several groups, told apart by the value of one field. */
export interface UnionNode extends Words {
  readonly is: 'union';
  readonly by: string;
  readonly variants: readonly { readonly value: Json; readonly label: string; readonly group: GroupNode }[];
}
/** What the form has no field for: shown and typed as JSON. */
export interface OtherNode extends Words {
  readonly is: 'other';
}

export type FieldNode = TextNode | NumberNode | FlagNode | ChoiceNode | OtherNode;
export type FormNode = FieldNode | FixedNode | GroupNode | ListNode | UnionNode;

/** A value as text: as it is typed where it is text or a number. */
export function wordOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** True for what is one field, with one label and one value. */
export function isField(node: FormNode): node is FieldNode {
  return node.is !== 'group' && node.is !== 'list' && node.is !== 'union' && node.is !== 'fixed';
}

/** True where the form shows nothing of it. */
export function isHidden(node: FormNode): boolean {
  return node.widget === 'hidden' || node.is === 'fixed';
}
