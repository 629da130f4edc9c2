import type { PathMtuReport } from '../../../src-core/api/path-mtu.ts';
import type { PathHop, PathReport } from '../../../src-core/api/path.ts';
import type { PathRow } from '../../../src-core/path/compare-paths.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { formatScoped, type Zone } from '../../../src-core/net/zone.ts';
import { msText, targetText } from './ping-text.ts';
import { formatTable } from './table.ts';

/** A router with the link on which it was met: a link-local address means nothing without it. */
function routerText(address: Address, zone: Zone | null): string {
  return formatScoped({ address, zone: zone ?? undefined });
}

/** Who is at a hop, one line for each router. */
function routers(hop: PathHop, zone: Zone | null): string[] {
  if (hop.addresses.length === 0) return ['*'];
  return hop.addresses.map(({ address, name }) => {
    const text = routerText(address, zone);
    return name === null ? text : `${name} (${text})`;
  });
}

/** The hops of a path as a table; times in milliseconds. */
export function describePath(report: PathReport): string[] {
  const rows = report.hops.map((hop) => [
    [String(hop.hop)],
    routers(hop, report.target.zone),
    [`${((hop.lost / hop.sent) * 100).toFixed(0)}%`],
    ...[hop.lastMs, hop.avgMs, hop.bestMs, hop.worstMs, hop.jitterMs].map((ms) => [msText(ms)]),
    [hop.notes.join(', ')],
  ]);
  const end = report.reached ? 'reached' : 'not reached';
  const rounds = report.rounds === 1 ? '1 round' : `${report.rounds} rounds`;
  return [
    ...formatTable(['HOP', 'ROUTER', 'LOSS', 'LAST', 'AVG', 'BEST', 'WORST', 'JITTER', 'NOTES'], rows),
    `${targetText(report.target)} ${end}, ${rounds} by ${report.method ?? 'nothing'}`,
  ];
}

const marks = { same: '', changed: 'changed', added: 'added', removed: 'removed' } as const;

/** Two paths side by side. */
export function describeComparison(
  rows: readonly PathRow<PathHop>[],
  zones: { readonly before: Zone | null; readonly after: Zone | null },
): string[] {
  const cell = (hop: PathHop | null, zone: Zone | null) =>
    hop === null
      ? ['']
      : routers(hop, zone).map((router, index) => (index === 0 ? `${hop.hop} ${router}` : `  ${router}`));
  return formatTable(
    ['BEFORE', 'AFTER', 'SLOWER BY', 'CHANGE'],
    rows.map(({ change, before, after, slowerMs }) => [
      cell(before, zones.before),
      cell(after, zones.after),
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
      const who = router === null ? 'an unknown router' : routerText(router, target.zone);
      const where = `${who}${hop === null ? '' : ` (hop ${hop})`}`;
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
