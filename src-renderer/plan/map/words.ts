import type { MapCell, PlanMap } from '../../../src-core/plan/map.ts';
import { levelAt, utilisationOf } from '../../../src-core/plan/map.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { roleLabels, statusLabels } from '../plan-columns.tsx';
import { formatShare } from '../row-figures.ts';

/** The longest name that is shown in a picture. */
const nameLimit = 80;

export interface CellWords {
  readonly title: string;
  readonly prefix: string;
  readonly facts: readonly string[];
}

/** What a cell of the map is, in words. */
export function cellWords(map: PlanMap, { kind, prefix, entry }: MapCell): CellWords {
  if (entry === undefined)
    return kind === 'free'
      ? { title: 'Free', prefix, facts: [] }
      : { title: 'Kept for growth', prefix, facts: ['no other node is put here'] };
  const { node } = entry;
  const below = levelAt(map, node.id).entries.length;
  return {
    title: visibleText(node.name, nameLimit) || 'Without a name',
    prefix,
    facts: [
      statusLabels[node.status].label,
      roleLabels[node.role],
      ...(below === 0 ? [] : [`${formatShare(utilisationOf(map, node.id))} used`]),
    ],
  };
}
