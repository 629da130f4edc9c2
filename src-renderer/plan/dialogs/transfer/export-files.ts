import { tryParsePrefix, type Prefix } from '../../../../src-core/net/prefix.ts';
import {
  exportCsv,
  exportMarkdown,
  exportNetboxPrefixes,
  exportNetboxVlans,
} from '../../../../src-core/plan/export-plan.ts';
import { formatPlan, planOf } from '../../../../src-core/plan/file.ts';
import { childrenOf, descendants, entryAt, type Plan } from '../../../../src-core/plan/tree.ts';
import {
  checkHostName,
  classlessDelegation,
  forwardZone,
  hostsFile,
  reverseZoneFiles,
  type ZoneSettings,
} from '../../../../src-core/plan/zones.ts';
import { ToolError } from '../../../../src-core/api/errors.ts';
import type { ExportFile } from '../../../components/export-button.tsx';

export const exportFormats = [
  'plan',
  'csv',
  'netbox-prefixes',
  'netbox-vlans',
  'markdown',
  'zones',
  'hosts',
  'print',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What zones and hosts files need besides the plan. */
export interface ExportSettings {
  readonly zone: ZoneSettings;
  /** The prefixes whose reverse zones are written. */
  readonly reverse: readonly Prefix[];
}

/** The most prefixes whose reverse zones are written at once; each is a pass over the hosts of the plan. */
const mostReverse = 256;

/** A node with all below it as a plan of its own: the node is at its top. */
export function subtreeOf(plan: Plan, id: string): Plan {
  const { node } = entryAt(plan, id);
  const below = Array.from(descendants(plan, id), (entry) => entry.node);
  return { ...planOf(node.name || plan.name, [{ ...node, parent: null }, ...below]), vlans: plan.vlans };
}

/** The prefixes at the top of a plan, of which reverse zones are most likely wanted. */
export function topPrefixes(plan: Plan): Prefix[] {
  return childrenOf(plan, null).flatMap(({ node }) => [node.ipv6, node.ipv4].filter((each) => each !== null));
}

/** One prefix a line. @throws ToolError bad-input that names the line */
export function readPrefixLines(text: string): Prefix[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > mostReverse)
    throw new ToolError('bad-input', `At most ${mostReverse} prefixes, not ${lines.length}.`);
  return lines.map((line) => {
    const prefix = tryParsePrefix(line);
    if (prefix === undefined)
      throw new ToolError('bad-input', `${JSON.stringify(line.slice(0, 60))} is not a prefix.`);
    return prefix;
  });
}

/** The files of a format; nothing for the page that is printed. @throws ToolError bad-input that names what is wrong */
export function exportFiles(plan: Plan, format: ExportFormat, settings: ExportSettings): ExportFile[] {
  const name = fileName(plan.name);
  const file = (ending: string, mediaType: string, text: string): ExportFile => ({
    fileName: `${name}${ending}`,
    mediaType,
    text,
  });
  switch (format) {
    case 'plan':
      return [file('.plan.json', 'application/json', formatPlan(plan))];
    case 'csv':
      return [file('.csv', 'text/csv', exportCsv(plan))];
    case 'netbox-prefixes':
      return [file('-netbox-prefixes.csv', 'text/csv', exportNetboxPrefixes(plan))];
    case 'netbox-vlans':
      return [file('-netbox-vlans.csv', 'text/csv', exportNetboxVlans(plan.vlans))];
    case 'markdown':
      return [file('.md', 'text/markdown', exportMarkdown(plan))];
    case 'hosts':
      return [file('.hosts', 'text/plain', hostsFile(plan, settings.zone.domain))];
    case 'zones':
      return zoneFiles(plan, settings);
    case 'print':
      return [];
  }
}

function zoneFiles(plan: Plan, { zone, reverse }: ExportSettings): ExportFile[] {
  checkHostName(zone.domain);
  const zones = [
    forwardZone(plan, zone),
    ...reverse.flatMap((prefix) => reverseZoneFiles(plan, prefix, zone)),
  ];
  const files = zones.map(({ name, text }) => ({
    fileName: zoneFileName(name),
    mediaType: 'text/dns',
    text,
  }));
  const delegations = reverse.flatMap((prefix): ExportFile[] => {
    const text = classlessDelegation(prefix, zone.server);
    // RFC 2317 needs lines in the zone of the /24 too, which belongs to somebody else.
    return text === ''
      ? []
      : [{ fileName: `delegation-${prefix.replace('/', '-')}.txt`, mediaType: 'text/plain', text }];
  });
  return [...files, ...delegations];
}

/** `db.` and the zone, as BIND's own examples have it; a slash of RFC 2317 has no place in a file name. */
function zoneFileName(zone: string): string {
  return `db.${zone.replaceAll('/', '-')}`;
}

/** A name that every system takes for a file. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return plain === '' ? 'plan' : plain;
}

/** A serial number of today, as RFC 1912 section 2.2 recommends: year, month, day and a count. */
export function serialOf(at: Date): number {
  return Number(`${at.toISOString().slice(0, 10).replaceAll('-', '')}01`);
}
