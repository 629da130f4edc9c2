import { isList, isRecord, part, type Json } from './form-json.ts';

/** The hidden field of an item of a list that says from which node of a plan it came (fields.planNode()). */
const nodeField = 'node';

type Item = { [name: string]: Json };

/** An item of a list with what it is found again by. */
interface Keyed {
  readonly key: string;
  readonly item: Item;
  readonly index: number;
}

/** A list of groups, each with its key; undefined for anything else. */
export function keyedItems(list: Json | undefined): Keyed[] | undefined {
  if (!isList(list)) return undefined;
  const seen = new Map<string, number>();
  const items: Keyed[] = [];
  for (const [index, item] of list.entries()) {
    if (!isRecord(item)) return undefined;
    const node = nodeOf(item);
    // One node may give more than one item: an IPv4 and an IPv6 subnet.
    const before = seen.get(node) ?? 0;
    seen.set(node, before + 1);
    items.push({ key: `${node} ${before}`, item, index });
  }
  return items;
}

/** True where every item came from a node of the plan; also for a list without items. */
export function allFromPlan(items: readonly Keyed[]): boolean {
  return items.every(({ item }) => nodeOf(item) !== '');
}

export function isFromPlan({ item }: Keyed): boolean {
  return nodeOf(item) !== '';
}

function nodeOf(item: Item): string {
  const node = part(item, nodeField);
  return typeof node === 'string' ? node : '';
}
