import type { PathMtuReport } from '../../../src-core/api/path-mtu.ts';
import type { PathHop, PathReport } from '../../../src-core/api/path.ts';
import type { PathRow } from '../../../src-core/path/compare-paths.ts';
import { msText, targetText } from './ping-text.ts';
import { formatTable } from './table.ts';

/** Who is at a hop, one line for each router. */
function routers(hop: PathHop): string[] {
  if (hop.addresses.length === 0) return ['*'];
  return hop.addresses.map(({ address, name }) => (name === null ? address : `${name} (${address})`));
}

/** The hops of a path as a table; times in milliseconds. */
export function describePath(report: PathReport): string[] {
  const rows = report.hops.map((hop) => [
    [String(hop.hop)],
    routers(hop),
    [`${((hop.lost / hop.sent) * 100).toFixed(0)}%`],
    ...[hop.lastMs, hop.avgMs, hop.bestMs, hop.worstMs, hop.jitterMs].map((ms) => [msText(ms)]),
    [hop.notes.join(', ')],
  ]);
  const end = report.reached ? 'reached' : 'not reached';
  return [
    ...formatTable(['HOP', 'ROUTER', 'LOSS', 'LAST', 'AVG', 'BEST', 'WORST', 'JITTER', 'NOTES'], rows),
    `${targetText(report.target)} ${end}, ${report.rounds} rounds by ${report.method ?? 'nothing'}`,
  ];
}

const marks = { same: '', changed: 'changed', added: 'added', removed: 'removed' } as const;

/** Two paths side by side. */
export function describeComparison(rows: readonly PathRow<PathHop>[]): string[] {
  const cell = (hop: PathHop | null) =>
    hop === null
      ? ['']
      : routers(hop).map((router, index) => (index === 0 ? `${hop.hop} ${router}` : `  ${router}`));
  return formatTable(
    ['BEFORE', 'AFTER', 'SLOWER BY', 'CHANGE'],
    rows.map(({ change, before, after, slowerMs }) => [
      cell(before),
      cell(after),
      [slowerMs === null ? '-' : `${slowerMs > 0 ? '+' : ''}${slowerMs.toFixed(3)} ms`],
      [marks[change]],
    ]),
  );
}

/** What was found of a path MTU, in sentences. */
export function describePathMtu(report: PathMtuReport): string[] {
  const { target, mtu, drops, blackHole, causes, limits } = report;
  if (mtu === null) return [`No packet came through to ${targetText(target)}.`, ...limits];
  return [
    `The largest packet that comes through whole to ${targetText(target)} has ${mtu} octets.`,
    ...drops.map(({ router, hop, mtu: size, silent }) => {
      const where = `${router ?? 'an unknown router'}${hop === null ? '' : ` (hop ${hop})`}`;
      return silent
        ? `Larger ones vanish behind ${where}, and nobody says so.`
        : `${where} passes on no more than ${size} octets, and says so.`;
    }),
    ...(blackHole
      ? [
          'This is a black hole: connections open and then hang. Let ICMP "packet too big" through on the way back.',
        ]
      : []),
    ...causes.map(({ name, why }) => `Likely cause: ${name} (${why}).`),
    ...limits,
  ];
}
