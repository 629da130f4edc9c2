import type { PathMtuReport } from '../../../src-core/api/path-mtu.ts';
import type { PathHop, PathReport } from '../../../src-core/api/path.ts';
import type { PathRow } from '../../../src-core/path/compare-paths.ts';
import { loopOf } from '../../../src-core/path/loop.ts';
import { noteText } from '../../../src-core/path/note-words.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { formatScoped, type Zone } from '../../../src-core/net/zone.ts';
import { msText, targetText } from './ping-text.ts';
import { formatTable } from './table.ts';

/** A router with the link on which it was met: a link-local address means nothing without it. */
export function routerText(address: Address, zone: Zone | null): string {
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

/** Loss in whole percents, which is as exact as a few rounds are; a little is not none. */
export function lossText({ sent, lost }: Pick<PathHop, 'sent' | 'lost'>): string {
  const percent = sent === 0 ? 0 : (100 * lost) / sent;
  return percent > 0 && percent < 1 ? '<1%' : `${Math.round(percent)}%`;
}

/** How a path has ended so far: `192.0.2.1 reached, 3 rounds by traceroute`. */
export function pathEnd({ target, reached, rounds, method }: PathReport): string {
  const times = rounds === 1 ? '1 round' : `${rounds} rounds`;
  return `${targetText(target)} ${reached ? 'reached' : 'not reached'}, ${times} by ${method ?? 'nothing'}`;
}

/**
 * The hops of a path as a table; times in milliseconds.
 * @param width columns of the terminal
 */
export function describePath(report: PathReport, width = Infinity): string[] {
  const rows = report.hops.map((hop) => [
    [String(hop.hop)],
    routers(hop, report.zone),
    [lossText(hop)],
    [String(hop.sent)],
    ...[hop.lastMs, hop.avgMs, hop.bestMs, hop.worstMs, hop.jitterMs].map((ms) => [msText(ms)]),
    [hop.notes.map(noteText).join(', ')],
  ]);
  const headings = ['HOP', 'ROUTER', 'LOSS', 'SENT', 'LAST', 'AVG', 'BEST', 'WORST', 'JITTER', 'NOTES'];
  const table = rows.length === 0 ? ['No hop answered.'] : formatTable(headings, rows, width);
  return [...table, ...endLines(report)];
}

/** How it ended, and why where that can be seen. */
export function endLines(report: PathReport): string[] {
  const loop = loopOf(report.hops);
  if (loop === null) return [pathEnd(report)];
  const [first, second] = loop.hops;
  const router = routerText(loop.address, report.zone);
  return [`A loop: packets come back to ${router}, at hop ${first} and at hop ${second}.`, pathEnd(report)];
}

const marks = { same: '', changed: 'changed', added: 'added', removed: 'removed' } as const;

/**
 * Two paths side by side.
 * @param width columns of the terminal
 */
export function describeComparison(
  rows: readonly PathRow<PathHop>[],
  zones: { readonly before: Zone | null; readonly after: Zone | null },
  width = Infinity,
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
    width,
  );
}

/** What was found of a path MTU, in sentences. */
export function describePathMtu(report: PathMtuReport): string[] {
  const { target, zone, mtu, firstMtu, drops, blackHole, causes, limits } = report;
  const whole = drops.length === 0 && firstMtu === mtu ? ", as many as this computer's link carries" : '';
  if (mtu === null) return [`No packet came through to ${targetText(target)}.`, ...limits];
  return [
    `The largest packet that comes through whole to ${targetText(target)} has ${mtu} octets${whole}.`,
    ...drops.map(({ router, hop, mtu: size, silent }) => {
      const who = router === null ? 'an unknown router' : routerText(router, zone);
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
