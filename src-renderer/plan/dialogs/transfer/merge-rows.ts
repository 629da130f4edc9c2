import type { ImportPreview } from '../../../../src-core/plan/merge-import.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { fieldLabels } from './field-labels.ts';

export const mergeKinds = ['conflict', 'added', 'changed', 'unchanged'] as const;
export type MergeKind = (typeof mergeKinds)[number];

/** A node of an import, and what becomes of it. */
export interface MergeRow {
  readonly kind: MergeKind;
  readonly node: PlanNode;
  readonly detail: string;
}

/** An import as one list, what needs a look first. */
export function mergeRows({ conflicts, added, changed, unchanged }: ImportPreview): MergeRow[] {
  return [
    ...conflicts.map(({ imported, reason }): MergeRow => ({
      kind: 'conflict',
      node: imported,
      detail: reason,
    })),
    ...added.map((node): MergeRow => ({ kind: 'added', node, detail: '' })),
    ...changed.map(({ before, after, fields }): MergeRow => ({
      kind: 'changed',
      node: after,
      detail: fields
        .map((field) => `${fieldLabels[field]}: ${shown(before[field])} → ${shown(after[field])}`)
        .join('; '),
    })),
    ...unchanged.map((node): MergeRow => ({ kind: 'unchanged', node, detail: '' })),
  ];
}

function shown(value: string | number | boolean | null | readonly string[]): string {
  if (value === null || value === '') return 'none';
  return typeof value === 'object' ? value.join(' ') || 'none' : String(value);
}
