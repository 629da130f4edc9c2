import { visibleText } from '../../../src-core/net/visible-text.ts';
import { formatPlural } from '../../components/format.ts';
import { isHidden, isRecord, wordOf, type FormNode, type Json } from './form-node.ts';
import { variantOf } from './form-rows.ts';

/** As much as one line has room for. */
const mostParts = 4;
const mostCharacters = 120;

/** An item of a list in one line: its first values, and how many items its own lists have. */
export function summaryOf(node: FormNode, value: Json | undefined): string {
  const parts: string[] = [];
  collect(node, value, parts);
  return visibleText(parts.slice(0, mostParts).join(' · '), mostCharacters);
}

function collect(node: FormNode, value: Json | undefined, parts: string[]): void {
  if (parts.length >= mostParts || value === undefined || value === null || isHidden(node)) return;
  switch (node.is) {
    case 'group': {
      if (!isRecord(value)) return;
      for (const [name, field] of node.fields) collect(field, value[name], parts);
      return;
    }
    case 'union': {
      const variant = variantOf(node, value);
      if (variant === undefined) return;
      parts.push(variant.label);
      collect(variant.group, value, parts);
      return;
    }
    case 'list':
      if (Array.isArray(value) && value.length > 0) parts.push(listSummary(node.title, value));
      return;
    case 'flag':
      if (value === true) parts.push(node.title);
      return;
    case 'choice':
      parts.push(node.options.find((option) => option.value === value)?.label ?? wordOf(value));
      return;
    case 'text':
    case 'number':
    case 'fixed':
    case 'other':
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') parts.push(String(value));
  }
}

function listSummary(title: string, items: readonly Json[]): string {
  const [first] = items;
  if (items.length === 1 && typeof first === 'string' && first !== '') return first;
  return `${title.toLowerCase()}: ${formatPlural(items.length, 'item')}`;
}
