import { z } from 'zod';
import { ToolError } from '../api/errors.ts';
import { entryOf, line, readNode, type PlanNode } from './node.ts';
import { descendants, nodeAt, nodeCount, planVlan, treeOf, type Plan } from './tree.ts';

/** Ten times the size for which the figures are given: a larger file is a mistake. */
export const mostNodes = 1_000_000;

/** The file around its nodes; each node is read by itself, so that the message can name it. */
const planFile = z.strictObject({
  format: z.literal('linkscope-plan'),
  version: z.literal(1, { error: 'this program reads version 1' }),
  name: line,
  vlans: z.array(planVlan).max(100_000).default([]),
  nodes: z.array(z.unknown()).max(mostNodes),
});

/**
 * Reads a plan file.
 * @throws ToolError bad-input that names the node and the field; nothing is read in part
 */
export function parsePlan(text: string): Plan {
  const file = readJson(text);
  // Nodes are looked at by themselves: the schema would only copy their list.
  const nodes = nodesOf(file);
  const result = planFile.safeParse(nodes === undefined ? file : Object.assign({}, file, { nodes: [] }));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ToolError('bad-input', `This is not a plan file: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { name, vlans } = result.data;
  const read = (nodes ?? []).map((node, index) => readNode(node, `Node ${index + 1} of the file`));
  return { ...planOf(name, read), vlans };
}

/** The nodes of a file; undefined where that is for the schema to refuse. */
function nodesOf(file: unknown): readonly unknown[] | undefined {
  if (typeof file !== 'object' || file === null || !('nodes' in file)) return undefined;
  return Array.isArray(file.nodes) && file.nodes.length <= mostNodes ? file.nodes : undefined;
}

/**
 * A plan of these nodes, in any order.
 * @throws ToolError bad-input for an id that stands twice, a parent that is not there, or nodes in a circle
 */
export function planOf(name: string, nodes: readonly PlanNode[]): Plan {
  const plan = treeOf(name, nodes.map(entryOf));
  if (nodeCount(plan) < nodes.length) {
    const ids = new Set<string>();
    const twice = nodes.find(({ id }) => ids.size === ids.add(id).size);
    throw new ToolError('bad-input', `Two nodes have the id "${twice?.id}".`);
  }
  let before: string | null = null;
  for (const { id, parent } of nodes) {
    if (parent === before) continue;
    if (parent !== null && nodeAt(plan, parent) === undefined)
      throw new ToolError('bad-input', `The node "${id}" is under "${parent}", which is not in the plan.`);
    before = parent;
  }
  refuseCircles(plan, nodes);
  return plan;
}

/** From every node the way up ends at the top. Each is walked once, and those below one node together. */
function refuseCircles(plan: Plan, nodes: readonly PlanNode[]): void {
  const reachesTop = new Set<string | null>([null]);
  for (const { id, parent } of nodes) {
    const way = new Set<string>();
    for (let at = parent; at !== null && !reachesTop.has(at); at = nodeAt(plan, at)?.parent ?? null) {
      if (way.has(at)) throw new ToolError('bad-input', `The node "${id}" is under itself, in a circle.`);
      way.add(at);
    }
    for (const each of way) reachesTop.add(each);
  }
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

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ToolError(
      'bad-input',
      `This is not a plan file: ${error instanceof Error ? error.message : 'no JSON'}`,
    );
  }
}
