import type { MapCell, PlanMap } from '../../../src-core/plan/map.ts';
import { levelAt, utilisationOf } from '../../../src-core/plan/map.ts';
import type { PlanNode } from '../../../src-core/plan/node.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';

/** The states of a node, for people. */
export const statusWords: Record<PlanNode['status'], string> = {
  planned: 'Planned',
  reserved: 'Reserved',
  used: 'In use',
  retiring: 'To be retired',
};

/** What a node is, for people. */
export const roleWords: Record<PlanNode['role'], string> = {
  container: 'Container',
  site: 'Site',
  lan: 'LAN',
  'point-to-point': 'Point to point',
  loopback: 'Loopback',
  pool: 'Pool',
  customer: 'Customer',
  host: 'Host',
};

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
      statusWords[node.status],
      roleWords[node.role],
      ...(below === 0 ? [] : [`${formatShare(utilisationOf(map, node.id))} used`]),
    ],
  };
}

/** A share for people: `12 %`, and never 0 % or 100 % for something that is not quite so. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1 %';
  if (share < 1 && share > 0.999) return '>99.9 %';
  const percent = share * 100;
  return `${percent === 0 || percent >= 10 ? Math.round(percent) : percent.toFixed(1)} %`;
}
