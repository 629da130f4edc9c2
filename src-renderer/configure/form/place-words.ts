import { partsOf } from './edit-values.ts';
import type { FormNode, GroupNode } from './form-node.ts';
import { itemTitle } from './form-rows.ts';

/** The place of a field in words: `Subnet 3, Prefix`. */
export function placeOf(model: GroupNode, path: string): string {
  const words: string[] = [];
  let node: FormNode | undefined = model;
  for (const part of partsOf(path)) {
    if (node?.is === 'list') {
      // "Subnets, Subnet 3" says no more than "Subnet 3".
      words.pop();
      words.push(itemTitle(node, Number(part)));
      node = node.item;
      continue;
    }
    node = fieldOf(node, part);
    words.push(node?.title || part);
  }
  return words.join(', ');
}

function fieldOf(node: FormNode | undefined, name: string): FormNode | undefined {
  if (node?.is === 'group') return node.fields.get(name);
  if (node?.is !== 'union') return undefined;
  return node.variants.map(({ group }) => group.fields.get(name)).find((field) => field !== undefined);
}
