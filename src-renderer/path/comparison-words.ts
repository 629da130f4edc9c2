import type { PathHop } from '../../src-core/api/path.ts';
import type { PathRow } from '../../src-core/path/compare-paths.ts';
import { formatPlural, formatRtt } from '../components/format.ts';

/** What has changed, in one sentence. */
export function comparisonText(rows: readonly Pick<PathRow<PathHop>, 'change'>[]): string {
  const count = (change: PathRow<PathHop>['change']): number =>
    rows.filter((row) => row.change === change).length;
  const parts = (['changed', 'added', 'removed'] as const)
    .filter((change) => count(change) > 0)
    .map((change) => `${formatPlural(count(change), 'hop')} ${change}`);
  return parts.length === 0 ? 'The path is the same' : parts.join(', ');
}

/** How much longer a round trip has become. */
export function slowerText(slowerMs: number | null): string {
  if (slowerMs === null) return '';
  const amount = formatRtt(Math.abs(slowerMs));
  return Math.abs(slowerMs) < 0.05 ? 'as before' : `${amount} ${slowerMs > 0 ? 'slower' : 'faster'}`;
}
