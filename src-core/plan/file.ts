import { entryOf, type PlanNode } from './node.ts';
import { readSteps } from './read-plan.ts';
import { TreeMaker } from './tree-maker.ts';
import { descendants, type Plan } from './tree.ts';

/**
 * Reads a plan file.
 * @throws ToolError bad-input that names the node and the field; nothing is read in part
 */
export function parsePlan(text: string): Plan {
  const steps = readSteps(text);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * A plan of these nodes, in any order.
 * @throws ToolError bad-input for an id that stands twice, a parent that is not there, or nodes in a circle
 */
export function planOf(name: string, nodes: readonly PlanNode[]): Plan {
  const tree = new TreeMaker();
  for (const node of nodes) tree.add(entryOf(node));
  return tree.finish(name);
}

/** The plan as a file: the same plan gives the same bytes, each node on one line, in the order of the tree. */
export function formatPlan(plan: Plan): string {
  return formatLines(
    plan,
    Array.from(descendants(plan, null), ({ node }) => formatNode(node)),
  );
}

/** A node as its line of the file. */
export function formatNode(node: PlanNode): string {
  return JSON.stringify(brief(node));
}

/** The file of a plan whose lines are there already, in the order of the tree. */
export function formatLines({ name, vlans }: Pick<Plan, 'name' | 'vlans'>, lines: readonly string[]): string {
  const head = JSON.stringify({
    format: 'linkscope-plan',
    version: 1,
    name,
    ...(vlans.length === 0 ? {} : { vlans }),
  });
  return `${head.slice(0, -1)},"nodes":[\n${lines.join(',\n')}\n]}\n`;
}

/** The fields in the order of the file; what says nothing is left out. */
function brief(node: PlanNode): Partial<PlanNode> {
  const { id, parent, ipv6, ipv4, name, role, status, site, vlan, gateways, dns, tags, notes, colour } = node;
  return {
    id,
    ...(parent === null ? {} : { parent }),
    ...(ipv6 === null ? {} : { ipv6 }),
    ...(ipv4 === null ? {} : { ipv4 }),
    ...(name === '' ? {} : { name }),
    ...(role === 'container' ? {} : { role }),
    ...(status === 'planned' ? {} : { status }),
    ...(site === '' ? {} : { site }),
    ...(vlan === null ? {} : { vlan }),
    ...(gateways.length === 0 ? {} : { gateways }),
    ...(dns.length === 0 ? {} : { dns }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(notes === '' ? {} : { notes }),
    ...(colour === '' ? {} : { colour }),
    ...(node.growth6 === null ? {} : { growth6: node.growth6 }),
    ...(node.growth4 === null ? {} : { growth4: node.growth4 }),
    ...(node.delegates === null ? {} : { delegates: node.delegates }),
    ...(node.dynamic ? { dynamic: true } : {}),
  };
}
