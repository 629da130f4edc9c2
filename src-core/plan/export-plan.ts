import { formatCsv } from './csv.ts';
import type { PlanNode } from './node.ts';
import { descendants, type Plan, type PlanVlan } from './tree.ts';
import { nodeFields } from './node-fields.ts';

/** The whole plan as a table; importCsv makes the same plan of it. */
export function exportCsv(plan: Plan): string {
  const text = (value: string | number | null) => (value === null ? '' : String(value));
  const fields = ['id', 'parent', ...nodeFields] as const;
  const rows = nodesOf(plan).map((node) =>
    fields.map((field) => {
      const value = node[field];
      if (typeof value === 'boolean') return value ? 'true' : '';
      return typeof value === 'object' && value !== null ? value.join(' ') : text(value);
    }),
  );
  return formatCsv([[...fields], ...rows]);
}

/** NetBox's words for the state of a prefix; what is only planned is reserved there, with a tag. */
const netboxStatus: Record<PlanNode['status'], string> = {
  planned: 'reserved',
  reserved: 'reserved',
  used: 'active',
  retiring: 'deprecated',
};

/** The prefixes for the bulk import of NetBox; a dual-stack node is two rows, for NetBox has one prefix in each. */
export function exportNetboxPrefixes(plan: Plan): string {
  const rows = nodesOf(plan).flatMap((node) =>
    [node.ipv6, node.ipv4]
      .filter((prefix) => prefix !== null)
      .map((prefix) => [
        prefix,
        node.role === 'container' && node.status === 'used' ? 'container' : netboxStatus[node.status],
        node.site,
        node.vlan === null ? '' : String(node.vlan),
        node.role,
        node.role === 'pool' ? 'true' : 'false',
        node.name,
        node.notes,
        [...node.tags, ...(node.status === 'planned' ? ['planned'] : [])].join(','),
      ]),
  );
  const head = [
    'prefix',
    'status',
    'vlan_site',
    'vlan',
    'role',
    'is_pool',
    'description',
    'comments',
    'tags',
  ];
  return formatCsv([head, ...rows]);
}

/** The VLANs for the bulk import of NetBox. */
export function exportNetboxVlans(vlans: readonly PlanVlan[]): string {
  const rows = vlans.map(({ vid, name, site, notes }) => [String(vid), name, site, 'active', notes]);
  return formatCsv([['vid', 'name', 'site', 'status', 'description'], ...rows]);
}

/** The plan as a Markdown table, the names set in by how deep they stand. */
export function exportMarkdown(plan: Plan): string {
  const depth = new Map<string, number>();
  const rows = nodesOf(plan).map((node) => {
    const level = node.parent === null ? 0 : (depth.get(node.parent) ?? 0) + 1;
    depth.set(node.id, level);
    const cells = [
      `${'&nbsp;&nbsp;'.repeat(level)}${markdown(node.name)}`,
      node.ipv6 ?? '',
      node.ipv4 ?? '',
      node.role,
      node.status,
      markdown(node.site),
      node.vlan === null ? '' : String(node.vlan),
      markdown(node.notes),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['| Name | IPv6 | IPv4 | Role | Status | Site | VLAN | Notes |', `|${' --- |'.repeat(8)}`];
  return [`# ${markdown(plan.name)}`, '', ...head, ...rows, ''].join('\n');
}

/** Text that means nothing to Markdown or HTML, on one line. */
function markdown(text: string): string {
  return text
    .replace(/[\\|`*_[\]#&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\s+/g, ' ');
}

function nodesOf(plan: Plan): PlanNode[] {
  return Array.from(descendants(plan, null), ({ node }) => node);
}
