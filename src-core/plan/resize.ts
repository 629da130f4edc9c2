import { ToolError } from '../api/errors.ts';
import { bitsOf, type Family } from '../net/address.ts';
import { lengthOf, prefixAt, type Prefix } from '../net/prefix.ts';
import { partAt, split } from '../net/split.ts';
import { freshIds } from './edit.ts';
import { addressesOf, extentIn, type Extent, type PlanEntry, type PlanNode } from './node.ts';
import { childrenOf, entryAt, familyParent, takersOf, withNodes, type Plan } from './tree.ts';
import { spaceOf } from './space.ts';

/** The most nodes that one split makes: more of them are better allocated when they are needed. */
const mostParts = 65_536n;

/**
 * Gives a prefix another length: shorter, it grows into the block around it; longer, it keeps the lower part.
 * @throws ToolError conflict where something is in the way, or would be left outside, with what
 */
export function resizeNode(plan: Plan, id: string, which: Family, length: number): Plan {
  const { node } = entryAt(plan, id);
  const own = spaceOf(plan, id, which);
  if (!Number.isInteger(length) || length < 0 || length > bitsOf(which))
    throw new ToolError(
      'bad-input',
      `A prefix length of IPv${which} is 0 to ${bitsOf(which)}, not ${length}.`,
    );
  const prefix = prefixAt(own.first, length, which);
  const { first, end } = blockOf(own, length, which);
  const refuse = (what: string): never => {
    throw new ToolError('conflict', `${own.prefix} cannot become ${prefix}: ${what}.`);
  };
  const parent = familyParent(plan, id, which);
  const around = parent === undefined ? undefined : extentIn(parent, which);
  if (around !== undefined && (first < around.first || end > around.end))
    refuse(`it would be outside of ${around.prefix}`);
  if (length < lengthOf(own.prefix)) {
    for (const other of takersOf(plan, parent?.node.id ?? null, which)) {
      const taken = extentIn(other, which);
      if (other.node.id === id || taken === undefined) continue;
      if (taken.first < end && first < taken.end) refuse(`${shown(other, taken)} is in the way`);
      if (taken.heldFirst < end && first < taken.heldEnd)
        refuse(`room kept for ${shown(other, taken)} to grow is in the way`);
    }
  } else {
    for (const under of takersOf(plan, id, which)) {
      const taken = extentIn(under, which);
      if (taken !== undefined && (taken.first < first || taken.end > end))
        refuse(`${shown(under, taken)} would be left outside`);
    }
  }
  return withNodes(plan, new Map([[id, withPrefix(node, prefix, which)]]));
}

/**
 * Puts equal parts of a node below it. What was right below goes under the part that holds it.
 * @throws ToolError conflict where something below does not fit into one part; bad-input for too many parts
 */
export function splitNode(plan: Plan, id: string, which: Family, length: number): Plan {
  const { node } = entryAt(plan, id);
  const own = spaceOf(plan, id, which);
  if (!Number.isInteger(length) || length <= lengthOf(own.prefix) || length > bitsOf(which))
    throw new ToolError(
      'bad-input',
      `${own.prefix} can be split into lengths of ${lengthOf(own.prefix) + 1} to ${bitsOf(which)}.`,
    );
  const of = split(own.prefix, length);
  if (of.count > mostParts)
    throw new ToolError(
      'bad-input',
      `${own.prefix} has ${of.count} /${length}; at most ${mostParts} nodes are made at once.`,
    );
  const size = addressesOf(length, which);
  const ids = freshIds(plan);
  const partNodes = Array.from({ length: Number(of.count) }, (_, index): PlanNode => {
    const blank = {
      ...node,
      id: ids(),
      parent: id,
      name: `${node.name}-${index + 1}`.slice(-255),
      ipv6: null,
      ipv4: null,
    };
    const cleared = {
      ...blank,
      growth6: null,
      growth4: null,
      gateways: [],
      vlan: null,
      delegates: null,
      dynamic: false,
    };
    return withPrefix(cleared, partAt(of, BigInt(index)), which);
  });
  const changes = new Map(partNodes.map((part) => [part.id, part]));
  for (const child of childrenOf(plan, id)) {
    const extent = extentIn(child, which);
    if (extent === undefined) continue;
    const part = extent.first < own.first ? undefined : partNodes[Number((extent.first - own.first) / size)];
    if (part === undefined || extent.end > own.first + ((extent.first - own.first) / size + 1n) * size)
      throw new ToolError(
        'conflict',
        `${shown(child, extent)} does not fit into one /${length} of ${own.prefix}.`,
      );
    changes.set(child.node.id, { ...child.node, parent: part.id });
  }
  return withNodes(plan, changes);
}

/** The node with another prefix; room to grow that is now used up is none any more. */
export function withPrefix(node: PlanNode, prefix: Prefix, which: Family): PlanNode {
  const kept = (growth: number | null) => (growth !== null && growth < lengthOf(prefix) ? growth : null);
  return which === 6
    ? { ...node, ipv6: prefix, growth6: kept(node.growth6) }
    : { ...node, ipv4: prefix, growth4: kept(node.growth4) };
}

function blockOf(
  own: Extent,
  length: number,
  which: Family,
): { readonly first: bigint; readonly end: bigint } {
  const size = addressesOf(length, which);
  const first = own.first & -size;
  return { first, end: first + size };
}

function shown(entry: PlanEntry, extent: Extent): string {
  return `"${entry.node.name || entry.node.id}" (${extent.prefix})`;
}
