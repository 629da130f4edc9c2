import { addVlan, type VlanKey } from '../../../../src-core/plan/vlans.ts';
import { allEntries, type Plan, type PlanVlan } from '../../../../src-core/plan/tree.ts';
import { hasWords } from '../shell/has-words.ts';

/** A VLAN of the list, with how many nodes have its number. */
export interface VlanRow {
  readonly vlan: PlanVlan;
  readonly nodes: number;
}

/** The key of a VLAN as text: its number is unique at a site. */
export function vlanKey({ vid, site }: VlanKey): string {
  return `${vid} ${site}`;
}

/** The list with its use, and the numbers of nodes that are not in it. */
export function vlanRows(plan: Plan): { readonly rows: VlanRow[]; readonly missing: PlanVlan[] } {
  const used = new Map<string, { readonly vlan: PlanVlan; nodes: number }>();
  for (const { node } of allEntries(plan)) {
    if (node.vlan === null) continue;
    const vlan = { vid: node.vlan, site: node.site, name: node.name, notes: '' };
    const known = used.get(vlanKey(vlan));
    if (known === undefined) used.set(vlanKey(vlan), { vlan, nodes: 1 });
    else known.nodes++;
  }
  const rows = plan.vlans.map((vlan) => ({ vlan, nodes: used.get(vlanKey(vlan))?.nodes ?? 0 }));
  for (const vlan of plan.vlans) used.delete(vlanKey(vlan));
  const missing = Array.from(used.values(), ({ vlan }) => vlan).sort(
    (one, other) => one.site.localeCompare(other.site) || one.vid - other.vid,
  );
  return { rows, missing };
}

/** The rows whose number, name, site or notes have all words that were typed. */
export function filterVlans(rows: readonly VlanRow[], typed: string): readonly VlanRow[] {
  if (typed.trim() === '') return rows;
  return rows.filter(({ vlan: { vid, name, site, notes } }) =>
    hasWords(`vlan ${vid}\n${name}\n${site}\n${notes}`, typed.trim()),
  );
}

/** The plan with the numbers of its nodes in the list, each with the name of the first node that has it. */
export function withMissing(plan: Plan, missing: readonly PlanVlan[]): Plan {
  return missing.reduce((after, vlan) => addVlan(after, vlan), plan);
}

/** The ids of the nodes that have this VLAN. */
export function nodesOf(plan: Plan, { vid, site }: VlanKey): string[] {
  return allEntries(plan)
    .filter(({ node }) => node.vlan === vid && node.site === site)
    .map(({ node }) => node.id)
    .toArray();
}
